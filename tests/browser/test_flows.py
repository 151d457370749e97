"""From the first page to the printed sheet, by keyboard alone and without JavaScript."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Site, go_on
from tests.web.answers import healthy

TABS = 120


def _tab_to(page: Page, test: str) -> None:
    """Presses Tab until the focused element passes ``test``, an expression of ``e``."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        if page.evaluate(f"(e => {test})(document.activeElement)"):
            return
    raise AssertionError(f"the keyboard does not reach {test} on {page.url}")


def _press(page: Page, words: str) -> None:
    _tab_to(page, f"e.tagName !== 'BODY' && e.textContent.trim().startsWith('{words}')")
    assert page.evaluate("e => getComputedStyle(document.activeElement).outlineStyle") != "none", "focus is in sight"
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != before)


def _answer_by_keyboard(page: Page, name: str, value: Any) -> None:
    if isinstance(value, list):
        for one in value:
            _tab_to(page, f"e.name === '{name}' && e.value === '{one}'")
            page.keyboard.press("Space")
        return
    _tab_to(page, f"e.name === '{name}'")
    kind = page.evaluate("document.activeElement.type")
    if kind == "radio":
        page.keyboard.press("Space")
        for _ in range(12):
            if page.evaluate("document.activeElement.value") == value:
                break
            page.keyboard.press("ArrowDown")
    elif kind == "select-one":
        words = page.evaluate(f"[...document.activeElement.options].find(o => o.value === '{value}').text")
        page.keyboard.type(words.partition(" (")[0])
    elif kind == "time":
        _type_time(page, value)
    else:
        page.keyboard.press("Control+A")
        page.keyboard.type(value)
    got = page.evaluate(f"new FormData(document.querySelector('main form')).get('{name}')")
    assert got == value, (name, got)


def _type_time(page: Page, value: str) -> None:
    """On a 24-hour clock, or on one with AM and PM: that is the browser's choice."""
    page.keyboard.type(value.replace(":", ""))
    if page.evaluate("document.activeElement.value") != value:
        hours, minutes = map(int, value.split(":"))
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        page.keyboard.type(f"{(hours - 1) % 12 + 1:02d}{minutes:02d}{'PM' if hours >= 12 else 'AM'}")


def test_the_keyboard_alone_leads_from_consent_to_the_sheet(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    page.goto(f"{site.address}/consent")
    _tab_to(page, "e.name === 'agree'")
    page.keyboard.press("Space")
    _press(page, "I agree")
    forms = healthy()
    for _ in range(len(forms)):
        slug = page.url.rsplit("/", 1)[1]
        for name, value in forms.pop(slug).items():
            # A time field eats Tabs for its hours and minutes, so each field is looked for from where we are.
            _answer_by_keyboard(page, name, value)
        _press(page, "Save and go on")
    assert page.url.endswith("/check")
    _press(page, "Make my week")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ann, your week")
    _tab_to(page, "e.textContent.trim().startsWith('Print the sheet')")
    sheet = page.evaluate("document.activeElement.href")
    pdf = page.request.get(sheet)
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.body().startswith(b"%PDF-")
    _press(page, "Thursday")
    page.wait_for_function("document.querySelector(location.hash).closest('details').open")


def _fill(page: Page, form: dict[str, Any]) -> None:
    for name, value in form.items():
        field = page.locator(f'[name="{name}"]')
        kind = field.first.get_attribute("type")
        if kind in ("radio", "checkbox"):
            for one in value if isinstance(value, list) else [value]:
                page.locator(f'[name="{name}"][value="{one}"]').check()
        elif field.first.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def test_the_flow_works_without_javascript(open_page: OpenPage, site: Site) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{site.address}/consent")
    page.get_by_role("checkbox").check()
    go_on(page, "I agree")
    forms = healthy()
    for _ in range(len(forms)):
        assert "No to the rest" not in page.get_by_role("main").inner_text()
        _fill(page, forms.pop(page.url.rsplit("/", 1)[1]))
        go_on(page, "Save and go on")
    go_on(page, "Make my week")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ann, your week")
    address = page.get_by_role("link", name="Print the sheet").get_attribute("href")
    assert page.request.get(f"{site.address}{address}").body().startswith(b"%PDF-")


def test_follow_up_questions_open_with_their_answer_and_with_their_mistake(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    page.goto(f"{site.address}/people/{site.people['checking']}/questions/nerves")
    looked_at = page.get_by_role("group", name="Has a doctor, nurse or physiotherapist looked at it?")
    page.locator('[name="numb"][value="no"]').check()
    expect(looked_at).to_be_hidden()
    page.locator('[name="numb"][value="yes"]').check()
    expect(looked_at).to_be_visible()
    for area in page.locator('[name="numbness.areas"]').all():
        area.uncheck()
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("alert")).to_be_focused()
    where = page.get_by_role("group", name="Is anything numb or tingling? Show us where.")
    page.get_by_role("alert").get_by_role("link", name="Is anything numb or tingling?").click()
    expect(where).to_be_visible()
    expect(where).to_be_in_viewport()


def test_no_to_the_rest_leaves_what_was_answered(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    page.goto(f"{site.address}/people/{site.people['checking']}/questions/conditions")
    for radio in page.locator('main [type="radio"]').all():
        radio.evaluate("e => { e.checked = false }")
    page.locator('[name="conditions.reflux"][value="yes"]').check()
    page.get_by_role("button", name="No to the rest").click()
    expect(page.locator('[name="conditions.reflux"][value="yes"]')).to_be_checked()
    expect(page.locator('main [value="no"]:checked')).to_have_count(12)
