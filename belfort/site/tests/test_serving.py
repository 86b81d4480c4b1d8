"""``serve`` and ``work`` as an administrator starts them, on loopback."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from belfort.lib.tests.installation import Installation

pytestmark = pytest.mark.every_database

WRITE_AN_EVENT = """
from belfort.audit.tests.trail import write_events
write_events(2)
print(1)
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(address: str) -> tuple[int, str]:
    """Status and text of a page, once the server answers."""
    limit = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            if time.monotonic() > limit:
                raise
            time.sleep(0.2)


def stop(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    process.send_signal(signal.SIGTERM)
    output, errors = process.communicate(timeout=40)
    return process.returncode, output, errors


def wait_until_sealed(installation: Installation) -> None:
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        answer = installation.run("verify_audit", "--json", code=None)
        if json.loads(answer.stdout)["events"]:
            return
        time.sleep(0.5)
    pytest.fail("The worker sealed nothing in a minute.")


def test_pages_are_served_and_the_trail_is_sealed(installation: Installation) -> None:
    port = free_port()
    process = installation.start("serve", "--port", str(port), BELFORT_WORKERS="1")
    try:
        status, page = fetch(f"http://127.0.0.1:{port}/account/login/")
        assert status == 200
        assert "<!doctype html>" in page
        style = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
        assert fetch(f"http://127.0.0.1:{port}{style}")[0] == 200
        assert fetch(f"http://127.0.0.1:{port}/nowhere/")[0] == 404
        installation.python(WRITE_AN_EVENT)
        wait_until_sealed(installation)
    finally:
        code, output, errors = stop(process)
    assert code == 0, errors
    assert f"Belfort listens on http://127.0.0.1:{port}/" in output
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=1)
    findings = json.loads(installation.run("doctor", "--json", code=None).stdout)
    jobs = {one["check"]: one for one in findings["findings"]}["periodic jobs"]
    assert jobs["state"] == "well", jobs
    assert {"audit.seal", "site.purge"} <= set(jobs["text"].replace(";", "").split())


def test_the_worker_alone_stops_cleanly(installation: Installation) -> None:
    installation.python(WRITE_AN_EVENT)
    process = installation.start("work")
    try:
        wait_until_sealed(installation)
    finally:
        code, output, errors = stop(process)
    assert code == 0, errors
    assert output.strip().endswith("Stopped.")


def test_an_unsafe_installation_is_not_served(installation: Installation) -> None:
    refused = installation.run("serve", "--host", "0.0.0.0", code=1, BELFORT_DEMO="1")
    assert "not a loopback address" in refused.stderr
    refused = installation.run("serve", code=1, BELFORT_BIND="8000")
    assert "it takes host:port" in refused.stderr


def test_a_database_without_tables_is_not_served(
    installation: Installation,
) -> None:
    installation.run("migrate", "audit", "zero", "--verbosity", "0")
    refused = installation.run("serve", "--port", str(free_port()), code=1)
    assert "Run `belfort migrate` first" in refused.stderr


def test_a_port_in_use_is_refused_with_what_to_do(installation: Installation) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = installation.run("serve", "--port", str(port), code=1)
    assert f"Port {port} is in use" in answer.stderr
    assert f"BELFORT_BIND=127.0.0.1:{port + 1}" in answer.stderr
    assert "Traceback" not in answer.stderr
