"""A session in a real browser: by keyboard, with the clock running, without a network, and without scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, Route, expect

from planner.domain.diary import SessionDiary
from planner.domain.person import PersonId
from planner.storage.unit_of_work import Storage
from tests.browser.conftest import NARROW, OpenPage, Site, open_everything, violations

NOTHING_CACHED = "caches.has('planner-session').then(has => !has)"
STILL = ".move-figure img:not([data-moving*=moving])"
MONDAY_MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def planned(site: Site) -> Iterator[int]:
    """The person with a plan, on the first morning of it and with an empty diary."""
    before = site.services.clock
    site.services.clock = MONDAY_MORNING
    person = site.people["planned"]
    yield person
    site.services.clock = before
    _forget(site.services.storage, person)


def _forget(storage: Storage, person: int) -> None:
    from sqlalchemy import delete

    from planner.storage.rows import DayLogRow, OutcomeScoreRow, SessionDiaryRow

    with storage.writing() as uow:
        for table in (SessionDiaryRow, DayLogRow, OutcomeScoreRow):
            uow.session.execute(delete(table).where(table.person_id == person))
        uow.commit()


def _written(site: Site, person: int) -> tuple[SessionDiary, ...]:
    with site.services.storage.reading() as uow:
        return uow.diaries.of_person(PersonId(person)).sessions


def _through_the_gate(page: Page, site: Site, person: int) -> None:
    page.goto(f"{site.address}/people/{person}/session")
    page.locator('[name="pain"][value="2"]').check()
    page.locator('[name="tiredness"][value="2"]').check()
    page.locator('[name="new"][value="no"]').check()
    page.get_by_role("button", name="To the exercises").click()
    page.wait_for_url(re.compile(r"\?again=1$"))
    expect(page.locator(".move:visible").first).to_be_visible()


def _rate(page: Page) -> None:
    page.locator('[name="effort"][value="4"]').check()
    page.locator('[name="pain_during"][value="3"]').check()
    page.locator('[name="new"][value="no"]').check()


def _wait_until_kept(page: Page) -> None:
    """The worker has the page and both drawings of each exercise."""
    wanted = 2 * page.locator(".move").count()
    for _ in range(600):
        kept = page.evaluate("caches.open('planner-session').then(c => c.keys()).then(k => k.map(r => r.url))")
        drawings = [url for url in kept if "/drawing/" in url]
        if (
            any(re.search(r"/[a-z]{3}-1$", url) for url in kept)
            and len(drawings) >= wanted - page.locator(STILL).count()
        ):
            return
        page.wait_for_timeout(100)
    raise AssertionError(kept)


def _end(page: Page) -> None:
    page.get_by_role("button", name="End the session here").click()
    _rate(page)


def test_a_session_goes_by_keyboard_alone(open_page: OpenPage, site: Site, planned: int) -> None:
    page = open_page()
    page.clock.install()
    _through_the_gate(page, site, planned)
    shown = page.locator(".move:visible h2")
    expect(shown).to_have_count(1)
    first = shown.inner_text()
    page.locator("body").press("Space")
    expect(page.locator('[data-part="phase"]')).to_have_text("Get into position")
    page.clock.run_for(6_000)
    expect(page.locator('[data-part="phase"]')).not_to_have_text("Get into position")
    page.locator("body").press("Space")
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    page.locator("body").press("ArrowRight")
    expect(shown).not_to_have_text(first)
    page.locator("body").press("ArrowLeft")
    expect(shown).to_have_text(first)


def test_the_clock_brings_an_exercise_to_its_end_and_the_diary_knows(
    open_page: OpenPage, site: Site, planned: int
) -> None:
    page = open_page()
    page.clock.install()
    _through_the_gate(page, site, planned)
    page.get_by_role("button", name="Start").click()
    page.clock.run_for(10_000)
    expect(page.locator('[data-part="number"]')).not_to_be_empty()
    for _ in range(60):
        if page.get_by_role("button", name="Next exercise").is_visible():
            break
        page.clock.run_for(10_000)
    page.get_by_role("button", name="Next exercise").click()
    _end(page)
    page.get_by_role("button", name="Keep this in my diary").click()
    page.wait_for_url("**/session-done")
    (diary,) = _written(site, planned)
    assert isinstance(diary.done, dict)
    assert len(diary.done) == 1
    assert (diary.effort, diary.pain_during, diary.tiredness) == (4, 3, 2)
    page.wait_for_function("!Object.keys(localStorage).some(k => k.startsWith('planner.session'))")


def test_easier_takes_something_off_and_the_diary_says_so(open_page: OpenPage, site: Site, planned: int) -> None:
    page = open_page()
    page.clock.install()
    _through_the_gate(page, site, planned)
    while not page.locator(".move:visible").get_attribute("data-reps"):
        page.locator("body").press("ArrowRight")
    page.get_by_role("button", name="Easier").click()
    expect(page.locator('[data-part="note"]')).to_contain_text("instead of")
    page.get_by_role("button", name="Start").click()
    for _ in range(60):
        if page.get_by_role("button", name=re.compile("Next exercise|To the end")).is_visible():
            break
        page.clock.run_for(10_000)
    expect(page.locator('.move:visible [name^="done."]:checked')).to_have_value("part")


def test_harder_adds_two_repeats_to_the_last_set_and_no_more(open_page: OpenPage, site: Site, planned: int) -> None:
    page = open_page()
    _through_the_gate(page, site, planned)
    while not page.locator(".move:visible").get_attribute("data-reps"):
        page.locator("body").press("ArrowRight")
    reps = [int(n) for n in str(page.locator(".move:visible").get_attribute("data-reps")).split(",")]
    page.get_by_role("button", name="Harder").click()
    expect(page.locator('[data-part="note"]')).to_contain_text(f"{reps[-1] + 2} repeats in the last set")
    expect(page.get_by_role("button", name="Harder")).to_be_disabled()


def test_the_timeline_is_as_long_as_the_plan_says(open_page: OpenPage, site: Site, planned: int) -> None:
    page = open_page()
    _through_the_gate(page, site, planned)
    item = {"sets": 3, "reps": [6, 4, 2], "hold": 8, "minutes": None, "sides": 2, "rest": 30}
    parts = page.evaluate("item => timeline.timelineOf(item)", item)
    holds = [p for p in parts if p["kind"] == "hold"]
    assert len(holds) == 24
    assert sum(p["seconds"] for p in holds) == 24 * 8
    assert [p["seconds"] for p in parts if p["kind"] in ("rest", "turn")] == [30] * 5
    timed = page.evaluate("item => timeline.timelineOf(item)", item | {"reps": [], "minutes": 2, "sets": 1})
    assert [p["seconds"] for p in timed if p["kind"] == "time"] == [60, 60]


def test_a_session_that_is_interrupted_goes_on_where_it_was(open_page: OpenPage, site: Site, planned: int) -> None:
    page = open_page()
    _through_the_gate(page, site, planned)
    for _ in range(2):
        page.locator("body").press("ArrowRight")
    third = page.locator(".move:visible h2").inner_text()
    page.reload()
    expect(page.locator(".move:visible h2")).to_have_text(third)


def test_a_network_that_drops_costs_nothing(open_page: OpenPage, site: Site, planned: int) -> None:
    page = open_page()
    _through_the_gate(page, site, planned)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    _wait_until_kept(page)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".move:visible h2")).to_be_visible()
    shown = page.locator(".move:visible img").evaluate("img => img.decode().then(() => img.naturalWidth > 0)")
    assert shown
    _end(page)
    page.get_by_role("button", name="Keep this in my diary").click()
    expect(page.get_by_role("heading", name="Kept on this device")).to_be_visible()
    assert _written(site, planned) == ()
    waiting = json.loads(page.evaluate("localStorage.getItem('planner.waiting')"))
    assert "csrf_token" not in waiting[0]["body"]
    page.context.set_offline(False)
    page.wait_for_url("**/session-done")
    assert len(_written(site, planned)) == 1
    page.wait_for_function("Object.keys(localStorage).every(k => /sound|voice/.test(k))")
    page.wait_for_function(NOTHING_CACHED)


def test_a_diary_that_waits_is_sent_from_any_page_later(open_page: OpenPage, site: Site, planned: int) -> None:
    page = open_page()
    _through_the_gate(page, site, planned)
    _end(page)

    def drop(route: Route) -> None:
        route.abort()

    page.route("**/done", drop)
    page.get_by_role("button", name="Keep this in my diary").click()
    expect(page.get_by_role("heading", name="Kept on this device")).to_be_visible()
    page.unroute("**/done")
    page.goto(f"{site.address}/people/{planned}/week")
    expect(page.get_by_role("status").filter(has_text="has been sent")).to_be_visible()
    assert len(_written(site, planned)) == 1


def test_a_warning_sign_without_a_network_is_answered_at_once(open_page: OpenPage, site: Site, planned: int) -> None:
    page = open_page()
    _through_the_gate(page, site, planned)
    _end(page)
    page.locator('[name="new"][value="yes"]').check()
    for sign in page.locator('#ending input[name^="RED-"][value="no"]').all():
        if "severe" not in str(sign.get_attribute("name")):
            sign.check()
    page.locator('[name="RED-09a"][value="yes"]').check()
    page.context.set_offline(True)
    page.get_by_role("button", name="Keep this in my diary").click()
    expect(page.get_by_text("Do not exercise until this has been looked at.")).to_be_visible()
    expect(page.locator("#kept-with-signs")).to_contain_text("999")


def test_signing_out_leaves_nothing_on_the_device(open_page: OpenPage, site: Site, planned: int) -> None:
    page = open_page()
    _through_the_gate(page, site, planned)
    page.locator("body").press("ArrowRight")
    page.wait_for_function("localStorage.getItem('planner.session')")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{site.address}/")
    page.wait_for_function("localStorage.length === 0")
    page.wait_for_function(NOTHING_CACHED)


def test_without_scripts_the_session_is_one_long_page(open_page: OpenPage, site: Site, planned: int) -> None:
    page = open_page(java_script_enabled=False)
    _through_the_gate(page, site, planned)
    assert page.locator(".move:visible").count() > 3
    assert page.locator(".player").count() == 0
    _rate(page)
    page.get_by_role("button", name="Keep this in my diary").click()
    page.wait_for_url("**/session-done")
    (diary,) = _written(site, planned)
    assert diary.done == "all"


def test_the_voice_is_off_until_it_is_asked_for(open_page: OpenPage, site: Site, planned: int) -> None:
    page = open_page()
    _through_the_gate(page, site, planned)
    voice = page.get_by_role("button", name="Voice")
    expect(voice).to_have_attribute("aria-pressed", "false")
    voice.click()
    expect(voice).to_have_attribute("aria-pressed", "true")


def test_drawings_stand_still_for_those_who_ask_for_it(open_page: OpenPage, site: Site, planned: int) -> None:
    page = open_page()
    page.clock.install()
    _through_the_gate(page, site, planned)
    page.get_by_role("button", name="Start").click()
    page.clock.run_for(7_000)
    expect(page.locator(".move:visible img")).not_to_have_attribute("src", re.compile("moving"))
    page.emulate_media(reduced_motion="no-preference")
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".move:visible img")).to_have_attribute("src", re.compile("moving"))


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_serious_in_a_session_or_the_diary(
    open_page: OpenPage, site: Site, planned: int, colours: str
) -> None:
    page = open_page(bypass_csp=True, color_scheme=colours, viewport={"width": NARROW, "height": 640})
    found = {}

    def look(name: str) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth")
        wrong = violations(page)
        if wrong or wide > NARROW:
            found[name] = (wrong, wide)

    page.goto(f"{site.address}/people/{planned}/session")
    page.locator('[name="new"][value="yes"]').check()
    look("gate")
    _through_the_gate(page, site, planned)
    look("exercise")
    page.get_by_role("button", name="Start").click()
    look("running")
    page.get_by_role("button", name="End the session here").click()
    look("ending")
    for name in (
        "diary",
        "progress",
        "check-in/morning",
        "check-in/weekly",
        "check-in/four-weekly",
        "safety-questions",
    ):
        page.goto(f"{site.address}/people/{planned}/{name}")
        open_everything(page)
        look(name)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site.address}/people/{planned}/diary")
    assert violations(page) == []
    assert found == {}
