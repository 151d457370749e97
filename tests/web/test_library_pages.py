"""Looking for exercises, one exercise, and the routines; for everybody and for one person."""

from __future__ import annotations

import html
import re

import pytest

from planner.domain.exercise import Category, Exercise, Position
from planner.domain.person import PersonId
from planner.domain.week import Week
from planner.exchange.week_file import week_from_json
from planner.web.library_words import PAGE_LENGTH
from tests.web.answers import with_answers
from tests.web.conftest import TestServices, Visitor


def _found(visitor: Visitor, path: str) -> list[str]:
    """The exercises of a search, through all its pages, in their order."""
    found: list[str] = []
    for page in range(1, 20):
        text = visitor.get(f"{path}{'&' if '?' in path else '?'}page={page}").text
        cards = text.partition('id="found"')[2].partition("</ul>")[0]
        names = re.findall(r'href="[^"]*/exercises/([a-z0-9-]+)"', cards)
        if found and names[:1] == found[-len(names) :][:1]:
            break
        found += names
    return found


def _all(services: TestServices) -> list[Exercise]:
    return list(services.content.library.exercises.values())


def _week(services: TestServices) -> Week:
    with services.storage.reading() as unit:
        week = week_from_json(unit.weeks.of_person(PersonId(1))[-1].text)
    assert isinstance(week, Week)
    return week


def test_the_library_shows_every_exercise_with_its_drawing(nobody: Visitor, services: TestServices) -> None:
    found = _found(nobody, "/exercises")
    assert sorted(found) == sorted(e.id for e in _all(services))
    first = nobody.get("/exercises").text
    assert first.count("/drawing/") == PAGE_LENGTH
    assert first.count('loading="lazy"') >= PAGE_LENGTH - 8
    assert f"{len(found)} exercises" in first


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("goal=yoga", lambda e: e.category is Category.YOGA),
        ("region=calf", lambda e: "calf" in e.regions),
        ("position=side-lying", lambda e: e.position is Position.SIDE_LYING),
        ("equipment=band", lambda e: any("band" in group for group in e.equipment)),
        ("level=1", lambda e: e.level == 1),
        ("goal=core&position=standing&level=2", lambda e: e.category is Category.CORE
         and e.position is Position.STANDING and e.level <= 2),
        ("equipment=nothing", lambda e: all(group & {"shoes", "towel", "doorway", "rail"} for group in e.equipment)),
    ],
)  # fmt: skip
def test_a_filter_leaves_exactly_what_fits(nobody: Visitor, services: TestServices, query: str, fits: object) -> None:
    wanted = sorted(e.id for e in _all(services) if fits(e))  # type: ignore[operator]
    assert 0 < len(wanted) < 200
    assert sorted(_found(nobody, f"/exercises?{query}")) == wanted


@pytest.mark.parametrize(
    ("words", "first"),
    [("bird dog", "bird-dog"), ("hip lift", "bridge"), ("CLAM", "clamshell"), ("buttock", None), ("bitilasana", None)],
)
def test_words_are_looked_for_in_names_other_names_and_what_it_works(
    nobody: Visitor, words: str, first: str | None
) -> None:
    found = _found(nobody, f"/exercises?q={words}")
    assert found
    assert first is None or first in found[:8]


def test_nothing_found_says_so_and_leads_back(nobody: Visitor) -> None:
    page = nobody.get("/exercises?q=no+such+thing").text
    assert "Nothing fits all of that." in page
    assert 'href="/exercises"' in page


@pytest.mark.parametrize(
    "query", ["goal=dance", "region=tail", "level=99", "position=x", "page=0", "page=9999", "q=" + "x" * 500]
)
def test_an_address_that_makes_no_sense_is_no_fault(nobody: Visitor, query: str) -> None:
    assert nobody.get(f"/exercises?{query}").status_code == 200


def test_what_somebody_searched_for_comes_back_escaped(nobody: Visitor) -> None:
    page = nobody.get('/exercises?q="><script>alert(1)</script>').text
    assert "<script>alert" not in page
    assert html.escape('"><script>alert(1)</script>') in page.replace("&#34;", "&quot;")


def test_the_body_map_leads_to_its_regions_and_a_list_offers_the_same(nobody: Visitor) -> None:
    page = nobody.get("/exercises?goal=core").text
    picture = page.partition('<svg class="region-map"')[2].partition("</svg>")[0]
    linked = set(re.findall(r"region=([a-z-]+)", picture))
    listed = set(re.findall(r'<option value="([a-z-]+)"', page.partition('id="region"')[2].partition("</select>")[0]))
    assert len(linked) >= 15
    assert linked < listed
    assert all("goal=core" in href for href in re.findall(r'href="([^"]+)"', picture)), "other choices stay"
    assert 'aria-hidden="true"' in page[page.index('<svg class="region-map"') :][:200]


def test_a_person_sees_only_what_suits_them_and_may_look_up_the_rest(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    suits = _found(ann_with_a_week, "/people/1/exercises")
    everything = _found(ann_with_a_week, "/people/1/exercises?show=all")
    left_out = {left.exercise for left in _week(services).left_out}
    in_week = {item.exercise for _day, session in _week(services).sessions for item in session.items}
    assert sorted(everything) == sorted(e.id for e in _all(services))
    assert in_week <= set(suits)
    assert len(suits) < len(everything)
    refused = set(everything) - set(suits)
    assert refused <= left_out
    page = html.unescape(ann_with_a_week.get("/people/1/exercises?show=all&q=roll-up").text)
    assert "Left out" in page or 'class="drawn not-now"' in page
    assert "In your week" in ann_with_a_week.get(f"/people/1/exercises?q={sorted(in_week)[0].replace('-', '+')}").text


def test_an_exercise_says_why_it_is_in_the_week_or_not(ann_with_a_week: Visitor, services: TestServices) -> None:
    week = _week(services)
    item = week.sessions[0][1].items[1]
    inside = html.unescape(ann_with_a_week.get(f"/people/1/exercises/{item.exercise}").text)
    assert "Yes:" in inside
    assert item.why[1:] in inside
    for left in week.left_out[:: max(1, len(week.left_out) // 12)]:
        page = html.unescape(ann_with_a_week.get(f"/people/1/exercises/{left.exercise}").text)
        assert "Not for now, because:" in page
        assert left.reasons[0].text in page
    known = {i.exercise for _d, s in week.sessions for i in s.items} | {left.exercise for left in week.left_out}
    idle = next(e.id for e in _all(services) if e.id not in known)
    assert "Not this week." in ann_with_a_week.get(f"/people/1/exercises/{idle}").text


def test_an_exercise_has_its_ladder_its_routines_and_what_it_rests_on(nobody: Visitor, services: TestServices) -> None:
    library = services.content.library
    bridge = next(e for e in _all(services) if e.id == "bridge")
    page = html.unescape(nobody.get("/exercises/bridge").text)
    ladder = page.partition('id="ladder"')[2].partition("</ol>")[0]
    steps = [e.id for e in library.family(bridge.family)]
    assert len(steps) > 1
    assert re.findall(r'href="/exercises/([a-z0-9-]+)"', ladder) == steps
    assert ladder.count('aria-current="true"') == 1
    for routine in library.routines.values():
        assert (f"/routines/{routine.id}" in page) is ("bridge" in routine.items)
    for mark in bridge.evidence:
        assert services.sources.get(mark, mark) in page or mark == "D"


def test_every_routine_shows_its_exercises_in_order(nobody: Visitor, services: TestServices) -> None:
    listing = nobody.get("/routines").text
    for routine in services.content.library.routines.values():
        assert f"/routines/{routine.id}" in listing
        page = nobody.get(f"/routines/{routine.id}").text
        assert re.findall(r'href="/exercises/([a-z0-9-]+)"', page.partition("<ol")[2]) == list(routine.items)
    assert nobody.get("/routines/no-such").status_code == 404


def test_a_stopped_person_is_led_to_the_stop_and_sees_it_on_every_page(ann_with_a_week: Visitor) -> None:
    ann_with_a_week.send("/people/1/questions")
    ann_with_a_week.answer(1, with_answers(signs_nerves={"RED-01": "yes"}))
    for path in ("/people/1/exercises", "/people/1/exercises/bridge", "/people/1/week"):
        assert ann_with_a_week.get(path).headers["Location"] == "/people/1/stopped"
    assert ann_with_a_week.get("/exercises/bridge").status_code == 200
    answered = [ann_with_a_week.get(f"/people/1/{name}") for name in ("diary", "progress", "b12", "food", "reminders")]
    shown = [page.text for page in answered if page.status_code == 200]
    assert shown, "a stopped person still reaches their own record"
    assert all('<aside class="banner warn"' in page and "See what happens next" in page for page in shown)
    assert '<aside class="banner' not in ann_with_a_week.get("/people/1/stopped").text


def test_drawings_may_be_kept_for_a_year_by_their_address(nobody: Visitor) -> None:
    address = html.unescape(re.search(r'src="(/drawing/[^"]+)"', nobody.get("/exercises").text)[1])  # type: ignore[index]
    assert "max-age=31536000" in nobody.get(address).headers["Cache-Control"]
    assert "max-age=86400" in nobody.get(address.partition("?")[0]).headers["Cache-Control"]
