"""At the desk of a clinician: how many clicks and keys a handout takes, and how the pages look and read."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from planner.domain.kept import PersonState
from planner.domain.person import PersonId
from planner.use_cases.practice import practising_of
from tests.browser.conftest import OpenPage, Site
from tests.browser.desk import Hand, at_work


@pytest.fixture
def desk(open_page: OpenPage, site: Site) -> Any:
    """Opens a window signed in as a clinician whose practice looks after the site's planned person."""

    def open_desk(**options: Any) -> Page:
        page, account = at_work(site, open_page, "ola@example.org", **options)
        with site.services.storage.writing() as unit:
            me = practising_of(unit, account)
            assert me is not None
            for name in ("planned", "stopped"):
                unit.practices.give_access(me.practice.id, PersonId(site.people[name]), site.services.now())
            unit.commit()
        return page

    return open_desk


def test_a_walk_in_handout_takes_at_most_twelve_clicks_and_keys(desk: Any, site: Site) -> None:
    page = desk()
    page.goto(site.address)
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Handout", exact=True))
    hand.click(page.get_by_role("button", name="Add: Five-minute core"))
    page.get_by_role("heading", name="4 exercises on the handout").wait_for()
    hand.choose(page.locator("#region"), "hips")
    with page.expect_navigation():
        hand.click(page.get_by_role("button", name="Show these").last)
    hand.click(page.locator(".bench-add").first)
    page.get_by_role("heading", name="5 exercises on the handout").wait_for()
    hand.click(page.locator("input[name='sets.all']"))
    hand.type("2")
    hand.click(page.get_by_role("button", name="Set all"))
    expect(page.locator(".bench-line").first).to_contain_text("2 sets of")
    with page.context.expect_event("response", lambda r: r.url.endswith("/handout/print"), timeout=60_000) as response:
        hand.click(page.get_by_role("button", name="Print"))
    assert response.value.headers["content-type"] == "application/pdf"
    assert hand.count <= 12, hand.count
    hand.is_as_told("a handout for somebody who walks in: a routine and one more exercise, one dose for all")


def test_a_screened_persons_week_is_signed_and_printed_in_at_most_six(desk: Any, site: Site) -> None:
    page = desk()
    page.goto(f"{site.address}/people/{site.people['planned']}/week")
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Clinician"))
    hand.click(page.get_by_role("button", name="Sign as Ola Berg, physiotherapist"))
    expect(page.get_by_role("main")).to_contain_text("Signed by Ola Berg")
    hand.click(page.get_by_role("link", name="See and change the week"))
    address = page.get_by_role("link", name="Print the sheet").get_attribute("href")
    printed = page.context.request.get(f"{site.address}{address}", timeout=60_000)
    hand.clicks += 1
    assert printed.headers["content-type"] == "application/pdf"
    assert hand.count <= 6
    hand.is_as_told("sign and print the week of somebody who is screened")


def test_the_handout_works_without_a_script(desk: Any, site: Site) -> None:
    page = desk(java_script_enabled=False)
    page.goto(f"{site.address}/practice/handout?q=bridge")
    page.get_by_role("button", name="Add: Bridge, two legs").click()
    expect(page.get_by_role("heading", name="One exercise on the handout")).to_be_visible()
    page.locator(".region-map a").first.click()
    expect(page.get_by_role("heading", name="One exercise on the handout")).to_be_visible()


def test_a_code_opens_the_week_on_a_phone_without_an_account(desk: Any, open_page: OpenPage, site: Site) -> None:
    page = desk()
    page.goto(f"{site.address}/people/{site.people['planned']}/programme")
    page.get_by_role("button", name="Link or code to hand over").click()
    link = page.locator("code").inner_text()
    phone = open_page(signed_in=False, viewport={"width": 360, "height": 740})
    phone.goto(site.address + link.partition("8000")[2])
    first = phone.locator("details.card").first
    if first.get_attribute("open") is None:
        first.locator("summary").first.click()
    first.get_by_role("link", name="How was it?").click()
    phone.locator('[name="pain"][value="3"]').check()
    phone.locator('[name="new"][value="no"]').check()
    phone.get_by_role("button", name="Done", exact=True).click()
    expect(phone.locator("details.card").first.locator("summary").first).to_contain_text("done")
    with site.services.storage.reading() as unit:
        kept = unit.persons.get(PersonId(site.people["planned"]))
        entries = unit.diaries.of_person(kept.id).sessions
    assert kept.state is PersonState.ACTIVE
    assert entries[0].pain_during == 3
