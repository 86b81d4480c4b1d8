"""``python -m belfort COMMAND``: the platform's commands."""

from belfort.site.command import main

if __name__ == "__main__":
    main()
