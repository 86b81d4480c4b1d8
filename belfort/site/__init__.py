"""Where the rooms come together: settings, URLs, the command entry point."""
