"""A person at a device: signs in, finds things by their role and label, follows links."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page, expect

from portal.demo.people import LOGINS, PASSWORD
from tests.e2e.words import Says
from tests.e2e.worlds import World


@dataclass
class Walk:
    """One walk in one language, on one kind of device; `sessions` are of those who have sat at it."""

    world: World
    says: Says
    make_page: Callable[[], Page]
    page: Page
    sessions: dict[str, Any] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.says.language

    def button(self, text: str, context: str = "", inside: Locator | None = None) -> Locator:
        return (inside or self.main).get_by_role("button", name=self.says(text, context))

    def link(self, text: str, context: str = "", inside: Locator | None = None) -> Locator:
        return (inside or self.main).get_by_role("link", name=self.says(text, context))

    def entry(self, label: object, inside: Locator | None = None) -> Locator:
        """By its label, to which "(optional)" may be added."""
        # A space of the label may have been bound when the page was made.
        words = re.escape(self.says.label(label)).replace(r"\ ", r"\s")
        exactly = re.compile(rf"^\s*{words}\s*(\(.+\))?\s*$")
        return (inside or self.main).get_by_label(exactly)

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def sign_in(self, mailbox: str) -> None:
        """Another person sits down at the same kind of device; whoever comes back is still signed in there."""
        self.page.context.close()
        self.page = self.make_page()
        if mailbox in self.sessions:
            self.page.context.add_cookies(self.sessions[mailbox])
        self.page.goto(self.world.address(f"/{self.language}/desk/"))
        if mailbox not in self.sessions:
            self._fill_in_login(mailbox)
            self.sessions[mailbox] = self.page.context.cookies()
        expect(self.main.get_by_role("heading", level=1)).to_have_text(self.says("My desk", "page"))

    def _fill_in_login(self, mailbox: str) -> None:
        person = next(person for person in LOGINS if person.email.startswith(f"{mailbox}@"))
        self.main.locator("input[name=login]").fill(person.email)
        self.main.locator("input[name=password]").fill(PASSWORD)
        self.button("Sign in").click()
        self.page.wait_for_url("**/desk/")

    def go(self, text: str) -> None:
        """By the menu of the workspace, which is folded on a phone."""
        menu = self.page.get_by_role("navigation", name=self.says("Workspace"))
        link = menu.get_by_role("link", name=self.says(text, "menu")).locator("visible=true")
        if not link.count():
            menu.get_by_text(self.says("Workspace"), exact=True).click()
        link.first.click()

    def row_of(self, text: str) -> Locator:
        return self.main.get_by_role("row").filter(has_text=text)
