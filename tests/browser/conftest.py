"""The real application on a loopback port, and Debian's Chromium to look at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import waitress
from playwright.sync_api import Browser, Page, expect, sync_playwright
from waitress import wasyncore

from planner.config import Config
from planner.storage.engine import make_engine
from planner.storage.migrate import upgrade
from planner.storage.unit_of_work import Storage
from planner.use_cases.sign_in import make_host_link
from planner.web import create_app
from planner.wiring import open_content, open_postures
from tests.web.answers import healthy, with_answers
from tests.web.conftest import TestServices, Visitor

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--lang=en-GB",
)  # fmt: skip
AXE = (Path(__file__).parent / "axe.min.js").read_text()
NARROW = 320

# The machine may be busy with other tests.
expect.set_options(timeout=20_000)


@dataclass
class Site:
    """The running application. ``people`` are numbers of people in different places of it, by what they are."""

    address: str
    services: TestServices
    people: dict[str, int]

    def link(self) -> str:
        """Signing in far more often than anybody may, so the counts are emptied; the limit is tested apart."""
        with self.services.storage.writing() as unit:
            unit.rate_limits.forget(self.services.now() + timedelta(days=1))
            unit.commit()
        return f"{self.address}/sign-in/{make_host_link(self.services.storage, self.services.now())}"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    config = Config(tmp_path_factory.mktemp("site"))
    upgrade(config.database)
    services = TestServices(config, open_content(config), Storage(make_engine(config.database)))
    services.postures = open_postures()
    app = create_app(services)
    host = Visitor(app.test_client(), services).sign_in_as_host()
    people = {
        "planned": make_person(host, _everything(), finish=True),
        "stopped": make_person(host, with_answers(signs_nerves={"RED-01": "yes"})),
        "waiting": make_person(host, with_answers(signs_back={"RED-08": "yes"})),
        "checking": make_person(host, _everything()),
    }
    services.send_due()
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.effective_port}", services, people)
    # First the answers under way, then the rest from inside its own loop: closed from outside, the loop would trip.
    server.task_dispatcher.shutdown(timeout=30)
    server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
    thread.join(timeout=30)
    services.storage.close()


def _everything() -> dict[str, dict[str, Any]]:
    """Answers that open every follow-up question."""
    return with_answers(
        person={"name": "Wolfeschlegelsteinhausenbergerdorff the Third"},
        nerves={"numb": "yes", "numbness.areas": ["feet"], "numbness.change": "same", "numbness.assessed": "yes"},
        b12={
            "b12.low": "yes", "b12.cause": "absorption", "b12.treatment": "injections", "schedule-every": "12",
            "schedule-unit": "weeks", "b12.started": "2025-03-03", "b12.last_injection": "2026-09-14",
        },
        blood={
            "haemoglobin-known": "yes", "haemoglobin.value": "121", "haemoglobin.unit": "g/L",
            "haemoglobin.date": "2026-10-20",
        },
        falls={"bones.thin": "yes"},
    )  # fmt: skip


def make_person(host: Visitor, forms: dict[str, dict[str, Any]], *, finish: bool = False) -> int:
    number = host.consent()
    host.answer(number, forms)
    if finish:
        assert host.finish(number).headers["Location"] == f"/people/{number}/week"
    return number


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists() and shutil.which("chromium") is None:
        pytest.skip("Chromium is not installed (apt-get install chromium), so no page can be looked at in a browser.")
    path = CHROMIUM if CHROMIUM.exists() else Path(str(shutil.which("chromium")))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(chromium: Browser, site: Site) -> Iterator[OpenPage]:
    """Opens a page of its own window; ``signed_in`` as the host. Options are those of a Playwright context."""
    contexts = []

    def open_one(*, signed_in: bool = True, **options: Any) -> Page:
        context = chromium.new_context(locale="en-GB", reduced_motion="reduce", **options)
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        if signed_in:
            sign_in(page, site.link())
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def addresses(site: Site) -> dict[str, str]:
    """Every page in every state that has a look of its own."""
    return all_addresses(site)


def all_addresses(site: Site) -> dict[str, str]:
    people = site.people
    steps = {f"question {slug}": f"/people/{people['checking']}/questions/{slug}" for slug in healthy()}
    mailbox = site.services.mailbox
    assert mailbox is not None
    letters = {f"letter {place}": f"/mailbox/{heading.id}" for place, heading in enumerate(mailbox.headings())}
    return {
        "start": "/",
        "consent": "/consent",
        "people": "/people",
        "week": f"/people/{people['planned']}/week",
        "emergency": f"/people/{people['stopped']}/stopped",
        "clearance": f"/people/{people['waiting']}/stopped",
        "check": f"/people/{people['checking']}/check",
        "print": f"/people/{people['planned']}/weeks/2026-11-23/print",
        "versions": f"/people/{people['planned']}/weeks/2026-11-23/versions",
        "swap": f"/people/{people['planned']}/weeks/2026-11-23/sessions/mon-1/clamshell/swap",
        "exercises": "/exercises",
        "nothing found": "/exercises?q=nothing+of+the+kind",
        "exercises for one": f"/people/{people['planned']}/exercises?show=all",
        "exercise for one": f"/people/{people['planned']}/exercises/clamshell",
        "exercise": "/exercises/bridge",
        "routines": "/routines",
        "routine": "/routines/core-five",
        "mailbox": "/mailbox",
        "not found": "/nothing",
        "spent link": "/sign-in/made-up",
        **steps,
        **letters,
    }


def sign_in(page: Page, link: str) -> None:
    """Waits until the browser is signed in: whatever it opened before that would ask it to sign in."""
    page.goto(link)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def go_on(page: Page, button: str) -> None:
    """Presses it and waits for the page that it leads to."""
    before = page.url
    page.get_by_role("button", name=button).click()
    page.wait_for_url(lambda url: url != before)


def open_everything(page: Page) -> None:
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")


def violations(page: Page, **options: Any) -> list[str]:
    """What axe calls serious or critical. Needs a page that was opened with ``bypass_csp``."""
    page.evaluate(AXE)
    found = page.evaluate(
        "options => axe.run(document, {resultTypes: ['violations'], iframes: false, ...options})"
        ".then(r => r.violations)",
        options,
    )
    return [
        f"{v['id']} ({v['impact']}): {node['target']} {node.get('failureSummary', '')[:300]}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"][:3]
    ]


def faults(page: Page) -> list[str]:
    """What axe finds with everything open, in light and in dark, and whether a narrow screen cuts anything off."""
    before = page.viewport_size
    assert before is not None
    page.emulate_media(color_scheme="light")
    open_everything(page)
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    found += violations(page, runOnly=["color-contrast"])
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": NARROW, "height": 640})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(before)
    return [*found, f"{wide} px wide"] if wide > NARROW else found
