"""The tasks of a desk, each gone through as a person would; what it takes stands in docs/practice.md."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from playwright.sync_api import Page, expect

from planner.domain.person import PersonId
from tests.browser.conftest import OpenPage, Site
from tests.browser.desk import MONDAY, Hand, at_work, enter, look_after, profile_file

PDF: Final = "application/pdf"
WGER: Final[dict[str, Any]] = {
    "id": 345, "category": {"name": "Abs"}, "license": {"short_name": "CC-BY-SA 4"}, "license_author": "Jo",
    "translations": [{"language": 2, "name": "Pelvic lift", "description": "<p>Lie down.</p><p>Lift.</p>"}],
}  # fmt: skip


def of(site: Site, person: PersonId, part: str) -> str:
    return f"{site.address}/people/{person}/{part}"


def button(page: Page, name: str) -> Any:
    return page.get_by_role("button", name=name, exact=True)


def test_a_person_is_added_and_gets_a_link_to_answer_before_the_visit(open_page: OpenPage, site: Site) -> None:
    page, _ola = at_work(site, open_page, "adds@example.org")
    hand = Hand(page)
    hand.click(page.get_by_label("Their name, for your list"))
    hand.type("Sam Reed")
    hand.press("Tab")
    hand.type("sam.reed@example.org")
    hand.press("Enter")
    expect(page.get_by_text("Send this address to sam.reed@example.org.")).to_be_visible()
    assert str(page.get_by_role("link", name="Write the mail").get_attribute("href")).startswith("mailto:sam.reed")
    hand.is_as_told("add a person by name and address, for the questions before the visit")
    phone = open_page(signed_in=False, viewport={"width": 360, "height": 740})
    enter(site, phone, "sam.reed@example.org")
    expect(phone.get_by_role("heading", name="Before we begin")).to_be_visible()


def test_a_colleague_is_invited_joins_and_is_removed(open_page: OpenPage, site: Site) -> None:
    page, _ola = at_work(site, open_page, "invites@example.org")
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Practice and team"))
    hand.click(page.get_by_label("E-mail address"))
    hand.type("kai@example.org")
    hand.press("Enter")
    link = page.locator("code").inner_text()
    hand.is_as_told("invite a colleague")
    other = open_page(signed_in=False)
    enter(site, other, "kai@example.org")
    other.goto(site.address + link.partition("8000")[2])
    other.get_by_label("Your name").fill("Kai Ono")
    button(other, "Join").click()
    expect(other.get_by_role("heading", name="High Street Physiotherapy")).to_be_visible()
    page.goto(f"{site.address}/practice")
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Practice and team"))
    hand.click(button(page, "Remove Kai Ono"))
    expect(page.get_by_text("Kai Ono")).to_have_count(0)
    hand.is_as_told("remove a colleague")
    other.goto(f"{site.address}/practice/team")
    expect(other.get_by_role("heading", name="There is nothing here")).to_be_visible()


def test_people_are_brought_along_by_their_files(open_page: OpenPage, site: Site) -> None:
    page, _ola = at_work(site, open_page, "brings@example.org")
    hand = Hand(page)
    hand.click(page.get_by_text("Or bring along profile files"))
    hand.bring(page.get_by_label("Files as the program writes"), "noa.yaml", profile_file("Noa Lind"))
    hand.click(page.get_by_label("These people agreed"))
    hand.click(button(page, "Read them and plan their weeks"))
    expect(page.get_by_text("kept, with a week.")).to_be_visible(timeout=60_000)
    hand.is_as_told("bring a person along by their file, with a week")


def test_exercises_of_a_collection_are_brought_along_and_printed(open_page: OpenPage, site: Site) -> None:
    page, _ola = at_work(site, open_page, "collects@example.org")
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Own exercises"))
    hand.bring(page.get_by_label("File (JSON or ZIP)"), "wger.json", json.dumps({"results": [WGER]}).encode())
    hand.click(button(page, "Bring them along"))
    expect(page.get_by_text("One exercise was taken.")).to_be_visible()
    expect(page.get_by_text("Jo · CC-BY-SA 4 · wger.de 345")).to_be_visible()
    hand.is_as_told("bring exercises along from another collection")
    page.goto(f"{site.address}/practice/handout?q=pelvic+lift&new=yes")
    button(page, "Add: Pelvic lift").click()
    expect(page.get_by_role("heading", name="One exercise on the handout")).to_be_visible()


def test_a_week_becomes_a_template_for_somebody_else(open_page: OpenPage, site: Site) -> None:
    page, ola = at_work(site, open_page, "templates@example.org")
    one, other = look_after(site, ola, "Ann Vale"), look_after(site, ola, "Bo Wick")
    page.goto(of(site, one, "programme"))
    hand = Hand(page)
    hand.click(page.get_by_label("Keep this week as a template named"))
    hand.type("Start")
    hand.press("Enter")
    expect(page.locator("select[name=template]")).to_contain_text("Start")
    hand.is_as_told("keep a week as a template")
    page.goto(of(site, other, "programme"))
    hand = Hand(page)
    hand.choose(page.locator("select[name=template]"), "Start")
    hand.click(button(page, "Use for this week"))
    page.wait_for_url(f"**/weeks/{MONDAY}", timeout=60_000)
    hand.is_as_told("use a template for somebody else's week")
    page.goto(of(site, other, f"weeks/{MONDAY}/versions"))
    expect(page.get_by_role("heading", name="Version 2")).to_be_visible()


def test_a_clearance_is_recorded_and_an_exercise_admitted_under_it(open_page: OpenPage, site: Site) -> None:
    page, ola = at_work(site, open_page, "clears@example.org", viewport={"width": 1200, "height": 900})
    person = look_after(site, ola, "Cy Dunn")
    page.goto(of(site, person, "programme"))
    hand = Hand(page)
    hand.click(page.get_by_text("Record a clearance"))
    hand.click(page.get_by_label("Date"))
    page.get_by_label("Date").fill("2026-11-10")
    hand.keys += len("10112026")
    hand.click(button(page, "Record"))
    expect(page.get_by_text(re.compile("From Tuesday 10 November, by physiotherapist, for "))).to_be_visible()
    hand.is_as_told("record a clearance for what the week names")
    hand = Hand(page)
    hand.click(page.get_by_role("searchbox", name=re.compile(r"Find one of the \d+ left out")))
    hand.type("crescent")
    hand.press("Enter")
    hand.click(page.get_by_role("radio").first)
    hand.click(page.get_by_label("Your reason"))
    hand.type("Seen, goes well")
    hand.press("Enter")
    expect(page.get_by_text("Seen, goes well")).to_be_visible(timeout=60_000)
    hand.is_as_told("admit a single exercise with a reason")


def test_doses_are_changed_for_the_whole_week_and_it_is_signed_again(open_page: OpenPage, site: Site) -> None:
    page, ola = at_work(site, open_page, "doses@example.org")
    person = look_after(site, ola, "Di Egan")
    page.goto(of(site, person, "programme"))
    reps = page.locator("input[name^='reps.']").last
    fewer = str(max(1, int(reps.input_value()) - 1))
    hand = Hand(page)
    hand.click(reps)
    hand.press("Control+A")
    hand.type(fewer)
    hand.press("Enter")
    expect(page.get_by_text("version 2. Not signed.")).to_be_visible(timeout=60_000)
    hand.click(button(page, "Sign as Ola Berg, physiotherapist"))
    expect(page.get_by_text("Signed by Ola Berg")).to_be_visible()
    hand.is_as_told("change a dose for the whole week and sign")


def test_a_link_is_made_opens_without_an_account_and_is_taken_back(open_page: OpenPage, site: Site) -> None:
    page, ola = at_work(site, open_page, "links@example.org")
    person = look_after(site, ola, "Ed Ford")
    page.goto(of(site, person, "programme"))
    hand = Hand(page)
    hand.click(button(page, "Link or code to hand over"))
    expect(page.locator(".share-code svg")).to_be_visible()
    hand.is_as_told("make a link or code that opens the week")
    link = site.address + page.locator("code").inner_text().partition("8000")[2]
    phone = open_page(signed_in=False, viewport={"width": 360, "height": 740})
    phone.goto(link)
    expect(phone.get_by_role("heading", name="Week of Ed Ford")).to_be_visible()
    hand.click(page.get_by_role("link", name="Done"))
    hand = Hand(page)
    hand.click(button(page, "Take back"))
    expect(page.get_by_role("heading", name="Links that open the week")).to_have_count(0)
    hand.is_as_told("take a link back")
    phone.goto(link)
    expect(phone.get_by_role("heading", name="There is nothing here")).to_be_visible()


def test_a_score_is_kept_and_stands_over_time(open_page: OpenPage, site: Site) -> None:
    page, ola = at_work(site, open_page, "scores@example.org")
    person = look_after(site, ola, "Fay Gill")
    page.goto(of(site, person, "programme"))
    hand = Hand(page)
    hand.click(page.get_by_label("Oswestry index, 0 to 100"))
    hand.type("34")
    hand.press("Enter")
    expect(page.locator("#measures")).to_contain_text("34")
    hand.is_as_told("keep a score that was asked on paper")


def test_the_record_is_taken_along_in_one_click_each(open_page: OpenPage, site: Site) -> None:
    page, ola = at_work(site, open_page, "records@example.org")
    person = look_after(site, ola, "Gus Hall")
    page.goto(of(site, person, "programme"))
    kinds = {
        "Note to paste": "text/plain", "Report as PDF": PDF, "Tables (CSV)": "application/zip",
        "FHIR bundle": "application/fhir+json",
    }  # fmt: skip
    for name, kind in kinds.items():
        address = page.get_by_role("link", name=name).get_attribute("href")
        answer = page.context.request.get(f"{site.address}{address}", timeout=60_000)
        assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, kind)


def test_a_handout_for_somebody_of_the_practice_stands_in_their_log(open_page: OpenPage, site: Site) -> None:
    page, ola = at_work(site, open_page, "hands@example.org")
    person = look_after(site, ola, "Hana Ito")
    page.goto(f"{site.address}/practice")
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="Handout", exact=True))
    hand.click(button(page, "Add: Five-minute core"))
    hand.choose(page.get_by_label("For whom"), "Hana Ito")
    with page.context.expect_event("response", lambda r: r.url.endswith("/handout/print"), timeout=60_000) as response:
        hand.click(button(page, "Print"))
    assert response.value.headers["content-type"] == PDF
    hand.is_as_told("print a handout for somebody of the practice")
    with site.services.storage.reading() as unit:
        said = [entry.what for entry in unit.practices.access_log(person)]
    assert [what for what in said if what.startswith("printed a handout: ")]
