"""The walk-in handout: picked, dosed and printed without asking anything."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from typing import Any

import pdfplumber
import pytest
from markupsafe import escape

from planner.domain.exercise import ExerciseId
from planner.domain.kept import PersonState
from planner.domain.person import PersonId, Profile
from planner.exchange.profile_file import profile_as_kept
from planner.screening.gate import screen
from planner.screening.outcome import Passed
from planner.use_cases.handout import (
    MOST_LINES,
    handout_from_text,
    handout_to_text,
    items_of,
    line_of,
    lines_of_routine,
)
from planner.use_cases.make_week import Content
from tests.contract.people import someone
from tests.web.conftest import TestServices, Visitor

Visit = Callable[[], Visitor]


@pytest.fixture
def ola(visit: Visit) -> Visitor:
    ola = visit().sign_in("ola@example.org")
    ola.send("/practice/new", {"practice": "High Street", "name": "Ola Berg", "profession": "physiotherapist"})
    return ola


def picked(page: str) -> list[str]:
    return re.findall(r'name="pick" value="([^"]+)"', page)


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


def test_somebody_without_a_practice_is_led_to_begin_one_and_told_why(ann: Visitor) -> None:
    page = ann.open("/practice/handout?pick=bridge")
    assert page.request.path == "/practice/new"
    assert "A handout carries the name of a practice" in page.text
    assert "A handout carries" not in ann.get("/practice/new").text
    for path in ("print", "keep"):
        sent = ann.send(f"/practice/handout/{path}", {"pick": "bridge", "title": "Mine"})
        assert sent.headers["Location"] == "/practice/new?needed=yes"


def test_a_handout_is_printed_in_few_steps_and_says_that_nobody_was_screened(ola: Visitor) -> None:
    page = ola.get("/practice/handout?q=bridge").text
    assert 'name="add" value="bridge"' in page
    assert picked(ola.send("/practice/handout", {"add": "bridge"}).text) == ["bridge"]
    pdf = ola.send("/practice/handout/print", {"pick": "bridge", "sets.bridge": "2", "reps.bridge": "5"})
    assert pdf.mimetype == "application/pdf"
    text = text_of(pdf.data)
    assert "High Street" in text
    assert "Ola Berg, physiotherapist" in text
    assert "2 sets of 5" in text
    assert re.search(r"not\s+(been\s+)?(screened|checked)|chosen by hand", text), text


def test_a_routine_is_added_as_a_whole_and_nothing_twice(ola: Visitor, content: Content) -> None:
    routine = next(iter(content.library.routines.values()))
    first = routine.items[0]
    page = ola.send("/practice/handout", {"pick": first, "add_routine": routine.id}).text
    assert picked(page) == list(dict.fromkeys(routine.items))


def test_lines_go_up_and_off(ola: Visitor) -> None:
    two = {"pick": ["bridge", "bird-dog"]}
    assert picked(ola.send("/practice/handout", two | {"up": "bird-dog"}).text) == ["bird-dog", "bridge"]
    assert picked(ola.send("/practice/handout", two | {"drop": "bridge"}).text) == ["bird-dog"]


def test_one_dose_for_all_and_numbers_out_of_range_are_brought_in(ola: Visitor) -> None:
    form = {"pick": "bridge", "bulk": "yes", "sets.all": "3", "reps.all": "999"}
    assert "3 sets of 100" in ola.send("/practice/handout", form).text


def test_a_link_of_the_page_keeps_what_is_picked_and_never_a_name(ola: Visitor) -> None:
    page = ola.send("/practice/handout", {"pick": "bridge", "sets.bridge": "3", "name": "Zebulon"}).text
    links = [link for link in re.findall(r'href="([^"]+)"', page) if "region=" in link]
    assert links
    assert all("pick=bridge" in link and "Zebulon" not in link for link in links)
    assert "3 sets of" in ola.get(links[0].replace("&amp;", "&")).text


def look_after(
    services: TestServices,
    name: str,
    *,
    stopped: bool = False,
    of: str = "ola@example.org",
    answers: dict[str, Any] | None = None,
) -> PersonId:
    """Somebody of the practice."""
    with services.storage.writing() as unit:
        account = unit.accounts.find_by_email(of)
        assert account is not None
        here = unit.practitioners.find_by_account(account.id)
        assert here is not None
        assert here.practice is not None
        person = unit.persons.add(name, "UTC", json.dumps(answers or {}), services.now()).id
        unit.practices.give_access(here.practice, person, services.now())
        if stopped:
            unit.persons.change_state(person, PersonState.STOPPED, "Call.")
        unit.commit()
    return person


@pytest.mark.parametrize("name", [" zoë  o'brien-łoś ", "ZOE OBRIEN LOS", "Loś, Zoe O’Brien", "Zoe\u0308 O'Brien-Łoś"])
def test_a_stopped_person_gets_no_handout_under_their_name_however_it_is_spelled(
    ola: Visitor, services: TestServices, name: str
) -> None:
    look_after(services, "Zoë O’Brien-Łoś", stopped=True)
    refused = ola.send("/practice/handout/print", {"pick": "bridge", "name": name})
    assert refused.status_code == 422
    assert "Screening has stopped Zoë O’Brien-Łoś" in refused.text
    assert ola.send("/practice/handout/print", {"pick": "bridge", "name": "Zoë"}).mimetype == "application/pdf"


def test_a_picked_person_who_is_stopped_gets_no_handout_under_any_name(ola: Visitor, services: TestServices) -> None:
    sam = look_after(services, "Sam Reed", stopped=True)
    assert "Sam Reed: stopped by screening" in ola.send("/practice/handout", {"add": "bridge"}).text
    refused = ola.send("/practice/handout/print", {"pick": "bridge", "person": str(sam), "name": "Kim"})
    assert (refused.status_code, "Screening has stopped Sam Reed" in refused.text) == (422, True)


def test_a_handout_for_a_picked_person_stands_in_their_log_and_heads_the_sheet(
    ola: Visitor, visit: Visit, services: TestServices
) -> None:
    sam, other = look_after(services, "Sam Reed"), look_after(services, "Sam Reed")
    page = ola.send("/practice/handout", {"add": "bridge", "person": str(sam)}).text
    assert f'<option value="{sam}" selected>Sam Reed ({sam})</option>' in page
    (link, *_rest) = [link for link in re.findall(r'href="([^"]+)"', page) if "region=" in link]
    assert f"person={sam}" in link
    pdf = ola.send("/practice/handout/print", {"pick": "bridge", "person": str(sam), "name": "not this"})
    assert "for Sam Reed" in text_of(pdf.data)
    eve = visit().sign_in("eve@example.org")
    eve.send("/practice/new", {"practice": "Low Street", "name": "Eve"})
    stranger = eve.send("/practice/handout/print", {"pick": "bridge", "person": str(sam)})
    assert "Sam" not in text_of(stranger.data)
    with services.storage.reading() as unit:
        (entry,) = unit.practices.access_log(sam)
        assert unit.practices.access_log(other) == ()
    assert (entry.who, entry.what) == (
        "Ola Berg, physiotherapist (High Street)", "printed a handout: Bridge, two legs",
    )  # fmt: skip


def test_the_desk_tells_what_screening_leaves_out_for_the_picked_person_and_prints_it_when_that_was_read(
    ola: Visitor, services: TestServices, content: Content
) -> None:
    answers = someone(bones={"thin": "yes"})
    sam = look_after(services, "Sam Reed", answers=answers)
    forbidden, also = ExerciseId("mcgill-curl-up"), ExerciseId("mcgill-curl-up-elbows")
    profile = profile_as_kept(json.dumps(answers), services.now().date())
    assert isinstance(profile, Profile)
    passed = screen(profile, content.library, content.safety, services.now().date())
    assert isinstance(passed, Passed)
    reason = escape(passed.exercises.refused[forbidden][0].text)
    form: dict[str, Any] = {"pick": ["diaphragm-breath", forbidden], "person": str(sam)}
    page = ola.send("/practice/handout", form).text
    assert "Screening leaves one of these out for Sam Reed." in page
    assert reason in page
    unread = ola.send("/practice/handout/print", form)
    assert (unread.status_code, reason in unread.text) == (422, True)
    with services.storage.reading() as unit:
        assert unit.practices.access_log(sam) == ()
    (weighed,) = re.findall(r'name="weighed" value="([^"]+)"', unread.text)
    assert ola.send("/practice/handout/print", form | {"weighed": weighed}).mimetype == "application/pdf"
    with services.storage.reading() as unit:
        (entry,) = unit.practices.access_log(sam)
    assert entry.what.endswith(f"; left out by screening: {content.library.exercises[forbidden].name}")
    more = form | {"pick": [*form["pick"], also], "weighed": weighed}
    assert ola.send("/practice/handout/print", more).status_code == 422, "what came later was not read"
    assert reason not in ola.send("/practice/handout", form | {"person": ""}).text


def test_the_desk_says_when_screening_cannot_speak_about_somebody(ola: Visitor, services: TestServices) -> None:
    sam = look_after(services, "Sam Reed")
    page = ola.send("/practice/handout", {"pick": "bridge", "person": str(sam)}).text
    assert "Screening cannot say anything about Sam Reed now" in page


def test_a_walk_in_leaves_no_trace(ola: Visitor, services: TestServices) -> None:
    sam = look_after(services, "Sam Reed")
    ola.send("/practice/handout/print", {"pick": "bridge", "person": "", "name": "Sam Reed"})
    with services.storage.reading() as unit:
        assert unit.practices.access_log(sam) == ()


def test_an_empty_handout_is_not_printed(ola: Visitor) -> None:
    assert ola.send("/practice/handout/print", {"pick": "no-such"}).status_code == 422


def test_a_kept_handout_is_there_again_with_its_doses_and_notes(ola: Visitor, visit: Visit) -> None:
    form = {"pick": "bridge", "sets.bridge": "4", "note.bridge": "Slowly", "title": "My start"}
    where = ola.send("/practice/handout/keep", form).headers["Location"]
    page = ola.get(where).text
    assert picked(page) == ["bridge"]
    assert "4 sets of" in page
    assert 'value="Slowly"' in page
    assert "My start" in ola.get("/practice/handout").text
    assert ola.send("/practice/handout/keep", {"pick": "bridge"}).status_code == 422
    eve = visit().sign_in("eve@example.org")
    eve.send("/practice/new", {"practice": "Low Street", "name": "Eve"})
    assert eve.get(where).status_code == 404
    assert "My start" not in eve.get("/practice/handout").text


def test_a_kept_handout_is_deleted_by_its_maker_alone(ola: Visitor, visit: Visit) -> None:
    form = {"pick": "bridge", "title": "My start", "shared": "yes"}
    where = ola.send("/practice/handout/keep", form).headers["Location"]
    delete = f"/practice/templates/{where.rsplit('/', 1)[1]}/delete"
    kim = visit().sign_in("kim@example.org")
    join = re.search(r"/practice/join/[\w-]+", ola.send("/practice/team/invite", {"email": "kim@example.org"}).text)
    assert join
    kim.send(join[0], {"name": "Kim"})
    assert delete not in kim.get("/practice/team").text
    kim.send(delete)
    assert kim.get(where).status_code == 200
    assert delete in ola.get("/practice/team").text
    ola.send(delete)
    assert ola.get(where).status_code == 404


def test_hostile_words_stay_words(ola: Visitor) -> None:
    nasty = '"><script>alert(1)</script>'
    form = {"pick": "bridge", "note.bridge": nasty, "title": nasty, "name": nasty}
    assert "<script>alert" not in ola.send("/practice/handout", form).text
    assert "alert(1)" in text_of(ola.send("/practice/handout/print", form).data)


def test_every_exercise_and_routine_makes_lines_that_survive_being_kept(content: Content) -> None:
    lines = tuple(line_of(exercise) for exercise in content.library.exercises.values())
    assert handout_from_text(handout_to_text(lines), content.library) == lines
    assert len(items_of(lines)) == len(content.library.exercises)
    for routine in content.library.routines:
        assert lines_of_routine(content.library, routine)


def test_what_is_picked_is_still_there_after_a_look_at_another_page(ola: Visitor) -> None:
    form = {"pick": ["bridge", "clamshell"], "sets.bridge": "3", "note.bridge": "slowly", "title": "Hips", "name": "Bo"}
    ola.send("/practice/handout", form)
    ola.get("/practice")
    back = ola.get("/practice/handout").text
    assert picked(back) == ["bridge", "clamshell"]
    assert re.search(r'name="sets.bridge"[^>]*value="3"', back)
    assert 'value="slowly"' in back
    assert 'value="Hips"' in back
    assert 'value="Bo"' not in back
    assert picked(ola.get("/practice/handout?q=arm").text) == ["bridge", "clamshell"]


def test_a_handout_is_begun_anew_when_asked_for_or_for_somebody_else(ola: Visitor) -> None:
    for address in ("/practice/handout?new=yes", "/practice/handout?person=1"):
        ola.send("/practice/handout", {"pick": "bridge"})
        assert picked(ola.get(address).text) == []
        assert picked(ola.get("/practice/handout").text) == []


def test_the_longest_handout_fits_the_cookie_or_leaves_its_notes(ola: Visitor, content: Content) -> None:
    picks = list(content.library.exercises)[:MOST_LINES]
    notes = {f"note.{name}": f"{name[::-1]} {number} " * 8 for number, name in enumerate(picks)}
    ola.send("/practice/handout", {"pick": picks, **notes})
    back = ola.get("/practice/handout")
    assert picked(back.text) == picks
    assert 'maxlength="200" placeholder' in back.text
    assert len(back.headers["Set-Cookie"]) < 4000
