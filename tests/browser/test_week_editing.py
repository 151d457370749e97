"""Changing a week by mouse, by keyboard alone, without JavaScript, on a narrow screen, in the dark and enlarged."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from planner.domain.kept import KeptWeek
from planner.domain.person import PersonId
from tests.browser.conftest import OpenPage, Site, make_person, open_everything, violations
from tests.web.answers import healthy
from tests.web.conftest import Visitor

MONDAY, TUESDAY, WEDNESDAY = "on-2026-11-23", "on-2026-11-24", "on-2026-11-25"


@pytest.fixture
def ann(site: Site) -> int:
    """Somebody with a week of their own for each test."""
    from planner.web import create_app

    host = Visitor(create_app(site.services).test_client(), site.services).sign_in_as_host()
    return make_person(host, healthy(), finish=True)


def _week_of(page: Page, site: Site, person: int) -> Page:
    page.goto(f"{site.address}/people/{person}/week")
    return page


def _kept(site: Site, person: int) -> KeptWeek:
    with site.services.storage.reading() as unit:
        found = unit.weeks.find_current(PersonId(person), date(2026, 11, 23))
    assert found is not None
    return found


def _session_on(page: Page, day: str) -> Locator:
    return page.locator(f"#{day} .day-session")


def test_the_mouse_drags_a_session_to_another_day_without_leaving_the_page(
    open_page: OpenPage, site: Site, ann: int
) -> None:
    page = _week_of(open_page(), site, ann)
    page.evaluate("window.stayed = true")
    _session_on(page, MONDAY).locator(".when").drag_to(page.locator(f"#{TUESDAY}"))
    expect(_session_on(page, TUESDAY)).to_have_count(1)
    expect(_session_on(page, MONDAY)).to_have_count(0)
    assert page.evaluate("window.stayed")
    expect(page.locator("#said")).to_be_focused()
    assert _kept(site, ann).sequence == 1
    # And once more: what was swapped in can be dragged as well.
    _session_on(page, TUESDAY).locator(".when").drag_to(page.locator(f"#{WEDNESDAY}"))
    expect(_session_on(page, WEDNESDAY)).to_have_count(1)
    assert _kept(site, ann).sequence == 2


def test_the_keyboard_alone_moves_a_session(open_page: OpenPage, site: Site, ann: int) -> None:
    page = _week_of(open_page(), site, ann)
    grip = page.locator(f"#{MONDAY} [data-grip]")
    grip.focus()
    page.keyboard.press("Enter")
    expect(grip).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"#{TUESDAY}")).to_have_class("day rest over")
    expect(page.locator("#spoken")).to_have_text("Now over Tuesday.")
    page.keyboard.press("Escape")
    expect(page.locator("#spoken")).to_have_text("Left where it was.")
    expect(page.locator(".over")).to_have_count(0)
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(_session_on(page, WEDNESDAY)).to_have_count(1)
    expect(page.locator("#said")).to_be_focused()
    assert _kept(site, ann).sequence == 1


def test_without_javascript_every_change_is_a_form(open_page: OpenPage, site: Site, ann: int) -> None:
    page = _week_of(open_page(java_script_enabled=False), site, ann)
    expect(page.locator("[data-grip]").first).to_be_hidden()
    page.locator(f"#{MONDAY} summary").click()
    page.locator(f"#{MONDAY} select").select_option(label="Tuesday")
    page.locator(f"#{MONDAY}").get_by_role("button", name="Move it").click()
    expect(page).to_have_url(f"{site.address}/people/{ann}/weeks/2026-11-23#{TUESDAY}")
    expect(page.locator(f"#{TUESDAY} #said")).to_be_visible()
    expect(_session_on(page, TUESDAY)).to_have_count(1)
    page.locator(f"#{TUESDAY} summary").click()
    page.locator(f"#{TUESDAY}").get_by_role("button", name="Keep it as it is").click()
    expect(page.locator(f"#{TUESDAY} .mark")).to_have_text("Kept")
    page.get_by_role("button", name="Plan the rest again").click()
    expect(_session_on(page, TUESDAY)).to_have_count(1)


def test_a_swap_opens_in_place_and_shows_its_answer_there(open_page: OpenPage, site: Site, ann: int) -> None:
    page = _week_of(open_page(), site, ann)
    open_everything(page)
    for item in page.locator(".items > li").all():
        item.locator(".item-tools a").click()
        place = item.locator(".swap-place #swaps")
        expect(place).to_be_visible()
        if place.get_by_role("button").count():
            name = place.locator(".item-name").first.inner_text()
            place.get_by_role("button").first.click()
            break
    expect(page.locator("#said")).to_be_focused()
    assert name in page.locator("li:has(> div > #said)").inner_text()
    assert _kept(site, ann).sequence == 1


def test_a_refusal_stands_beside_the_thing_and_is_read_out(open_page: OpenPage, site: Site, ann: int) -> None:
    page = _week_of(open_page(), site, ann)
    page.locator(f"#{MONDAY} summary").click()
    # A day that is not in the week: no list offers it, but a page that was left open over Sunday might.
    page.locator(f"#{MONDAY} option").first.evaluate("e => { e.value = '2027-01-01' }")
    page.locator(f"#{MONDAY}").get_by_role("button", name="Move it").click()
    expect(page.locator(f"#{MONDAY} #said[role=alert]")).to_be_focused()
    expect(page.locator(f"#{MONDAY} #said")).to_contain_text("Nothing was changed.")
    assert _kept(site, ann).sequence == 0


@pytest.mark.parametrize(
    "options",
    [
        {"viewport": {"width": 320, "height": 640}},
        {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
        # 200 % zoom of a 1280 px window is 640 px wide at twice the density.
        {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    ],
    ids=["narrow", "dark", "enlarged"],
)
def test_the_week_with_everything_open_can_be_read_and_used(
    open_page: OpenPage, site: Site, ann: int, options: dict[str, object]
) -> None:
    page = _week_of(open_page(bypass_csp=True, **options), site, ann)
    page.locator(f"#{MONDAY} summary").click()
    page.locator(f"#{MONDAY} select").select_option(label="Tuesday")
    page.locator(f"#{MONDAY}").get_by_role("button", name="Move it").click()
    expect(page.locator("#said")).to_be_focused()
    open_everything(page)
    page.locator(".item-tools a").first.click()
    expect(page.locator(".swap-place #swaps").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_a_fault_is_told_and_leaves_the_plan_as_it_was(open_page: OpenPage, site: Site, ann: int) -> None:
    page = _week_of(open_page(), site, ann)
    # Every answer brings the cookie again, so those of the drawings must all have come before it is taken away.
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies()
    page.locator(f"#{MONDAY} summary").click()
    page.locator(f"#{MONDAY}").get_by_role("button", name="Move it").click()
    expect(page.locator("#spoken")).to_contain_text("That did not work, and nothing was changed.")
    expect(page.locator("#spoken")).to_have_class("toast")
    expect(page.locator("#plan")).to_have_count(1)
