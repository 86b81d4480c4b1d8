"""``serve``: the web server and one worker, on this installation."""

from __future__ import annotations

import errno
import socket
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from belfort.site import environment as env
from belfort.site.checks import refuse_unsafe_start
from belfort.site.databases import unapplied_migrations
from belfort.site.supervisor import Supervisor


class Command(BaseCommand):
    help = (
        "Serve the pages and do the periodic work until told to stop (SIGTERM or "
        "Ctrl-C). Refuses to start where that would be unsafe, and says why."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", help=f"Instead of the host in {env.BIND.name}.")
        parser.add_argument(
            "--port", type=int, help=f"Instead of the port in {env.BIND.name}."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = read_bind(settings.BIND)
        host, port = options["host"] or host, options["port"] or port
        settings.BIND = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        refuse_unsafe_start()
        if waiting := unapplied_migrations():
            message = (
                f"The database is not up to date ({len(waiting)} changes wait). "
                "Run `belfort migrate` first."
            )
            raise CommandError(message)
        if not Path(settings.STATIC_ROOT, "staticfiles.json").exists():
            call_command("collectstatic", interactive=False, verbosity=0)
        refuse_port_in_use(host, port)
        workers = env.read_number(env.WORKERS)
        self.stdout.write(f"Belfort listens on http://{settings.BIND}/")
        self.stdout.flush()
        code = Supervisor(host, port, workers, self.stdout.write).run()
        if code:
            raise SystemExit(code)


def read_bind(bind: str) -> tuple[str, int]:
    """Host and port of an address such as ``127.0.0.1:8000`` or ``[::1]:8000``."""
    host, colon, port = bind.rpartition(":")
    if not colon or not port.isdigit() or not 0 < int(port) < 65536:
        message = f"{env.BIND.name} is “{bind}”; it takes host:port, as 127.0.0.1:8000."
        raise CommandError(message)
    return host.strip("[]") or "0.0.0.0", int(port)  # noqa: S104


def refuse_port_in_use(host: str, port: int) -> None:
    """Refuse to share a port with another program.

    The web server's workers share theirs, so that the system would let a second
    installation in beside the first, and hand each of them half of the requests.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                raise CommandError(
                    f"Belfort cannot listen on {host}, port {port}: "
                    f"{problem.strerror}. Put another address in {env.BIND.name}."
                ) from None
            raise CommandError(
                f"Port {port} is in use by another program, perhaps by another "
                "Belfort. Stop that one, or choose another port: "
                f"{env.BIND.name}={host}:{port + 1} before the command."
            ) from None
