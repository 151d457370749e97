from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

import pytest

from planner.domain.exercise import ExerciseId
from planner.domain.reminder import LetterKind
from planner.domain.week import Change, Day, Session, Week
from planner.mail import letters
from planner.mail.letters import CheckIn, Links, session_letter, sign_in_letter, week_ahead_letter
from planner.mail.message import Letter
from planner.resources import data_folder

STOP = (
    "Stop and get help if you have chest pain & faintness, or new numbness or weakness, or anything else that is new."
)
HEALTH = re.compile(
    r"back|pain|b12|bone|spine|exercise|stretch|core|yoga|numb|tired|injection|treatment|breath|posture|therapy|medic",
    re.IGNORECASE,
)
PREVIEW = 150
"""Letters of the first lines that mail programs show on a locked screen."""


class Reader(HTMLParser):
    """What a person sees, in order, and the elements used."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._hidden += tag in ("style", "title")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text += data


@pytest.fixture
def session(week: Week, drawings: dict[ExerciseId, bytes], lines: dict[ExerciseId, str]) -> Letter:
    day = week.days[0]
    return session_letter(week.person.name, day, day.sessions[0], drawings=drawings, lines=lines, stop_now=STOP)


@pytest.fixture
def week_ahead(week: Week) -> Letter:
    return week_ahead_letter(week, sheet_pdf=b"%PDF-1.7", calendar=b"BEGIN:VCALENDAR", stop_now=STOP)


@pytest.fixture
def sign_in() -> Letter:
    return sign_in_letter("https://planner.example.org/sign-in/abc?x=1&y=2", timedelta(minutes=15))


WEB = "https://planner.example.org/"
LINKS = Links(*(f"{WEB}{name}" for name in Links.__slots__))
DUE = date(2026, 11, 30)
OVERDUE, ABSORPTION = "Your next B12 treatment date has passed.", "Absorption problem: food cannot replace it."
SMALL: dict[str, Callable[[tuple[Day, Session]], Letter]] = {
    **{
        f"b12 {step}": lambda _next, step=step: letters.treatment_letter(  # type: ignore[misc]
            "Sam", DUE, step, treatment="injection", overdue=OVERDUE, absorption=ABSORPTION, links=LINKS
        )
        for step in ("before", "day", "after")
    },
    "morning": lambda _next: letters.check_in_letter(
        "Sam", CheckIn(LetterKind.MORNING, f"{WEB}page", f"{WEB}yes", f"{WEB}no"), LINKS
    ),
    "weekly": lambda _next: letters.check_in_letter("Sam", CheckIn(LetterKind.WEEKLY, f"{WEB}page"), LINKS),
    "four_weekly": lambda _next: letters.check_in_letter("Sam", CheckIn(LetterKind.FOUR_WEEKLY, f"{WEB}page"), LINKS),
    "miss": lambda following: letters.miss_letter("Sam", date(2026, 11, 20), following, LINKS),
    "confirm": lambda _next: letters.confirm_letter(f"{WEB}confirm", timedelta(days=7)),
    "paused": lambda _next: letters.paused_letter("Sam", DUE, LINKS),
    "resumed": lambda following: letters.resumed_letter("Sam", following, LINKS),
    "stopped": lambda _next: letters.stopped_letter("Sam", datetime(2026, 11, 22, 9, tzinfo=UTC), "Pain: call.", LINKS),
    "rescreen": lambda _next: letters.rescreen_letter("Sam", "You told us about a fall.", LINKS),
    "no_week": lambda _next: letters.no_week_letter("Sam", DUE, ("Too little time.", "Offer ten minutes."), LINKS),
    "try_out": lambda _next: letters.try_out_letter(datetime(2026, 11, 22, 9, tzinfo=UTC)),
}


@pytest.fixture(params=["session", "week_ahead", "sign_in", *SMALL])
def letter(request: pytest.FixtureRequest, week: Week) -> Letter:
    if request.param in SMALL:
        return SMALL[request.param]((week.days[0], week.days[0].sessions[0]))
    found: Letter = request.getfixturevalue(request.param)
    return found


def test_every_kind_of_letter_has_its_templates() -> None:
    folders = {path.name for path in (data_folder("templates") / "mail").iterdir() if path.is_dir()}
    assert folders == {kind.value for kind in LetterKind} | {"try_out"}


def test_a_letter_after_a_miss_blames_nobody() -> None:
    miss = SMALL["miss"]
    text = miss(None).text.casefold()  # type: ignore[arg-type]
    assert "ready when you are" in text
    for word in ("missed", "failed", "streak", "behind", "should have", "again!"):
        assert word not in text


def test_the_words_of_the_rules_are_in_the_letter_three_days_after(week: Week) -> None:
    following = (week.days[0], week.days[0].sessions[0])
    for step, said in (("before", False), ("day", False), ("after", True)):
        letter = SMALL[f"b12 {step}"](following)
        for shown in (letter.text, Reader(letter.html).text):
            assert (OVERDUE in shown) is said
            assert ABSORPTION in shown
            assert (LINKS.treated in shown or f'href="{LINKS.treated}"' in letter.html) is (step != "before")


def test_buttons_of_a_session_letter_lead_to_their_pages(
    week: Week, drawings: dict[ExerciseId, bytes], lines: dict[ExerciseId, str]
) -> None:
    day = week.days[0]
    check_in = CheckIn(LetterKind.MORNING, f"{WEB}page", f"{WEB}yes", f"{WEB}no")
    made = session_letter(
        "Sam", day, day.sessions[0], drawings=drawings, lines=lines, stop_now=STOP, links=LINKS, check_ins=[check_in]
    )
    hrefs = {attributes.get("href") for tag, attributes in Reader(made.html).elements if tag == "a"}
    wanted = {LINKS.done, LINKS.not_today, LINKS.hurt, f"{WEB}yes", f"{WEB}no", LINKS.week, LINKS.unsubscribe}
    assert wanted <= hrefs
    assert wanted <= set(made.text.split())


def test_what_the_clock_made_says_what_it_did(week: Week) -> None:
    change = Change(ExerciseId("bird-dog"), "8", "6", "REG-01", "Bird dog: 6 instead of 8, because it hurt.")
    changed = dataclasses.replace(week, changes=(change, change))
    made = week_ahead_letter(changed, sheet_pdf=b"", calendar=b"", stop_now=STOP, by_clock=True)
    for shown in (made.text, Reader(made.html).text):
        assert shown.count(change.text) == 1
    plain = week_ahead_letter(week, sheet_pdf=b"", calendar=b"", stop_now=STOP, by_clock=True)
    assert "go on as they were" in " ".join(plain.text.split())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en-GB", "Monday 30 November"),
        ("en-US", "Monday, November 30"),
        ("xx", "Monday 30 November"),
        ("", "Monday 30"),
    ],
)
def test_dates_are_written_as_the_persons_language_does(language: str, said: str) -> None:
    assert said in letters.paused_letter("Sam", DUE, LINKS, language).text.replace("\n", " ")


def test_subject_and_first_lines_tell_nothing_about_anybodys_health(letter: Letter) -> None:
    visible = " ".join(Reader(letter.html).text.split())
    for part in (letter.subject, " ".join(letter.text.split())[:PREVIEW], visible[:PREVIEW]):
        assert not HEALTH.search(part), part


def test_a_subject_is_one_short_line(letter: Letter) -> None:
    assert 5 < len(letter.subject) < 60
    assert "\n" not in letter.subject


def test_every_letter_fits_a_narrow_screen_and_a_dark_one(letter: Letter) -> None:
    assert 'name="viewport"' in letter.html
    assert "prefers-color-scheme: dark" in letter.html
    for _, attributes in Reader(letter.html).elements:
        for width in re.findall(r"(?<!max-)width:\s*(\d+)px", attributes.get("style") or ""):
            assert int(width) <= 320 - 2 * 16


def test_no_letter_loads_anything_from_elsewhere(letter: Letter) -> None:
    for tag, attributes in Reader(letter.html).elements:
        assert tag not in ("script", "link", "iframe", "form", "video")
        assert (attributes.get("src") or "cid:").startswith("cid:")
    assert "url(" not in letter.html


def test_plain_text_lines_are_short_enough_for_a_terminal(letter: Letter) -> None:
    for line in letter.text.splitlines():
        assert len(line) <= 78, line
    assert letter.text.endswith("\n")
    assert "\n\n\n\n" not in letter.text
    assert "&amp;" not in letter.text


def test_what_a_person_wrote_cannot_become_html(session: Letter, week_ahead: Letter) -> None:
    for letter in (session, week_ahead):
        assert "<the>" not in letter.html
        assert "Sam &lt;the&gt; Example" in letter.html
        assert "Sam <the> Example" in letter.text


def test_a_session_letter_is_the_session_itself(session: Letter, week: Week) -> None:
    html = Reader(session.html)
    shown = " ".join(html.text.split())
    for item in week.days[0].sessions[0].items:
        for words in (item.name, f"Move slowly in {item.name}.", *item.adaptation_texts):
            assert words in shown
            assert words in " ".join(session.text.split())
    for dose in ("2 minutes", "2 sets of 8 on each side, hold 5 seconds, rest 30 seconds between sets"):
        assert dose in " ".join(session.text.split())
        assert dose in shown
    assert "Your B12 treatment is due today." in session.text


def test_each_exercise_has_its_drawing_inside_the_letter(
    session: Letter, week: Week, drawings: dict[ExerciseId, bytes]
) -> None:
    images = [attributes for tag, attributes in Reader(session.html).elements if tag == "img"]
    pictures = {picture.content_id: picture.png for picture in session.pictures}
    items = week.days[0].sessions[0].items
    assert [pictures[(image["src"] or "").removeprefix("cid:")] for image in images] == [
        drawings[item.exercise] for item in items
    ]
    for image, item in zip(images, items, strict=True):
        assert image["alt"] == f"Drawing: {item.name}"


def test_two_exercises_with_one_drawing_share_it(
    week: Week, drawings: dict[ExerciseId, bytes], lines: dict[ExerciseId, str]
) -> None:
    same = dict.fromkeys(drawings, next(iter(drawings.values())))
    day = week.days[0]
    letter = session_letter("Sam", day, day.sessions[0], drawings=same, lines=lines, stop_now=STOP)
    assert len(letter.pictures) == 1
    assert letter.html.count(f"cid:{letter.pictures[0].content_id}") == 3


def test_a_letter_with_a_missing_drawing_is_not_written(
    week: Week, drawings: dict[ExerciseId, bytes], lines: dict[ExerciseId, str]
) -> None:
    del drawings[ExerciseId("bird-dog")]
    day = week.days[0]
    with pytest.raises(KeyError):
        session_letter("Sam", day, day.sessions[0], drawings=drawings, lines=lines, stop_now=STOP)


def test_letters_about_the_plan_say_when_to_stop_and_what_they_are(session: Letter, week_ahead: Letter) -> None:
    for letter in (session, week_ahead):
        shown = " ".join(Reader(letter.html).text.split())
        for text in (shown, " ".join(letter.text.split())):
            assert STOP in text
            assert "not a medical device" in text
            assert "not been reviewed by a clinician" in text


def test_the_pain_scale_is_in_every_session_letter(session: Letter) -> None:
    for text in (session.text, Reader(session.html).text):
        assert "0 to 2 is safe" in text
        assert "Above 5 is too much" in text


def test_the_week_ahead_shows_seven_days_and_brings_sheet_and_calendar(week_ahead: Letter) -> None:
    for text in (week_ahead.text, Reader(week_ahead.html).text):
        assert [text.count(f"{day} {n} November") > 0 for day, n in (("Monday", 23), ("Sunday", 29))] == [True, True]
        assert text.count("No session") == 6
    assert [(a.name, a.media_type) for a in week_ahead.attachments] == [
        ("week-2026-11-23.pdf", "application/pdf"),
        ("week-2026-11-23.ics", "text/calendar"),
    ]


def test_links_are_there_only_where_the_application_has_an_address(week: Week, week_ahead: Letter) -> None:
    assert "http" not in week_ahead.text
    links = Links("https://planner.example.org/week", "https://planner.example.org/stop?a=1&b=2")
    letter = week_ahead_letter(week, sheet_pdf=b"", calendar=b"", stop_now=STOP, links=links)
    hrefs = [attributes.get("href") for tag, attributes in Reader(letter.html).elements if tag == "a"]
    assert sorted(filter(None, hrefs)) == sorted(filter(None, (links.week, links.unsubscribe)))
    assert links.unsubscribe in letter.text.split()


def test_a_sign_in_letter_says_how_long_its_link_works(sign_in: Letter) -> None:
    assert "15 minutes" in sign_in.text
    assert "https://planner.example.org/sign-in/abc?x=1&y=2" in sign_in.text.split()
