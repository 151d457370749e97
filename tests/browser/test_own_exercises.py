"""An exercise made in a browser: the sliders move the figure, with and without scripts."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from planner.domain.exercise import ExerciseId
from planner.domain.person import PersonId
from planner.use_cases.practice import found_practice
from planner.use_cases.sign_in import make_link
from planner.web import create_app
from tests.browser.conftest import OpenPage, Site, faults, make_person, open_everything, sign_in
from tests.web.answers import healthy
from tests.web.conftest import Visitor
from tests.web.test_own_exercises import made


@pytest.fixture
def desk(site: Site) -> str:
    """A link that signs in a physiotherapist."""
    services = site.services
    with services.storage.writing() as unit:
        account = unit.accounts.get_or_add("draws@example.org", services.now()).id
        unit.commit()
    found_practice(services.storage, account, "High Street", "Dee Raw", "physiotherapist")
    return f"{site.address}/sign-in/{make_link(services.storage, account, services.now())}"


def _enter(page: Page, desk: str, site: Site, path: str) -> None:
    sign_in(page, desk)
    page.goto(site.address + path)


def test_sliders_move_the_live_figure_and_the_exercise_is_made(open_page: OpenPage, site: Site, desk: str) -> None:
    page = open_page(signed_in=False)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    _enter(page, desk, site, "/practice/exercises/new")

    # The text first, so that what comes of the posture must leave it as it is.
    page.get_by_label("Name", exact=True).fill("Arm raise against the air")
    page.locator("#category").select_option(label="Posture")
    page.locator("#position").select_option(label="standing")
    page.locator("#level").select_option("1")
    page.locator("#dose_row").select_option(label="Posture breaks")
    page.get_by_label("shoulders", exact=True).first.check()
    page.locator("#targets-box summary").click()
    page.locator("#targets-box").get_by_label("upright posture").check()
    page.get_by_label("it takes the arms above shoulder height").check()
    page.get_by_label("times", exact=True).fill("6")
    page.get_by_role("textbox", name="How to begin").fill("Stand tall.")
    page.get_by_role("textbox", name="Steps").fill("Raise both arms.\nBreathe out.\nLower them.")
    page.get_by_role("textbox", name="Breathing").fill("Breathe in on the way up.")
    page.get_by_role("textbox", name="Where you should feel it").fill("Your shoulders.")
    page.get_by_role("textbox", name="Common mistakes").fill("Leaning back.")
    page.get_by_role("textbox", name="Stop if").fill("Your shoulder hurts.")

    page.get_by_label("Starting posture of picture 1").select_option("standing")
    drawn = page.locator("#drawn img")
    expect(drawn).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Arm raise against the air")
    page.get_by_role("button", name="Add a picture").click()
    expect(page.locator(".own-faults")).to_contain_text("does not differ")
    before = drawn.get_attribute("src")
    second = page.locator(".own-picture").nth(1)
    second.get_by_text("Shoulders and arms").click()
    slider = page.locator('input[name="p1.left shoulder flexion"]')
    slider.focus()
    for _ in range(3):
        slider.press("PageUp")
    expect(drawn).not_to_have_attribute("src", str(before))
    expect(slider).not_to_have_value("0")
    value = slider.input_value()
    assert int(value) > 2
    expect(page.locator('input[name="p1.right shoulder flexion"]')).to_have_value(value)
    expect(page.locator(".own-faults")).to_have_count(0)

    page.get_by_role("button", name="Check it and make it ready").click()
    expect(page.get_by_role("heading", name="Arm raise against the air")).to_be_visible()
    expect(page.get_by_text("Ready", exact=True)).to_be_visible()
    page.goto(f"{site.address}/practice/handout?q=arm+raise+against")
    page.get_by_role("button", name=re.compile("Arm raise against the air")).click()
    expect(page.locator("#picked")).to_contain_text("Arm raise against the air")
    assert errors == []


def test_the_mouse_swaps_an_own_exercise_into_the_week_of_a_person_of_the_practice(
    open_page: OpenPage, site: Site, desk: str
) -> None:
    services, app = site.services, create_app(site.services)
    person = make_person(Visitor(app.test_client(), services).sign_in_as_host(), healthy(), finish=True)
    maker = Visitor(app.test_client(), services).sign_in("draws@example.org")
    bridge = services.content.library.exercises[ExerciseId("bridge")]
    short = {"sets": "1", "reps": "5", "hold_seconds": "", "targets": list(bridge.targets)}
    name = made(maker, {**short, "regions": list(bridge.regions), "equipment": [], "name": "A step of our own"})
    with services.storage.writing() as unit:
        account = unit.accounts.find_by_email("draws@example.org")
        assert account is not None
        here = unit.practitioners.find_by_account(account.id)
        assert here is not None
        assert here.practice is not None
        unit.practices.give_access(here.practice, PersonId(person), services.now())
        unit.commit()

    page = open_page(viewport={"width": 1000, "height": 1000})
    page.goto(f"{site.address}/people/{person}/week")
    open_everything(page)
    old = page.locator(".items > li", has_text=bridge.name).first
    old.locator(".item-tools a").click()
    offer = old.locator(".swap-place #swaps li", has_text="A step of our own")
    expect(offer.locator("img")).to_have_js_property("complete", True)
    offer.get_by_role("button", name="Take this one").click()
    expect(page.locator("#said")).to_be_focused()
    drawn = page.locator(f'.items img[src*="{name}"]').first
    expect(drawn).to_be_visible()
    assert drawn.evaluate("picture => picture.naturalWidth") > 0
    with services.storage.reading() as unit:
        kept = unit.weeks.find_current(PersonId(person), date(2026, 11, 23))
    assert kept is not None
    assert kept.sequence == 1
    assert name in kept.text


def test_without_scripts_the_button_draws(open_page: OpenPage, site: Site, desk: str) -> None:
    page = open_page(signed_in=False, java_script_enabled=False)
    _enter(page, desk, site, "/practice/exercises/new")
    page.locator("#p0-posture").select_option("hook-lying")
    page.locator(".own-seen button").click()
    expect(page.locator("#drawn img")).to_have_attribute("alt", "The drawing as the sliders stand")
    expect(page.locator(".own-together")).to_be_hidden()


def test_the_pages_suit_narrow_screens_and_everyone(open_page: OpenPage, site: Site, desk: str) -> None:
    page = open_page(signed_in=False, bypass_csp=True)
    _enter(page, desk, site, "/practice/exercises/new")
    page.locator("#p0-posture").select_option("standing")
    page.locator("#drawn img").wait_for()
    page.get_by_role("button", name="Check it and make it ready").click()
    page.get_by_role("alert").wait_for()
    found: dict[str, list[str]] = {}
    for name in ("mistakes", "/practice/exercises"):
        if name.startswith("/"):
            page.goto(site.address + name)
        found[name] = faults(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
