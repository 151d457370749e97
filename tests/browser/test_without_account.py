"""What opens without an account: the week behind a link, and the pages behind the links in letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from html import unescape
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from planner.domain.kept import PersonState
from planner.domain.person import PersonId
from planner.domain.reminder import LetterKind
from planner.domain.week import SessionId
from planner.use_cases.letter_links import LetterLink, LinkKind, mark_of
from planner.use_cases.share_week import make_link
from planner.use_cases.sign_in import HOST_ADDRESS
from planner.web import create_app
from tests.browser.conftest import OpenPage, Site, faults, make_person
from tests.web.answers import healthy
from tests.web.conftest import Visitor

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def ann(site: Site) -> PersonId:
    """Somebody with a week from Monday on."""
    host = Visitor(create_app(site.services).test_client(), site.services).sign_in_as_host()
    return PersonId(make_person(host, healthy(), finish=True))


def _first_session(site: Site, ann: PersonId) -> SessionId:
    with site.services.storage.reading() as unit:
        kept = unit.weeks.find_current(ann, MONDAY)
    assert kept is not None
    found = re.search(r'"id": "([a-z]{3}-1)"', kept.text)
    assert found is not None
    return SessionId(found[1])


def _letter_link(site: Site, ann: PersonId, kind: LinkKind) -> str:
    # Injections are what the site's planned person has.
    whose = PersonId(site.people["planned"]) if kind is LinkKind.TREATED else ann
    with site.services.storage.reading() as unit:
        mark = mark_of(unit.persons.get(whose))
    session = {"week": MONDAY, "session": _first_session(site, ann)}
    about: dict[LinkKind, dict[str, object]] = {
        LinkKind.AS_USUAL: {"day": TUESDAY, **session},
        LinkKind.NOT_YET: {"day": TUESDAY, **session},
        LinkKind.TREATED: {"day": date(2026, 12, 7)},
        LinkKind.UNSUBSCRIBE: {"letters": LetterKind.SESSION},
        LinkKind.CONFIRM: {"day": site.services.now().date(), "address": "ann.with.a.long.address@example.org"},
    }
    link = LetterLink(kind, whose, mark, **about.get(kind, session))  # type: ignore[arg-type]
    return f"{site.address}/letters/{site.services.letter_links.make(link)}"


def _share(site: Site, ann: PersonId) -> str:
    with site.services.storage.reading() as unit:
        account = unit.accounts.find_by_email(HOST_ADDRESS)
    assert account is not None
    return f"{site.address}/shared/{make_link(site.services.storage, account.id, ann, site.services.now())}"


def _press(page: Page, button: str) -> None:
    """Presses it and waits for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def _well(page: Page) -> None:
    for name in ("pain", "tiredness"):
        box = page.locator(f'[name="{name}"][value="2"]')
        if box.count():
            box.check()
    page.locator('[name="new"][value="no"]').check()


def test_the_week_behind_a_link_suits_everyone_in_every_state(open_page: OpenPage, site: Site, ann: PersonId) -> None:
    page = open_page(signed_in=False, bypass_csp=True)
    link, session = _share(site, ann), _first_session(site, ann)
    found = {}
    page.goto(link)
    found["week"] = faults(page)
    page.goto(f"{link}/{session}")
    found["questions"] = faults(page)
    _press(page, "To the exercises")
    found["questions with mistakes"] = faults(page)
    _well(page)
    _press(page, "To the exercises")
    expect(page.locator(".share-items")).to_be_visible()
    found["exercises"] = faults(page)
    page.get_by_role("link", name="How was it?").click()
    expect(page.get_by_role("heading", name="How was it?")).to_be_visible()
    found["after"] = faults(page)
    _press(page, "Done")
    found["after with mistakes"] = faults(page)
    _well(page)
    _press(page, "Done")
    found["week with a session done"] = faults(page)
    page.goto(f"{site.address}/shared/made-up")
    found["no such link"] = faults(page)
    with site.services.storage.writing() as unit:
        unit.persons.change_state(ann, PersonState.STOPPED, "Please see a doctor today.")
        unit.commit()
    page.goto(link)
    expect(page.get_by_text("Please see a doctor today.")).to_be_visible()
    found["stopped"] = faults(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_pages_behind_the_links_of_letters_suit_everyone(open_page: OpenPage, site: Site, ann: PersonId) -> None:
    page = open_page(signed_in=False, bypass_csp=True)
    found = {}
    for kind in LinkKind:
        page.goto(_letter_link(site, ann, kind))
        expect(page.get_by_role("heading", level=1)).not_to_have_text("This link has done its work")
        found[kind.value] = faults(page)
    for kind in (LinkKind.HURT, LinkKind.NOT_TODAY, LinkKind.UNSUBSCRIBE):
        page.goto(_letter_link(site, ann, kind))
        with page.expect_navigation():
            page.locator("main button").first.click()
        found[f"{kind.value}, pressed"] = faults(page)
    page.goto(f"{site.address}/letters/made-up")
    found["spent"] = faults(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.fixture
def clock(site: Site) -> Iterator[Callable[[datetime], None]]:
    before = site.services.clock

    def put(now: datetime) -> None:
        site.services.clock = now

    yield put
    site.services.clock = before


def _session_letter(site: Site, ann: PersonId, clock: Callable[[datetime], None]) -> str:
    """The HTML of the letter that brings her the session of Monday, as it was sent on that day."""
    mailbox = site.services.mailbox
    assert mailbox is not None
    for hour in range(4, 22):
        clock(datetime(2026, 11, 23, hour, tzinfo=UTC))
        site.services.send_due()
        letters = [mailbox.find(heading.id) for heading in mailbox.headings()]
        for letter in letters:
            if letter is not None and f"/people/{ann}/session/" in letter.html and ">It hurt<" in letter.html:
                return letter.html
    raise AssertionError("no letter brought the session")


def test_it_hurt_in_the_letter_of_a_session_is_kept_and_told_on_the_week(
    open_page: OpenPage, site: Site, ann: PersonId, clock: Callable[[datetime], None]
) -> None:
    html = _session_letter(site, ann, clock)
    link = re.search(r'href="([^"]+)"[^>]*>It hurt<', html)
    assert link is not None
    page = open_page(signed_in=False)
    page.goto(site.address + urlsplit(unescape(link[1])).path)
    expect(page.get_by_role("heading", name="It hurt?")).to_be_visible()
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("alert")).to_contain_text("2 things to put right")
    page.locator('[name="pain"][value="7"]').check()
    page.locator('[name="new"][value="no"]').check()
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("the next week goes gently with it")).to_be_visible()
    expect(page.get_by_text("When to stop")).to_be_visible()
    with site.services.storage.reading() as unit:
        (entry,) = unit.diaries.of_person(ann).sessions
    assert (entry.week, entry.session, entry.pain_during) == (MONDAY, "mon-1", 7)
    signed_in = open_page()
    signed_in.goto(f"{site.address}/people/{ann}/week")
    expect(signed_in.locator("#on-2026-11-23")).to_contain_text("Done")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_missed_session_is_told_on_the_week_until_it_is_settled(
    open_page: OpenPage, site: Site, ann: PersonId, clock: Callable[[datetime], None], scripts: bool
) -> None:
    clock(datetime(2026, 11, 24, 9, tzinfo=UTC))
    page = open_page(java_script_enabled=scripts)
    page.goto(f"{site.address}/people/{ann}/week")
    banner = page.get_by_role("region", name="One session has no diary yet")
    expect(banner).to_contain_text("Monday 23 November")
    banner.get_by_role("link", name="It did: write it down").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Diary")
    page.goto(f"{site.address}/people/{ann}/week")
    banner.get_by_role("button", name="Do it on the next free day").click()
    expect(page.locator("#said")).to_be_visible()
    expect(banner).to_have_count(0)
    with site.services.storage.reading() as unit:
        kept = unit.weeks.find_current(ann, MONDAY)
    assert kept is not None
    assert kept.sequence == 1
