"""B12, food, painkillers, reminders, account and host in a browser: for everyone, narrow, dark, by keyboard, without
scripts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from planner.domain.diary import DayLog
from planner.domain.health_record import BloodTest, TreatmentMark, TreatmentState
from planner.domain.person import PersonId, PostureBreaks
from planner.domain.reminder import LetterKind
from planner.domain.week import SessionId
from planner.use_cases.letter_links import LetterLink, LinkKind, mark_of
from tests.browser.conftest import NARROW, OpenPage, Site, faults, open_everything
from tests.web.conftest import START

TODAY = START.date()


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, str]:
    """The pages with something on them, by name."""
    person = PersonId(site.people["planned"])
    with site.services.storage.writing() as unit:
        now = site.services.now()
        for taken, value in ((date(2026, 1, 10), 180.0), (date(2026, 9, 1), 390.0)):
            unit.records.add_blood_result(
                person, test=BloodTest.B12, taken=taken, value=value, unit="ng/L", typed=f"{value:g} ng/L", now=now
            )
        unit.records.mark_treatment(person, TreatmentMark(date(2026, 9, 14), TreatmentState.DONE), now)
        unit.diaries.record_day(person, DayLog(TODAY, painkillers=True, foods={"milk": 2, "nutritional-yeast": 1}), now)
        choices = unit.reminders.of_person(person)
        breaks = PostureBreaks(45, START.time().replace(hour=8), START.time().replace(hour=18))
        unit.reminders.choose(person, replace(choices, posture=breaks))
        unit.practices.log_access(person, None, "Ola Berg (High Street)", "looked at: week", now)
        start = unit.weeks.of_person(person)[-1].start
        mark = mark_of(unit.persons.get(person))
        unit.commit()
    links = site.services.letter_links
    hurt = LetterLink(LinkKind.HURT, person, mark, week=start, session=SessionId("mon-1"))
    stop = LetterLink(LinkKind.UNSUBSCRIBE, person, mark, letters=LetterKind.SESSION)
    here = f"/people/{person}"
    return {
        "b12": f"{here}/b12", "b12 date": f"{here}/b12/dates/2026-12-07", "food": f"{here}/food",
        "painkillers": f"{here}/painkillers", "reminders": f"{here}/reminders", "access": f"{here}/access",
        "delete": f"{here}/delete", "account": "/account", "deleted": "/account/deleted", "host": "/host",
        "outbox": "/host/outbox", "hosted people": "/host/people", "letter link": f"/letters/{links.make(hurt)}",
        "unsubscribe": f"/letters/{links.make(stop)}", "spent letter link": "/letters/made-up",
    }  # fmt: skip


def test_axe_finds_nothing_serious_in_light_or_dark(open_page: OpenPage, site: Site, pages: dict[str, str]) -> None:
    page = open_page(bypass_csp=True)
    found: dict[str, list[str]] = {}
    for name, address in pages.items():
        page.goto(site.address + address)
        found[name] = faults(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_nothing_is_cut_off_at_320_pixels_or_in_large_text(
    open_page: OpenPage, site: Site, pages: dict[str, str]
) -> None:
    page = open_page(viewport={"width": NARROW, "height": 640})
    wide = {}
    for name, address in pages.items():
        page.goto(site.address + address)
        open_everything(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        page.evaluate("document.documentElement.style.fontSize = '125%'")
        larger = page.evaluate("document.documentElement.scrollWidth")
        if max(width, larger) > NARROW:
            wide[name] = (width, larger)
    assert wide == {}


def test_no_page_breaks_the_policy(open_page: OpenPage, site: Site, pages: dict[str, str]) -> None:
    page = open_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for name, address in pages.items():
        if name != "spent letter link":
            page.goto(site.address + address)
            open_everything(page)
    assert said == []


def test_a_result_is_typed_in_and_removed_by_keyboard_alone(
    open_page: OpenPage, site: Site, pages: dict[str, str]
) -> None:
    page = open_page()
    page.goto(site.address + pages["b12"])
    page.get_by_text("Add a blood result").focus()
    page.keyboard.press("Enter")
    _tab_to(page, "test")
    page.keyboard.type("Ferr")
    page.keyboard.press("Tab")
    page.keyboard.type("31 pmol/L")
    page.keyboard.press("Tab")
    page.keyboard.type("01092026")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("one thing to put right")
    field = page.get_by_label("The result, with its unit")
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("31 ng/mL")
    page.keyboard.press("Enter")
    row = page.get_by_role("listitem").filter(has_text="31 µg/L")
    expect(row).to_contain_text("you wrote 31 ng/mL")
    row.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("31 µg/L")).to_have_count(0)


def test_food_and_painkillers_are_noted_without_scripts(open_page: OpenPage, site: Site, pages: dict[str, str]) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(site.address + pages["food"])
    page.get_by_label("Cheddar").fill("2")
    page.get_by_role("button", name="Keep this day").click()
    expect(page.get_by_label("Cheddar")).to_have_value("2")
    page.goto(site.address + pages["painkillers"])
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_role("button", name="No", exact=True)).to_have_attribute("aria-pressed", "true")


def test_reminders_are_paused_and_go_on_without_scripts(open_page: OpenPage, site: Site, pages: dict[str, str]) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(site.address + pages["reminders"])
    page.get_by_text("Take a break from letters").click()
    page.get_by_label("For a week").check()
    page.get_by_role("button", name="Pause").click()
    day = TODAY + timedelta(days=7)
    expect(page.get_by_text(re.compile(f"Letters come again from .* {day.day} November"))).to_be_visible()
    page.get_by_role("button", name="Go on now").click()
    expect(page.get_by_role("status").first).to_contain_text("Letters come again.")


def test_a_letter_link_asks_and_keeps_without_scripts_or_sign_in(
    open_page: OpenPage, site: Site, pages: dict[str, str]
) -> None:
    page = open_page(signed_in=False, java_script_enabled=False)
    page.goto(site.address + pages["letter link"])
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("alert")).to_contain_text("2 things to put right")
    page.get_by_label("4", exact=True).check()
    page.locator('[name="new"][value="no"]').check()
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(page.get_by_text("When to stop")).to_be_visible()


def test_pointing_at_the_body_ticks_the_box_and_the_box_shows_on_the_body(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    page.goto(f"{site.address}/people/{site.people['checking']}/questions/back")
    box = page.get_by_label("Lower back")
    shape = page.locator('[data-place="low-back"]')
    expect(box).not_to_be_checked()
    empty = shape.evaluate("e => getComputedStyle(e).fill")
    shape.click()
    expect(box).to_be_checked()
    expect(shape).not_to_have_css("fill", empty)
    box.focus()
    page.keyboard.press("Space")
    expect(box).not_to_be_checked()
    page.mouse.move(0, 0)
    expect(shape).to_have_css("fill", empty)


def test_posture_notices_are_turned_on_in_this_browser_and_off_again(
    open_page: OpenPage, site: Site, pages: dict[str, str]
) -> None:
    page = open_page(permissions=["notifications"])
    page.clock.install(time=START.replace(hour=8, minute=44, tzinfo=None))
    page.add_init_script(
        "window.shown = []; window.Notification = class { constructor(t) { window.shown.push(t); } };"
        "Notification.permission = 'granted'; Notification.requestPermission = async () => 'granted';"
    )
    page.goto(site.address + pages["reminders"])
    page.get_by_role("button", name="Turn notices on here").click()
    expect(page.get_by_text("Notices are on in this browser.")).to_be_visible()
    assert page.evaluate("window.shown") == []
    page.clock.run_for(120_000)
    page.wait_for_function("window.shown.length > 0")
    assert page.evaluate("window.shown") == ["Time to move"]
    page.clock.run_for(600_000)
    assert page.evaluate("window.shown") == ["Time to move"]
    page.get_by_role("button", name="Turn notices off here").click()
    page.clock.run_for(3_600_000)
    assert page.evaluate("window.shown") == ["Time to move"]


def _tab_to(page: Page, name: str) -> None:
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"the keyboard does not reach {name}")
