"""Exercises of other collections. The files here are made to the published field lists of wger's ``exerciseinfo`` and
of free-exercise-db's ``exercises.json``; none of them is a copy of those collections."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest

from planner.exchange.exercise_archive import NoArchive, Packed, pack, unpack
from planner.exchange.exercise_import import LARGEST, MOST, Brought, NotReadable, read_exercises
from planner.exchange.exercise_words import REGIONS, TARGETS, THINGS
from planner.exchange.plain_text import lines_of, sentences
from planner.library.vocabulary import Vocabulary, read_vocabulary
from planner.resources import data_folder

WGER: dict[str, Any] = {
    "id": 345,
    "uuid": "c788d643-150a-4ac7-97ef-84643c6419bf",
    "created": "2023-08-06T10:17:17+02:00",
    "last_update": "2024-03-01T12:00:00+01:00",
    "category": {"id": 10, "name": "Abs"},
    "muscles": [{"id": 8, "name": "Gluteus maximus", "name_en": "Glutes", "is_front": False}],
    "muscles_secondary": [{"id": 11, "name": "Biceps femoris", "name_en": "Hamstrings", "is_front": False}],
    "equipment": [{"id": 4, "name": "Gym mat"}, {"id": 2, "name": "SZ-Bar"}],
    "license": {
        "id": 2, "full_name": "Creative Commons Attribution Share Alike 4", "short_name": "CC-BY-SA 4",
        "url": "https://creativecommons.org/licenses/by-sa/4.0/deed.en",
    },
    "license_author": "deusinvictus",
    "images": [{"id": 1, "image": "https://wger.de/media/a.png", "is_main": True, "license": 2}],
    "translations": [
        {"id": 1, "name": "Becken heben", "description": "<p>Hinlegen.</p>", "language": 1, "aliases": [], "notes": []},
        {
            "id": 2, "name": "Pelvic lift", "language": 2, "license_author": "Jo &amp; Co",
            "description": "<p>Lie on your <b>back</b>.</p>\n<ul><li>Lift&nbsp;slowly.</li><li>Lower.</li></ul>"
            "<script>alert(1)</script><style>p{}</style>",
        },
    ],
    "videos": [], "comments": [], "variations": None, "author_history": ["deusinvictus"],
}  # fmt: skip
FLAT: dict[str, Any] = {
    "id": 7, "name": "Plank", "description": "<p>Rest on your forearms. Keep straight. Breathe.</p>", "language": 2,
    "category": {"id": 10, "name": "Abs"}, "muscles": [{"id": 6, "name": "Rectus abdominis"}], "equipment": [],
    "license": {"short_name": "CC-BY-SA 3"}, "license_author": "wger.de",
}  # fmt: skip
FREE: dict[str, Any] = {
    "name": "90/90 Hamstring", "force": "push", "level": "beginner", "mechanic": None, "equipment": "body only",
    "primaryMuscles": ["hamstrings"], "secondaryMuscles": ["calves"],
    "instructions": ["Lie on your back.", "Extend one leg to the ceiling.", "Hold for 10 seconds."],
    "category": "stretching", "images": ["90_90_Hamstring/0.jpg"], "id": "90_90_Hamstring",
}  # fmt: skip


def read(value: Any) -> tuple[Brought, ...] | NotReadable:
    return read_exercises(json.dumps(value).encode())


def taken(value: Any) -> Brought:
    found = read(value)
    assert not isinstance(found, NotReadable), found
    return found[0]


def test_wger_gives_its_english_text_as_plain_sentences_with_licence_and_author() -> None:
    brought = taken({"count": 1, "next": None, "previous": None, "results": [WGER]})
    assert brought.value == {
        "name": "Pelvic lift", "steps": ["Lie on your back.", "Lift slowly.", "Lower."], "targets": ["gluteals"],
        "regions": ["buttocks", "back-thigh"], "category": "core", "equipment": ["mat"], "setup": "Needs: sz-bar.",
    }  # fmt: skip
    assert (brought.licence, brought.author, brought.source) == ("CC-BY-SA 4", "Jo &amp; Co", "wger.de 345")


def test_the_older_flat_form_is_read_too() -> None:
    brought = taken({"results": [FLAT]})
    assert brought.value["steps"] == ["Rest on your forearms.", "Keep straight.", "Breathe."]
    assert brought.value["regions"] == ["belly"]
    assert (brought.licence, brought.author) == ("CC-BY-SA 3", "wger.de")


def test_free_exercise_db_is_unlicensed_and_says_where_it_came_from() -> None:
    brought = taken([FREE])
    assert brought.value == {
        "name": "90/90 Hamstring", "steps": FREE["instructions"], "targets": ["hamstrings"],
        "regions": ["back-thigh", "calf"], "category": "stretch",
    }  # fmt: skip
    assert (brought.licence, brought.source) == ("Unlicense", "free-exercise-db 90_90_Hamstring")


@pytest.mark.parametrize("value", [{"results": [WGER, FLAT]}, [FREE]], ids=["wger", "free-exercise-db"])
def test_neither_level_nor_tags_are_ever_brought(value: Any) -> None:
    found = read(value)
    assert not isinstance(found, NotReadable)
    assert all(not {"level", "tags", "figure"} & set(one.value) for one in found)


def test_a_missing_licence_is_said_to_be_missing() -> None:
    brought = taken({"results": [{"name": "Bare"}]})
    assert (brought.licence, brought.author) == ("licence not said", "author not said")


def test_every_word_given_is_one_of_the_vocabulary() -> None:
    words = read_vocabulary(data_folder("exercises") / "vocabulary.yaml")
    assert isinstance(words, Vocabulary)
    assert set(words.muscles) >= TARGETS
    assert set(words.regions) >= REGIONS
    assert set(words.equipment) >= THINGS


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "no JSON"),
        (b"\xff\xfe", "no UTF-8"),
        (b'{"results": [', "line 1"),
        (b"[" * 100_000, "JSON"),
        (b'{"results": ' + b"[" * 5_000 + b"]" * 5_000 + b"}", ""),
        (b'[{"name": NaN}]', "JSON"),
        (b"42", "neither"),
        (b'{"results": {}}', "neither"),
        (b"[]", "no exercise"),
        (b"[[]]", "Entry 1"),
        (b'[{"name": "A"}, {"name": ""}]', "Entry 2 has no name"),
        (b'[{"name": 3}]', "Entry 1 has no name"),
        (b" " * (LARGEST + 1), "larger than 400 kB"),
        (json.dumps([{"name": "A"}] * (MOST + 1)).encode(), "at most 500"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_taken(raw: bytes, told: str) -> None:
    refused = read_exercises(raw)
    assert isinstance(refused, NotReadable)
    assert told in refused.message


def test_hostile_fields_are_short_plain_text_or_left_out() -> None:
    brought = taken(
        [
            {
                "name": "A\x00B\u202e<script>" + "x" * 500, "instructions": ["y" * 1500, 7, None, "\x07"] * 200,
                "primaryMuscles": {"a": 1}, "secondaryMuscles": [["hamstrings"]], "equipment": ["barbell"], "id": 1e308,
            }
        ]
    )  # fmt: skip
    assert len(brought.value["name"]) == 80
    assert brought.value["name"].isprintable()
    assert len(brought.value["steps"]) <= 20
    assert all(len(step) <= 600 for step in brought.value["steps"])
    wger = {"name": "A", "description": {"a": 1}, "license": ["x"], "translations": [3, "x"], "muscles": "all"}
    assert taken({"results": [wger]}).value == {"name": "A"}


def test_html_becomes_what_a_reader_sees() -> None:
    assert lines_of("One<br>two<p>three &lt;b&gt; four</p><iframe src=x>no</iframe><li>five") == [
        "One", "two", "three <b> four", "five",
    ]  # fmt: skip
    assert lines_of("<p" * 5000) in ([], ["<p" * 5000])
    assert lines_of("</script></p><<b>x") == ["<x"]
    assert sentences(["Lift 2.5 kg. Lower it. Rest"], 600) == ["Lift 2.5 kg.", "Lower it.", "Rest"]
    assert sentences(["a" * 30], 10) == ["a" * 9 + "…"]


MADE = datetime(2026, 11, 22, tzinfo=UTC)
READY = Packed("lift", {"name": "Lift", "category": "core"}, True, "CC BY 4.0", "Jo", "", b"\x89PNG")
HALF = Packed("half", {"name": "Half", "steps": ["no", "12:30", "a: b"]}, False, "", "", "wger.de 1", None)


def test_an_archive_gives_back_what_was_packed() -> None:
    raw = pack([READY, HALF], b"regions: {}\n", MADE)
    assert unpack(raw) == (READY, HALF)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = archive.namelist()
    assert names == ["core/lift.yaml", "pictures/lift.png", "unreviewed/half.json", "vocabulary.yaml"]


def _zip(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        b"PK\x03\x04 and then nothing",
        _zip({}),
        _zip({"../../etc/passwd": b"x", "/core/a.txt": b"x"}),
        _zip({"core/bomb.yaml": b"a" * 3_000_000}),
        _zip({"core/bomb.yaml": b"a" * 30_000_000}),
        _zip({"core/broken.yaml": b"name: [", "core/good.yaml": b"name: A\n"}),
        _zip({"core/list.yaml": b"- 1\n"}),
        _zip({"unreviewed/deep.json": b"[" * 50_000}),
        _zip({f"core/e{n}.yaml": b"name: A\n" for n in range(501)}),
        _zip({"core/a.yaml": b"name: A\n"})[:-30],
    ],
    ids=["no zip", "empty", "ways out", "large", "huge", "broken", "list", "deep", "many", "cut"],
)
def test_a_hostile_archive_gives_a_reason_and_nothing_else(raw: bytes) -> None:
    refused = unpack(raw)
    assert isinstance(refused, NoArchive)
    assert refused.message
