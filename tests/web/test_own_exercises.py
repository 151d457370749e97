"""Exercises of a practice's own: made in the browser, drawn, picked, planned, and seen by nobody else."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from planner.config import Config
from planner.domain.exercise import Exercise, ExerciseId
from planner.domain.library import Library
from planner.domain.person import PersonId, Profile
from planner.domain.week import Item, Week
from planner.exchange.archive import archive_of
from planner.exchange.profile_file import profile_from_text
from planner.exchange.week_file import week_from_json
from planner.generator.outcome import Planned
from planner.use_cases.make_week import Content, judge_week, make_week
from planner.use_cases.own_library import content_for_person
from planner.web.own_exercise_page import FIELDS
from planner.wiring import check_library
from tests.web.conftest import TestServices, Visitor

Visit = Callable[[], Visitor]
BRIDGE: dict[str, Any] = {
    "name": "Bridge with a ball", "category": "core", "position": "supine", "level": "2", "dose_row": "DOSE-03",
    "regions": ["buttocks", "back-thigh"], "targets": ["gluteus maximus", "hamstrings"], "equipment": ["mat or bed"],
    "family": "", "step": "1", "tags": ["SUPINE", "FLOOR"], "sets": "2", "reps": "8", "hold_seconds": "3",
    "sides": "1", "setup": "Lie on your back and bend your knees.",
    "steps": "Press your feet down.\nLift your hips.\nLower slowly.", "breathing": "Breathe out on the way up.",
    "feel": "Your buttocks.", "mistakes": "Lifting too high.", "stop_if": "Your back hurts.", "shared": "yes",
    "pictures": "2", "p0.posture": "hook-lying", "p0.was": "hook-lying", "p1.posture": "bridge", "p1.was": "bridge",
}  # fmt: skip


def png(width: int = 4, height: int = 3, extra: bytes = b"") -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + b"\x20\x80\x60" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    text = chunk(b"tEXt", b"Comment\0secret place") + extra
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + text + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


@pytest.fixture
def ola(visit: Visit) -> Visitor:
    ola = visit().sign_in("ola@example.org")
    ola.send("/practice/new", {"practice": "High Street", "name": "Ola Berg", "profession": "physiotherapist"})
    return ola


def text_of(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


def pictures_in(pdf: bytes) -> int:
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return sum(len(page.images) for page in opened.pages)


def made(visitor: Visitor, form: dict[str, Any] | None = None, do: str = "ready") -> str:
    """The name of the exercise in weeks and handouts."""
    sent = visitor.send("/practice/exercises/new", {**BRIDGE, **(form or {}), "do": do})
    assert sent.status_code == 303, re.findall(r'class="slip"[^>]*>(.*?)</p>', sent.text)
    number = sent.headers["Location"].rpartition("#e")[2]
    names = re.findall(r"/practice/drawing/(own-\d+-[a-z0-9-]+)\.svg", visitor.get("/practice/exercises").text)
    return str(next(name for name in names if name.startswith(f"own-{number}-")))


def test_what_is_made_in_the_browser_is_found_and_printed(ola: Visitor) -> None:
    name = made(ola)
    assert name.endswith("-bridge-with-a-ball")
    assert f'name="add" value="{name}"' in ola.get("/practice/handout?q=ball").text
    assert ola.get(f"/practice/drawing/{name}.svg").data.startswith(b"<svg")
    text = text_of(ola.send("/practice/handout/print", {"pick": name}).data)
    assert "Bridge with a ball" in text
    assert "Press your feet down." in text


def test_whatever_is_wrong_is_told_at_its_field_and_nothing_is_kept(ola: Visitor) -> None:
    wrong = {"name": "", "level": "", "steps": "One.", "tags": [], "sets": "2", "reps": "", "p0.posture": ""}
    page = ola.send("/practice/exercises/new", {**BRIDGE, **wrong, "do": "ready"})
    assert page.status_code == 422
    for field in ("name", "level", "steps", "tags", "dose", "figure"):
        assert f'href="#{field}-box"' in page.text, field
        assert f'id="{field}-slip"' in page.text, field
    assert "Lower slowly" not in page.text
    assert "Your buttocks." in page.text
    assert "None yet" in ola.get("/practice/exercises").text


def test_ready_needs_tags_or_the_word_that_there_are_none(ola: Visitor) -> None:
    form = {
        **BRIDGE,
        "tags": [],
        "position": "standing",
        "p0.posture": "standing",
        "p0.was": "standing",
        "pictures": "1",
    }
    assert ola.send("/practice/exercises/new", {**form, "do": "ready"}).status_code == 422
    assert ola.send("/practice/exercises/new", {**form, "do": "ready", "no_tags": "yes"}).status_code == 303


def test_a_position_brings_its_tags(ola: Visitor) -> None:
    page = ola.send("/practice/exercises/new", {**BRIDGE, "tags": ["FLOOR"], "do": "ready"})
    assert page.status_code == 422
    assert "has the tag SUPINE" in page.text


def test_no_name_and_no_step_of_the_library_is_taken_twice(ola: Visitor) -> None:
    taken = {"name": "Bridge, two legs", "family": "bridge", "step": "2"}
    page = ola.send("/practice/exercises/new", {**BRIDGE, **taken, "do": "ready"})
    assert page.status_code == 422
    assert "the name of another exercise" in page.text
    page = ola.send("/practice/exercises/new", {**BRIDGE, "family": "bridge", "step": "2", "do": "ready"})
    assert "step 2 of this family is" in page.text
    made(ola)
    assert ola.send("/practice/exercises/new", {**BRIDGE, "do": "ready"}).status_code == 422


def test_own_exercises_cannot_stand_in_the_place_of_shipped_ones(ola: Visitor, content: Content) -> None:
    name = made(ola, {"name": "Bird dog!"})
    assert name.startswith("own-")
    assert name not in content.library.exercises
    assert not any(shipped.startswith("own-") for shipped in content.library.exercises)
    assert "Press your feet down." not in ola.get("/exercises/bird-dog").text


def test_what_was_kept_is_in_the_fields_again(ola: Visitor) -> None:
    number = made(ola, {"p1.left hip flexion": "20", "p1.keep": ["left hand"]}).split("-")[1]
    page = ola.get(f"/practice/exercises/{number}/edit").text
    for said in ("Bridge with a ball", "Press your feet down.\nLift your hips.\nLower slowly.", 'value="8"'):
        assert said in page
    assert re.search(r'name="p1.left hip flexion"[^>]*value="20"', page)
    assert re.search(r'name="p1.keep" value="left hand" checked', page)
    assert re.search(r'value="SUPINE" checked', page)
    sent = ola.send(f"/practice/exercises/{number}/edit", {**BRIDGE, "name": "Bridge, changed", "do": "ready"})
    assert sent.status_code == 303
    assert "Bridge, changed" in ola.get("/practice/exercises").text


def test_the_live_figure_follows_its_sliders_and_says_what_is_impossible(ola: Visitor) -> None:
    form = {"pictures": "1", "p0.posture": "standing", "p0.was": "standing"}
    still = ola.send("/practice/exercises/figure", form).text
    assert "data:image/svg+xml;base64," in still
    assert "Nothing in the drawing is impossible" in still
    raised = ola.send("/practice/exercises/figure", {**form, "p0.left shoulder flexion": "150"}).text
    assert raised != still
    leaning = ola.send("/practice/exercises/figure", {**form, "p0.body lean forward": "60"}).text
    assert "Picture 1: would fall over" in leaning


def test_sliders_begin_anew_with_another_posture(ola: Visitor) -> None:
    form = {**BRIDGE, "do": "draw", "p0.was": "standing", "p0.left knee flexion": "3"}
    page = ola.send("/practice/exercises/new", form).text
    knee = re.search(r'name="p0.left knee flexion"[^>]*value="(\d+)"', page)
    assert knee
    assert knee[1] == "104"


def test_an_empty_form_is_told_what_is_missing_in_the_order_of_the_page(ola: Visitor) -> None:
    page = ola.send("/practice/exercises/new", {"do": "ready"}).text
    listed = page[page.index('class="slips"') :].partition("</ul>")[0]
    fields = re.findall(r'href="#(\w+)-box"', listed)
    assert fields == [field for field in FIELDS if field in fields]
    assert len(fields) > 10
    assert "must be" not in listed


def test_a_picture_is_added_like_the_last_and_taken_away(ola: Visitor) -> None:
    more = ola.send("/practice/exercises/new", {**BRIDGE, "do": "more"}).text
    assert 'name="p2.posture"' in more
    assert re.search(r'<select id="p2-posture".*?<option value="bridge" selected>', more, re.DOTALL)
    fewer = ola.send("/practice/exercises/new", {**BRIDGE, "do": "fewer"}).text
    assert 'name="p1.posture"' not in fewer


def test_a_picture_needs_licence_and_author_and_loses_what_it_carries(ola: Visitor) -> None:
    bare = {**BRIDGE, "p0.posture": "", "pictures": "1", "do": "ready"}
    refused = ola.send("/practice/exercises/new", {**bare, "picture": (io.BytesIO(png()), "me.png")})
    assert refused.status_code == 422
    assert 'id="licence-slip"' in refused.text
    said = {"author": "Jo Smith", "licence": "CC BY 4.0"}
    name = made(ola, {**bare, **said, "picture": (io.BytesIO(png()), "me.png")})
    drawing = ola.get(f"/practice/drawing/{name}.svg")
    assert "img-src data:" in drawing.headers["Content-Security-Policy"]
    assert "private" in drawing.headers["Cache-Control"]
    kept = b64decode(re.search(rb"base64,([^\"]+)", drawing.data)[1])  # type: ignore[index]
    assert kept.startswith(b"\x89PNG")
    assert b"secret place" not in kept
    printed = ola.send("/practice/handout/print", {"pick": name}).data
    assert "Jo Smith · CC BY 4.0" in text_of(printed)
    assert pictures_in(printed) == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a" + b"\0" * 40,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        png()[:-20],
        png().replace(b"IDAT", b"IDAX"),
        png(3200, 1),
        png() + b"\0" * 301_000,
    ],
    ids=["svg", "gif", "no chunks", "cut", "wrong sum", "too wide", "too large"],
)
def test_what_is_no_small_png_is_refused(ola: Visitor, raw: bytes) -> None:
    form = {**BRIDGE, "do": "ready", "author": "Jo", "licence": "own", "picture": (io.BytesIO(raw), "me.png")}
    page = ola.send("/practice/exercises/new", form)
    assert page.status_code == 422
    assert 'id="picture-slip"' in page.text
    assert "None yet" in ola.get("/practice/exercises").text


def test_an_unreviewed_exercise_is_picked_by_hand_and_never_planned(ola: Visitor, services: TestServices) -> None:
    name = made(ola, {"name": "Half known", "tags": [], "author": "Jo", "licence": "CC BY-SA 4.0"}, do="keep")
    assert f'value="{name}"' in ola.get("/practice/handout?q=half").text
    text = text_of(ola.send("/practice/handout/print", {"pick": name}).data)
    assert "Half known" in text
    assert "Jo · CC BY-SA 4.0" in text
    assert ola.get(f"/exercises/{name}").status_code == 404
    ann = _of_practice(ola, services)
    assert name not in content_for_person(services.storage, ann, services.content).library.exercises


def test_only_what_is_ready_and_shared_is_for_the_people_of_the_practice(ola: Visitor, services: TestServices) -> None:
    shared, alone = made(ola), made(ola, {"name": "Mine alone", "shared": ""})
    ann = _of_practice(ola, services)
    library = content_for_person(services.storage, ann, services.content).library
    assert shared in library.exercises
    assert library.exercises[ExerciseId(shared)].tags
    assert alone not in library.exercises
    assert library.version != services.content.library.version
    number = alone.split("-")[1]
    assert ola.send(f"/practice/exercises/{number}/share", {"shared": "yes"}).status_code == 303
    assert alone in content_for_person(services.storage, ann, services.content).library.exercises


def test_strangers_and_colleagues_elsewhere_see_nothing(ola: Visitor, visit: Visit) -> None:
    name = made(ola)
    number = name.split("-")[1]
    eve = visit().sign_in("eve@example.org")
    for joined in (False, True):
        if joined:
            eve.send("/practice/new", {"practice": "Low Street", "name": "Eve"})
            assert "Bridge with a ball" not in eve.get("/practice/exercises").text
            assert name not in eve.get("/practice/handout?q=ball").text
            assert eve.send("/practice/handout/print", {"pick": name}).status_code == 422
        # Somebody who works nowhere is led to where they may begin to.
        refused = 404 if joined else 303
        for path in (f"/practice/drawing/{name}.svg", f"/exercises/{name}"):
            assert eve.get(path).status_code == 404, path
        assert eve.get(f"/practice/exercises/{number}/edit").status_code == refused
        for path, status in (("edit", refused), ("delete", 404), ("share", 404)):
            form = {**BRIDGE, "do": "ready"}
            assert eve.send(f"/practice/exercises/{number}/{path}", form).status_code == status, path
    assert eve.get(f"/drawing/{name}.svg").status_code == 404
    assert "Bridge with a ball" in ola.get("/practice/exercises").text


def test_a_colleague_may_use_what_is_shared_and_change_nothing(
    ola: Visitor, visit: Visit, services: TestServices
) -> None:
    name = made(ola)
    link = re.search(r"/practice/join/[\w-]+", ola.send("/practice/team/invite", {"email": "kim@example.org"}).text)
    assert link
    kim = visit().sign_in("kim@example.org")
    kim.send(link[0], {"name": "Kim"})
    assert "By a colleague." in kim.get("/practice/exercises").text
    assert kim.get(f"/practice/drawing/{name}.svg").status_code == 200
    assert kim.send("/practice/handout/print", {"pick": name}).mimetype == "application/pdf"
    assert kim.send(f"/practice/exercises/{name.split('-')[1]}/delete").status_code == 404
    with services.storage.writing() as unit:
        account = unit.accounts.find_by_email("kim@example.org")
        assert account is not None
        found = unit.practitioners.find_by_account(account.id)
        assert found is not None
        unit.practitioners.remove(found.id, services.now())
        unit.commit()
    assert kim.get(f"/practice/drawing/{name}.svg").status_code == 404


def test_hostile_words_stay_words(ola: Visitor) -> None:
    nasty = '"><script>alert(1)</script>{{7*7}}'
    texts = {"name": nasty, "setup": nasty, "feel": nasty, "steps": f"{nasty}\n- a: b\n*x", "author": nasty}
    name = made(ola, texts)
    for path in ("/practice/exercises", f"/practice/exercises/{name.split('-')[1]}/edit", f"/exercises/{name}"):
        page = ola.get(path)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
    assert b"<script" not in ola.get(f"/practice/drawing/{name}.svg").data
    assert "alert(1)" in text_of(ola.send("/practice/handout/print", {"pick": name}).data)


def _of_practice(ola: Visitor, services: TestServices, number: int | None = None) -> PersonId:
    """Person ``number``, or a new one, looked after by Ola's practice."""
    del ola
    with services.storage.writing() as unit:
        account = unit.accounts.find_by_email("ola@example.org")
        assert account is not None
        here = unit.practitioners.find_by_account(account.id)
        assert here is not None
        assert here.practice is not None
        person = PersonId(number) if number else unit.persons.add("Bo", "UTC", "{}", services.now()).id
        unit.practices.give_access(here.practice, person, services.now())
        unit.commit()
    return person


@pytest.fixture
def at_home(ann_with_a_week: Visitor, ola: Visitor, services: TestServices) -> Visitor:
    """Ann, whom Ola's practice looks after."""
    _of_practice(ola, services, 1)
    return ann_with_a_week


def test_an_uploaded_picture_is_printed_with_the_week_and_shown_behind_its_link(
    at_home: Visitor, ola: Visitor, nobody: Visitor, services: TestServices
) -> None:
    week, old = _week(at_home)
    like = {**_like(services.content.library.exercises[old.exercise]), "sets": "1", "reps": "5", "hold_seconds": ""}
    said = {"author": "Jo", "licence": "own", "p0.posture": "", "pictures": "1"}
    name = made(ola, {**like, **said, "picture": (io.BytesIO(png()), "me.png")})
    session = next(s for _day, s in week.sessions if any(i.exercise == old.exercise for i in s.items))
    form = {"change": "swap", "session": session.id, "exercise": old.exercise, "new": name}
    at_home.send(f"/people/1/weeks/{week.start}/change", form, follow=True)
    printed = at_home.get(f"/people/1/weeks/{week.start}/week.pdf").data
    assert "Jo · own" in text_of(printed)
    assert pictures_in(printed) >= 1
    link = re.search(r"/shared/[\w-]+", ola.send("/people/1/links").text)
    assert link
    assert b"data:image/png;base64," in nobody.get(f"{link[0]}/drawing/{name}.svg").data


def test_a_week_may_hold_it_prints_it_and_passes_every_check(
    at_home: Visitor, ola: Visitor, services: TestServices
) -> None:
    week, old = _week(at_home)
    exercise = services.content.library.exercises[old.exercise]
    name = made(ola, {**_like(exercise), "sets": "1", "reps": "5", "hold_seconds": ""})
    session = next(s for _day, s in week.sessions if any(i.exercise == old.exercise for i in s.items))
    change = f"/people/1/weeks/{week.start}/change"
    at_home.send(change, {"change": "swap", "session": session.id, "exercise": old.exercise, "new": name}, follow=True)
    changed, _ = _week(at_home)
    assert name in {item.exercise for _day, s in changed.sessions for item in s.items}
    assert _breaches(changed, services) == ()
    page = at_home.get("/people/1/week").text
    assert f"/people/1/drawing/{name}.svg" in page
    assert at_home.get(f"/people/1/drawing/{name}.svg").status_code == 200
    assert at_home.get(f"/people/1/exercises/{name}").status_code == 200

    number = name.split("-")[1]
    assert ola.send(f"/practice/exercises/{number}/delete").status_code == 303
    assert "A step of our own" not in ola.get("/practice/exercises").text
    assert ola.get(f"/practice/drawing/{name}.svg").status_code == 404
    assert "A step of our own" in text_of(at_home.get(f"/people/1/weeks/{week.start}/week.pdf").data)
    assert at_home.get(f"/people/1/drawing/{name}.svg").status_code == 200
    library = content_for_person(services.storage, PersonId(1), services.content).library
    assert library.exercises[ExerciseId(name)].tags is None

    with services.storage.writing() as unit:
        account = unit.accounts.find_by_email("ola@example.org")
        assert account is not None
        unit.practices.delete_exercise(account.id, int(number))
        unit.commit()
    text = text_of(at_home.get(f"/people/1/weeks/{week.start}/week.pdf").data)
    assert "A step of our own" in text
    assert "no longer kept" in text
    for path in ("/people/1/week", f"/people/1/drawing/{name}.svg"):
        assert at_home.get(path).status_code == 200, path
    # Nobody answers for it any more: to change the week it has to go.
    swapped = {"change": "swap", "session": session.id, "exercise": name, "new": old.exercise}
    assert at_home.send(change, swapped, follow=True).status_code == 200


def test_a_generated_week_takes_it_where_it_fits_best(at_home: Visitor, ola: Visitor, services: TestServices) -> None:
    brace = services.content.library.exercises[ExerciseId("brace-supine")]
    assert brace.id in {item.exercise for _day, s in _week(at_home)[0].sessions for item in s.items}
    name = made(ola, {**_like(brace), "equipment": ["mat or bed"]})
    # Without the shipped one, whose muscles are the same, it is the nearest.
    exercises = {**services.content.library.exercises, brace.id: replace(brace, tags=None)}
    content = replace(services.content, library=replace(services.content.library, exercises=exercises))
    theirs = content_for_person(services.storage, PersonId(1), content)
    with services.storage.reading() as unit:
        profile = profile_from_text(unit.persons.get(PersonId(1)).answers, date(2026, 11, 23), theirs.library)
    assert isinstance(profile, Profile)
    planned = make_week(profile, theirs, date(2026, 11, 23))
    assert isinstance(planned, Planned)
    assert name in {item.exercise for _day, session in planned.week.sessions for item in session.items}
    assert judge_week(planned.week, profile, theirs) == ()


def _week(visitor: Visitor) -> tuple[Week, Item]:
    week = week_from_json(visitor.get("/people/1/weeks/2026-11-23/week.json").text)
    assert isinstance(week, Week)
    items = [item for _day, session in week.sessions for item in session.items if item.exercise == "bridge"]
    return week, items[0]


def _like(exercise: Exercise) -> dict[str, Any]:
    dose = exercise.dose
    return {
        "name": "A step of our own", "category": exercise.category.value, "position": exercise.position.value,
        "level": str(exercise.level), "dose_row": exercise.dose_row, "regions": list(exercise.regions),
        "targets": list(exercise.targets), "equipment": [], "tags": [t.value for t in sorted(exercise.tags or ())],
        "no_tags": "" if exercise.tags else "yes", "sets": str(dose.sets), "reps": str(dose.reps),
        "hold_seconds": str(dose.hold_seconds or ""), "sides": str(exercise.sides),
    }  # fmt: skip


def _breaches(week: Week, services: TestServices) -> Any:
    content = content_for_person(services.storage, PersonId(1), services.content)
    with services.storage.reading() as unit:
        answers = unit.persons.get(PersonId(1)).answers
    profile = profile_from_text(answers, week.start, content.library)
    assert isinstance(profile, Profile)
    return judge_week(week, profile, content)


WGER: dict[str, Any] = {
    "id": 9, "name": "Unseen", "category": {"name": "Abs"}, "license": {"short_name": "CC-BY-SA 4"},
    "license_author": "wger.de user", "muscles": [{"name": "Gluteus maximus", "name_en": "Glutes"}],
    "translations": [{"language": 2, "name": "Pelvic lift", "description": "<p>Lie down.</p><p>Lift.</p>"}],
}  # fmt: skip


def _bring(visitor: Visitor, raw: bytes, name: str = "file.json") -> Any:
    return visitor.send("/practice/exercises/bring", {"file": (io.BytesIO(raw), name)})


def test_signs_that_cannot_be_kept_are_left_out_of_an_archive(ola: Visitor) -> None:
    bad = json.dumps({"name": "Odd one", "licence": "\x01CC0", "author": "Jo\0", "source": "\u202ex"}).encode()
    packed = archive_of({"unreviewed/odd-one.json": bad}, datetime(2026, 11, 22, tzinfo=UTC))
    page = _bring(ola, packed, "exercises.zip")
    assert "One exercise was taken." in page.text
    assert "Jo · CC0 · x" in page.text
    for half in (b'{"name": "\\ud800"}', b'{"name": "A", "author": "\\ud800"}', b'{"name": "A", "level": NaN}'):
        packed = archive_of({"unreviewed/odd-two.json": half}, datetime(2026, 11, 22, tzinfo=UTC))
        refused = _bring(ola, packed, "exercises.zip")
        assert (refused.status_code, "odd-two.json cannot be read" in refused.text) == (422, True)


def test_exercises_of_other_collections_come_unreviewed_once(ola: Visitor, services: TestServices) -> None:
    page = _bring(ola, json.dumps({"results": [WGER]}).encode()).text
    assert "One exercise was taken." in page
    assert "Not reviewed" in page
    assert "wger.de user · CC-BY-SA 4 · wger.de 9" in page
    again = _bring(ola, json.dumps({"results": [WGER]}).encode()).text
    assert "One was here already" in again
    person = _of_practice(ola, services)
    assert content_for_person(services.storage, person, services.content) is services.content
    name = re.search(r"/practice/drawing/(own-[^.]+)\.svg", page)
    assert name
    text = text_of(ola.send("/practice/handout/print", {"pick": name[1]}).data)
    assert "wger.de user · CC-BY-SA 4" in text
    assert "Lie down." in text
    number = name[1].split("-")[1]
    refused = ola.send(f"/practice/exercises/{number}/edit", {"name": "Pelvic lift", "do": "ready"})
    assert refused.status_code == 422
    assert 'id="tags-slip"' in refused.text


def test_nothing_is_half_taken(ola: Visitor) -> None:
    for raw in (json.dumps({"results": [WGER, {"id": 2}]}).encode(), b"{", b"PK\x03\x04 broken", b"[]", b""):
        assert _bring(ola, raw).status_code == 422, raw
        assert "Nothing was taken from the file" in ola.last.text
        assert "None yet" in ola.last.text


def test_an_archive_is_a_folder_of_the_library_and_comes_in_again_elsewhere(
    ola: Visitor, visit: Visit, tmp_path: Path
) -> None:
    made(ola)
    said = {"author": "Jo Smith", "licence": "CC BY 4.0", "p0.posture": "", "pictures": "1"}
    made(ola, {**said, "name": "With a picture", "picture": (io.BytesIO(png()), "me.png")})
    _bring(ola, json.dumps({"results": [WGER]}).encode())
    packed = ola.get("/practice/exercises/export.zip")
    assert packed.mimetype == "application/zip"
    mine = tmp_path / "mine"
    with zipfile.ZipFile(io.BytesIO(packed.data)) as archive:
        archive.extractall(mine)
    library = check_library(Config(tmp_path / "none"), mine)
    assert isinstance(library, Library), [str(mistake) for mistake in library]
    assert set(library.exercises) == {"bridge-with-a-ball", "with-a-picture"}
    pictured = library.exercises[ExerciseId("with-a-picture")]
    assert pictured.picture
    assert pictured.credit == "Jo Smith · CC BY 4.0"
    assert isinstance(check_library(Config(tmp_path / "none", exercises=str(mine))), Library)

    eve = visit().sign_in("eve@example.org")
    eve.send("/practice/new", {"practice": "Low Street", "name": "Eve"})
    page = _bring(eve, packed.data, "exercises.zip").text
    assert "3 exercises were taken." in page
    assert page.count(">Ready<") == 2
    assert "Jo Smith · CC BY 4.0" in page
    with zipfile.ZipFile(io.BytesIO(eve.get("/practice/exercises/export.zip").data)) as again:
        names = set(again.namelist())
    assert names == {str(path.relative_to(mine)) for path in mine.rglob("*") if path.is_file()}
    assert "3 were here already" in _bring(eve, packed.data, "exercises.zip").text


def test_an_archive_with_one_mistake_is_not_taken_at_all(ola: Visitor) -> None:
    made(ola)
    packed = ola.get("/practice/exercises/export.zip").data
    ola.send("/practice/exercises/1/delete")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    good = files["core/bridge-with-a-ball.yaml"]
    files["core/other.yaml"] = good.replace(b"Bridge with a ball", b"Other").replace(b"level: 2", b"level: 9")
    files["../../etc/passwd"] = b"x"
    page = _bring(ola, archive_of(files, datetime(2026, 11, 22, tzinfo=UTC)), "exercises.zip")
    assert page.status_code == 422
    assert "other: level" in page.text
    assert "None yet" in page.text
