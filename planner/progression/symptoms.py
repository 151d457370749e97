"""New symptoms from the diary that change which movements are used (PAIN-05, PAIN-06, PAIN-07).

The diary may name a rule (``PAIN-06``), a red flag (``RED-02``) or say it in words. Whether a red flag stops the plan
is for screening; here it only asks for the safety questions again.
"""

from __future__ import annotations

from typing import Final

from planner.domain.exercise import Exercise, ExerciseId, Tag
from planner.domain.library import Library
from planner.domain.week import Message
from planner.progression.facts import SAFE_PAIN, SessionFacts, WeekFacts

MOVING_DOWN_WORDS: Final = ("pain-06", "leg", "tingl", "numb", "pins and needles")
SHARP_WORDS: Final = ("pain-05", "sharp", "electric", "stabbing")
DIRECTIONS: Final = (
    frozenset({Tag.FLEX_LOAD, Tag.FLEX_END}),
    frozenset({Tag.EXT_END}),
    frozenset({Tag.ROT_END, Tag.ROT_MID, Tag.ROT_LOAD}),
    frozenset({Tag.NEURAL}),
)
"""Movement directions as the tags tell them (C1)."""


def _says(symptoms: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(word in symptom.lower() for symptom in symptoms for word in words)


def _suspects(session: SessionFacts, library: Library) -> tuple[Exercise, ...]:
    """The exercises named for their pain, else every exercise of the session that was not skipped."""
    assert session.note is not None
    named = [e for e, note in session.note.exercises.items() if note.pain is not None and note.pain > SAFE_PAIN]
    done = [item.exercise for item in session.session.items if item.exercise not in session.note.skipped]
    return tuple(library.exercises[e] for e in (named or done) if e in library.exercises)


def _directions(exercises: tuple[Exercise, ...]) -> frozenset[Tag]:
    found: set[Tag] = set()
    for exercise in exercises:
        for direction in DIRECTIONS:
            if exercise.tags is not None and direction & exercise.tags:
                found |= direction
    return frozenset(found)


def movements_to_leave(week: WeekFacts, library: Library) -> tuple[ExerciseId, ...]:
    """Not for a week: what hurt sharply, and the direction that sent symptoms down the leg; in library order.

    Where nobody says which exercise it was, a sharp pain leaves out the session's exercises with a movement
    direction, not the whole session [D].
    """
    away: set[ExerciseId] = set()
    tags: set[Tag] = set()
    for session in week.sessions:
        if session.note is None:
            continue
        suspects = _suspects(session, library)
        named = any(n.pain is not None and n.pain > SAFE_PAIN for n in session.note.exercises.values())
        if _says(session.note.new_symptoms, MOVING_DOWN_WORDS):
            tags |= _directions(suspects)
            away |= {e.id for e in suspects if named}
        if _says(session.note.new_symptoms, SHARP_WORDS):
            away |= {e.id for e in suspects if named or _directions((e,))}
    return tuple(
        e.id for e in library.exercises.values() if e.id in away or (e.tags is not None and not tags.isdisjoint(e.tags))
    )


def symptom_messages(week: WeekFacts) -> tuple[Message, ...]:
    """What to say about them."""
    found = []
    if _says(week.symptoms, MOVING_DOWN_WORDS):
        text = "Symptoms that move down the leg, or new tingling: we left that direction of movement out for a week."
        found.append(Message("PAIN-06", text, ("A17",)))
    if _says(week.symptoms, SHARP_WORDS):
        text = "Sharp, electric or new pain: stop that exercise. If it lasts over an hour, have it checked."
        found.append(Message("PAIN-05", text))
    return tuple(found)
