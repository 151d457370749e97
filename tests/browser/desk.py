"""The desk of a clinician in a browser: signing in there, and a hand whose clicks and keys are counted."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from planner.domain.account import AccountId
from planner.domain.person import PersonId
from planner.use_cases.import_people import Imported, import_people
from planner.use_cases.practice import found_practice
from planner.use_cases.sign_in import make_link
from tests.browser.conftest import OpenPage, Site

ROOT = Path(__file__).parents[2]
MONDAY = date(2026, 11, 23)
_ROW = re.compile(r"^\| (.+?) \| (\d+) \| (\d+) \|$", re.MULTILINE)


class Hand:
    """Counts what a hand does: a click, the two that choose from a list, and each key."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = self.keys = 0

    @property
    def count(self) -> int:
        return self.clicks + self.keys

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def choose(self, what: Locator, label: str) -> None:
        what.select_option(label=label)
        self.clicks += 2

    def bring(self, what: Locator, name: str, content: bytes) -> None:
        """The button and the file; how somebody finds the file is not the program's."""
        kind = "application/json" if name.endswith(".json") else "application/yaml"
        what.set_input_files({"name": name, "mimeType": kind, "buffer": content})
        self.clicks += 2

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def is_as_told(self, what: str) -> None:
        """docs/practice.md says of this task what it takes."""
        sys.stdout.write(f"{what}: {self.clicks} clicks, {self.keys} keys\n")
        told = {name: (int(clicks), int(keys)) for name, clicks, keys in _ROW.findall(_practice_page())}
        assert told.get(what) == (self.clicks, self.keys), (what, self.clicks, self.keys)


def _practice_page() -> str:
    return (ROOT / "docs" / "practice.md").read_text(encoding="utf-8")


def enter(site: Site, page: Page, email: str) -> AccountId:
    """Signed in under the address, as by the link of a letter."""
    services = site.services
    with services.storage.writing() as unit:
        account = unit.accounts.get_or_add(email, services.now()).id
        unit.commit()
    # Empties the counts of tries, like every sign-in of these tests.
    site.link()
    page.goto(f"{site.address}/sign-in/{make_link(services.storage, account, services.now())}")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    return account


def at_work(site: Site, open_page: OpenPage, email: str, **options: Any) -> tuple[Page, AccountId]:
    """A window of Ola Berg, physiotherapist, who has a practice of her own under this address."""
    page = open_page(signed_in=False, **options)
    account = enter(site, page, email)
    found_practice(site.services.storage, account, "High Street Physiotherapy", "Ola Berg", "physiotherapist")
    page.goto(f"{site.address}/practice")
    return page, account


def profile_file(name: str) -> bytes:
    """The example of the contract under another name, without letters."""
    text = (ROOT / "profile.example.yaml").read_text(encoding="utf-8")
    text = re.sub(r"^name: .*$", f"name: {name}", text, flags=re.MULTILINE)
    return re.sub(r"^(\s+email:).*$", "", text, flags=re.MULTILINE).encode()


def look_after(site: Site, account: AccountId, name: str) -> PersonId:
    """Somebody of the practice with a week from ``MONDAY``."""
    s = site.services
    brought = import_people(
        s.storage, account, {"a.yaml": profile_file(name)}, s.content, MONDAY, s.now(), "example.org"
    )
    assert isinstance(brought, tuple)
    ((_file, outcome),) = brought
    assert isinstance(outcome, Imported), outcome
    return outcome.person
