"""The pages of a practice in every state: for everyone, in the dark and narrow; picks outlast a look around."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from planner.domain.person import PersonId
from planner.use_cases.practice import practising_of
from tests.browser.conftest import OpenPage, Site, faults, open_everything
from tests.browser.desk import at_work

Desk = Callable[..., Page]


@pytest.fixture
def desk(open_page: OpenPage, site: Site) -> Desk:
    """Opens a window signed in as a clinician whose practice looks after three of the site's people."""

    def open_desk(**options: Any) -> Page:
        page, account = at_work(site, open_page, "looks@example.org", **options)
        with site.services.storage.writing() as unit:
            me = practising_of(unit, account)
            assert me is not None
            for name in ("planned", "stopped", "waiting"):
                unit.practices.give_access(me.practice.id, PersonId(site.people[name]), site.services.now())
            unit.commit()
        return page

    return open_desk


def test_the_pages_of_a_practice_suit_everyone_and_narrow_screens(desk: Desk, site: Site) -> None:
    page = desk(bypass_csp=True)
    planned, stopped, waiting = (site.people[name] for name in ("planned", "stopped", "waiting"))
    found = {}
    for path in (
        "/practice", "/practice?q=nobody+at+all", "/practice/team", "/practice/handout?new=yes",
        "/practice/handout?pick=bridge&pick=clamshell",
        f"/practice/handout?pick=bridge&pick=mcgill-curl-up&person={planned}",
        f"/practice/handout?pick=bridge&person={waiting}", "/practice/exercises", "/practice/exercises/new",
        "/practice/join/made-up", f"/people/{planned}/programme", f"/people/{stopped}/programme",
        f"/people/{waiting}/programme", f"/people/{stopped}/stopped",
    ):  # fmt: skip
        page.goto(site.address + path)
        found[path] = faults(page)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_what_a_practice_makes_and_brings_along_suits_everyone(desk: Desk, site: Site) -> None:
    page = desk(bypass_csp=True)
    found = {}

    def look(name: str, press: str, *, at: str) -> None:
        page.goto(site.address + at)
        open_everything(page)
        button = page.get_by_role("button", name=press).first
        with page.expect_navigation():
            button.click()
        found[name] = faults(page)

    planned = f"/people/{site.people['planned']}/programme"
    look("a link to hand over", "Link or code to hand over", at=planned)
    look("nothing picked", "Keep to use again", at="/practice/handout?pick=bridge")
    page.goto(f"{site.address}/practice/handout?pick=bridge")
    page.get_by_label("Title on the sheet").fill("For stiff hips " * 5)
    page.get_by_role("button", name="Keep to use again").click()
    page.wait_for_url("**/practice/handouts/*")
    found["a kept handout"] = faults(page)
    page.goto(f"{site.address}/practice/team")
    found["team with a template"] = faults(page)
    page.get_by_label("E-mail address").fill("a-colleague-with-a-long-name@example.org")
    page.get_by_role("button", name="Make the invitation").click()
    expect(page.get_by_role("heading", name="Invitation made")).to_be_visible()
    found["an invitation"] = faults(page)
    page.goto(f"{site.address}/practice")
    open_everything(page)
    page.locator("input[type=file]").first.set_input_files(
        {"name": "somebody.yaml", "mimeType": "text/yaml", "buffer": b"name: Bo\n"}
    )
    for box in page.locator("form[enctype] input[type=checkbox]").all():
        box.check()
    page.locator("form[enctype] button").first.click()
    expect(page.get_by_role("heading", name="Brought along")).to_be_visible()
    found["an import with mistakes"] = faults(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_what_is_picked_for_a_handout_is_there_again_after_another_page(desk: Desk, site: Site) -> None:
    page = desk()
    page.goto(f"{site.address}/practice/handout")
    page.get_by_role("button", name="Add: Five-minute core").click()
    expect(page.get_by_role("heading", name="4 exercises on the handout")).to_be_visible()
    page.get_by_role("link", name="Practice", exact=True).click()
    page.wait_for_url("**/practice")
    page.get_by_role("link", name="Handout", exact=True).click()
    expect(page.get_by_role("heading", name="4 exercises on the handout")).to_be_visible()
    page.get_by_role("link", name="Clear all of it").click()
    expect(page.get_by_role("heading", name="Nothing picked yet")).to_be_visible()
