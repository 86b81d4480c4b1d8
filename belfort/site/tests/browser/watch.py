"""What is noted of a page while a test uses it, and what axe finds in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, ConsoleMessage, Page, Request

VENDOR = Path(__file__).resolve().parent / "vendor"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def axe() -> str:
    """The source of axe-core, as vendored."""
    (script,) = VENDOR.glob("axe-core@*/axe.min.js")
    return script.read_text(encoding="utf-8")


class Watch:
    """Notes what a page asks of other hosts, and what its console complains of."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        page.on("request", self._asked)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.foreign.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        # A page may answer 4xx on purpose; that is no fault of the page itself.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def faults(self) -> list[str]:
        """Requests to other hosts, refusals by the content policy, script errors."""
        return [f"asked of another host: {url}" for url in self.foreign] + [
            f"console: {text}" for text in self.complaints
        ]

    def beside_the_screen(self) -> int:
        """How many pixels of the page lie beside the screen."""
        return int(
            self.page.evaluate(
                "document.documentElement.scrollWidth - window.innerWidth"
            )
        )

    def axe(self, *, only_colours: bool = False) -> list[str]:
        """What axe finds wrong: the rule and the element, one line each.

        The script goes in by the developer protocol, which the content policy of
        the page does not concern.
        """
        session = self.page.context.new_cdp_session(self.page)
        if not evaluate(session, "typeof axe === 'object'"):
            evaluate(session, axe())
        run_only = {"type": "tag", "values": RULES}
        if only_colours:
            run_only = {"type": "rule", "values": ["color-contrast"]}
        found = evaluate(
            session,
            f"axe.run({{runOnly: {run_only}, resultTypes: ['violations']}})"
            ".then(found => found.violations.map(v => "
            "v.id + ': ' + v.nodes.map(n => n.html).join(' | ').slice(0, 400)))",
        )
        session.detach()
        return list(found or [])


def evaluate(session: CDPSession, expression: str) -> Any:
    answer = session.send(
        "Runtime.evaluate",
        {"expression": expression, "awaitPromise": True, "returnByValue": True},
    )
    if "exceptionDetails" in answer:
        raise AssertionError(answer["exceptionDetails"])
    return answer["result"].get("value")
