"""The forms of a session: the gate before it, and the diary at its end."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from flask_babel import lazy_gettext as _l

from planner.domain.diary import ItemDone, ItemNote, SessionDiary
from planner.domain.exercise import ExerciseId
from planner.domain.week import Item
from planner.screening.daily_gate import ShortQuestion
from planner.use_cases.daily_gate import SessionView
from planner.web.forms.kinds import Decimal, NotUsable, OneOf, Scale, Sent, Whole
from planner.web.forms.news import news_question
from planner.web.forms.question import Question, Slips, Step, Values

PAIN: Final = Scale(_l("no pain"), _l("the worst pain"))
TIREDNESS: Final = Scale(_l("not tired"), _l("too tired to move"))
EFFORT: Final = Scale(_l("rest"), _l("all you have"))
AMOUNTS: Final = OneOf((("all", _l("Done")), ("part", _l("Partly")), ("none", _l("Not done"))))
_SETS, _LAST, _MINUTES = Whole(0, 100), Whole(0, 1000), Decimal(0, 1440)
_MOST_ITEMS: Final = 60


def gate(asked: tuple[ShortQuestion, ...]) -> Step:
    return Step(
        "gate",
        _l("Before you begin"),
        (
            Question("pain", _l("How is your pain right now?"), PAIN),
            Question("tiredness", _l("How tired are you right now?"), TIREDNESS),
            news_question(asked, _l("Is anything new since your last session?")),
        ),
        keys=(),
    )


def ending(asked: tuple[ShortQuestion, ...]) -> Step:
    return Step(
        "ending",
        _l("How was it?"),
        (
            Question("effort", _l("How hard was the session?"), EFFORT),
            Question("pain_during", _l("What was your highest pain during it?"), PAIN),
            news_question(asked, _l("Did anything new come up?")),
        ),
        keys=(),
    )


def ending_behind_link(asked: tuple[ShortQuestion, ...]) -> Step:
    return Step(
        "ending",
        _l("How was it?"),
        (
            Question("pain", _l("Afterwards: highest pain, 0 to 10"), PAIN, must=False),
            news_question(asked, _l("Did anything new come up?")),
        ),
        keys=(),
    )


def diary_of(
    view: SessionView, values: Values, sent: Sent, library: Container[ExerciseId]
) -> tuple[SessionDiary, Slips]:
    """The diary of the session from the answers of the ending and the amounts of each exercise.

    The form names its exercises itself, with the dose they had on that day (``exercise.0``, ``of.0``): a session that
    was made smaller for the day, or is sent later, is still read as it was done. On a bad day easier exercises of the
    library stand in for the planned ones; they count as what was done. An amount that cannot be read is a slip under
    ``done.0`` and so on.
    """
    planned = {item.exercise: item for item in view.session.items}
    done: dict[ExerciseId, ItemDone] = {}
    notes: dict[ExerciseId, ItemNote] = {}
    skipped: dict[ExerciseId, None] = {}
    slips = Slips()
    for place in range(_MOST_ITEMS):
        exercise = ExerciseId(sent.get(f"exercise.{place}", ""))
        if exercise not in planned and exercise not in library:
            continue
        try:
            part, note = _item(place, planned.get(exercise), sent)
        except NotUsable as slip:
            slips[f"done.{place}"] = slip.args[0]
            continue
        if part is None:
            if exercise in planned:
                skipped[exercise] = None
        else:
            done[exercise] = part
        if note != ItemNote():
            notes[exercise] = note
    skipped |= dict.fromkeys(exercise for exercise in planned if exercise not in done)
    diary = SessionDiary(
        week=view.start,
        session=view.session.id,
        done="all" if not skipped and set(done.values()) == {ItemDone()} else done or "none",
        skipped=tuple(skipped) if done else (),
        effort=values.get("effort"),
        pain_during=values.get("pain_during"),
        tiredness=_tiredness(sent, view),
        exercises=notes,
    )
    return diary, slips


def _item(place: int, planned: Item | None, sent: Sent) -> tuple[ItemDone | None, ItemNote]:
    """What was done of one exercise, None for nothing; an empty ItemDone is the whole planned dose.

    ``planned`` is None for an exercise that stood in on that day: the whole of it is what was asked then.
    """
    pain = PAIN.read(f"pain.{place}", sent)
    felt = pain if isinstance(pain, int) else None
    amount = AMOUNTS.read(f"done.{place}", sent) or "all"
    if amount == "none":
        return None, ItemNote(pain=felt)
    note = ItemNote(pain=felt, last_set_reps=_LAST.read(f"last.{place}", sent))
    sets, minutes = _SETS.read(f"sets.{place}", sent), _MINUTES.read(f"minutes.{place}", sent)
    if amount == "part":
        return ItemDone(sets=sets, minutes=minutes), note
    of = _MINUTES.read(f"of.{place}", sent)
    if planned is None:
        return ItemDone(), note
    asked = planned.sets if planned.minutes is None else planned.minutes
    if of is None or of >= asked:
        return ItemDone(), note
    return (ItemDone(sets=int(of)) if planned.minutes is None else ItemDone(minutes=float(of))), note


def _tiredness(sent: Sent, view: SessionView) -> int | None:
    """As it was at the gate: a diary that is sent days later must not take another day's."""
    said = TIREDNESS.read("tiredness", sent)
    if isinstance(said, int):
        return said
    return None if view.gate is None else view.gate.tiredness
