"""Every page in every state: readable by everyone, on a narrow screen, within the policy."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import NARROW, OpenPage, Site, faults, open_everything, violations


def test_axe_finds_nothing_serious_on_any_page_in_light_or_dark(
    open_page: OpenPage, site: Site, addresses: dict[str, str]
) -> None:
    page = open_page(bypass_csp=True)
    found: dict[str, list[str]] = {}
    for name, address in addresses.items():
        page.goto(site.address + address)
        found[name] = faults(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_axe_finds_nothing_serious_on_the_pages_of_signing_in(open_page: OpenPage, site: Site) -> None:
    page = open_page(signed_in=False, bypass_csp=True)
    page.goto(f"{site.address}/sign-in")
    for action in ("ask", "mistake", "sent", "confirm"):
        if action == "mistake":
            page.get_by_role("button", name="Send me a link").click()
        elif action == "sent":
            page.get_by_label("Your e-mail address").fill("somebody@example.org")
            page.get_by_role("button", name="Send me a link").click()
        elif action == "confirm":
            page.goto(site.link())
        assert violations(page) == [], action


def test_axe_finds_nothing_serious_where_answers_are_missing(open_page: OpenPage, site: Site) -> None:
    page = open_page(bypass_csp=True)
    page.goto(f"{site.address}/people/{site.people['checking']}/questions/back")
    page.locator('[name="back_pain.now"][value="9"]').check()
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("alert").first).to_contain_text("put right")
    assert violations(page) == []


def test_nothing_is_cut_off_on_a_narrow_screen(open_page: OpenPage, site: Site, addresses: dict[str, str]) -> None:
    page = open_page(viewport={"width": NARROW, "height": 640})
    wide = {}
    for name, address in addresses.items():
        page.goto(site.address + address)
        open_everything(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        small = page.evaluate(
            """[...document.querySelectorAll('main a, main button, main input, main select, main summary')]
            .filter(e => e.checkVisibility() && !e.closest('p, li, dd, dt') && !e.classList.contains('unseen')
                && !e.closest('.region-map'))  // a list beside it offers the same
            .map(e => [e, (e.closest('label') ?? e).getBoundingClientRect()])
            .filter(([e, r]) => r.width > 0 && Math.min(r.width, r.height) < 24)
            .map(([e]) => e.outerHTML.slice(0, 80))"""
        )
        if width > NARROW or small:
            wide[name] = (width, small)
    assert wide == {}


def test_no_page_breaks_the_policy_or_asks_anybody_else(
    open_page: OpenPage, site: Site, addresses: dict[str, str]
) -> None:
    page = open_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on("request", lambda request: asked.append(request.url))
    for name, address in addresses.items():
        if name not in ("not found", "spent link"):
            page.goto(site.address + address)
            open_everything(page)
    assert said == []
    assert {url for url in asked if not url.startswith((site.address, "data:"))} == set()


def test_the_typeface_is_ours_and_motion_stops_when_asked(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    page.goto(f"{site.address}/people/{site.people['planned']}/week")
    page.wait_for_function("document.fonts.check('16px Hyperlegible')")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
