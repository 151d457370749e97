"""Every page in every state: readable by everyone, on a narrow screen, within the policy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, Site

AXE = (Path(__file__).parent / "axe.min.js").read_text()
NARROW = 320


def _open_everything(page: Page) -> None:
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")


def _violations(page: Page, options: dict[str, Any]) -> list[str]:
    found = page.evaluate(
        "options => axe.run(document, {resultTypes: ['violations'], ...options}).then(r => r.violations)", options
    )
    return [
        f"{v['id']} ({v['impact']}): {node['target']} {node.get('failureSummary', '')[:300]}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"][:3]
    ]


def test_axe_finds_nothing_serious_on_any_page_in_light_or_dark(
    open_page: OpenPage, site: Site, addresses: dict[str, str]
) -> None:
    page = open_page(bypass_csp=True)
    found: dict[str, list[str]] = {}
    for name, address in addresses.items():
        page.emulate_media(color_scheme="light")
        page.goto(site.address + address)
        _open_everything(page)
        page.evaluate(AXE)
        light = _violations(page, {"iframes": False})
        page.emulate_media(color_scheme="dark")
        dark = _violations(page, {"iframes": False, "runOnly": ["color-contrast"]})
        if light or dark:
            found[name] = light + dark
    assert found == {}


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
        page.evaluate(AXE)
        assert _violations(page, {}) == [], action


def test_axe_finds_nothing_serious_where_answers_are_missing(open_page: OpenPage, site: Site) -> None:
    page = open_page(bypass_csp=True)
    page.goto(f"{site.address}/people/{site.people['checking']}/questions/back")
    page.locator('[name="back_pain.now"][value="9"]').check()
    page.get_by_role("button", name="Save and go on").click()
    assert "One thing" in page.content() or "put right" in page.content()
    page.evaluate(AXE)
    assert _violations(page, {}) == []


def test_nothing_is_cut_off_on_a_narrow_screen(open_page: OpenPage, site: Site, addresses: dict[str, str]) -> None:
    page = open_page(viewport={"width": NARROW, "height": 640})
    wide = {}
    for name, address in addresses.items():
        page.goto(site.address + address)
        _open_everything(page)
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
            _open_everything(page)
    assert said == []
    assert {url for url in asked if not url.startswith((site.address, "data:"))} == set()


def test_the_typeface_is_ours_and_motion_stops_when_asked(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    page.goto(f"{site.address}/people/{site.people['planned']}/week")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Hyperlegible'))")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
