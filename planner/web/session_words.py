"""A session in words and numbers, for its page and for the script that plays it."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from planner.domain.dose_words import dose_words
from planner.domain.exercise import Exercise
from planner.domain.week import Block, Item, Session
from planner.use_cases.make_week import Content
from planner.web.forms.kinds import Words
from planner.web.week_words import BLOCKS, POSITIONS, equipment_words


@dataclass(frozen=True, slots=True)
class Move:
    """One exercise of a session. ``reps`` is one number a set, joined by commas."""

    item: Item
    exercise: Exercise
    block: Words
    dose: str
    reps: str
    moves: bool

    @property
    def of(self) -> int | float:
        """Its size in the form: sets, or minutes."""
        return self.item.sets if self.item.minutes is None else self.item.minutes

    @property
    def position(self) -> Words:
        return POSITIONS[self.exercise.position]

    @property
    def equipment(self) -> str:
        return equipment_words(self.exercise)


def moves_of(session: Session, content: Content) -> tuple[Move, ...]:
    return tuple(_move(block, item, content) for block in session.blocks for item in block.items)


def _move(block: Block, item: Item, content: Content) -> Move:
    exercise = content.library.exercises[item.exercise]
    return Move(
        item,
        exercise,
        BLOCKS[block.kind],
        dose_words(item.dose, item.sides),
        ",".join(map(str, item.dose.reps_of_sets())),
        len(exercise.figure.get("frames", ())) > 1,
    )


def player_words() -> dict[str, str]:
    """Everything that the script says; ``{n}`` and ``{of}`` are numbers."""
    return {
        "waiting": _("Ready when you are"),
        "ready": _("Get into position"),
        "hold": _("Hold"),
        "ease": _("Ease off"),
        "repeat": _("Move slowly"),
        "time": _("Keep going, breathe"),
        "rest": _("Rest"),
        "turn": _("Change sides"),
        "over": _("Done"),
        "paused": _("Paused"),
        "set": _("set {n} of {of}"),
        "first_side": _("first side"),
        "other_side": _("other side"),
        "repeat_of": _("repeat {n} of {of}"),
        "place": _("Exercise {n} of {of}"),
        "ending": _("The end of the session"),
        "start": _("Start"),
        "pause": _("Pause"),
        "go_on": _("Go on"),
        "next": _("Next exercise"),
        "finish": _("To the end of the session"),
        "voice_on": _("Voice is on."),
        "less_sets": _("Easier: {n} sets instead of {of}."),
        "less_reps": _("Easier: {n} repeats instead of {of}."),
        "less_minutes": _("Easier: {n} minutes instead of {of}."),
        "more_sets": _("Back to {n} sets."),
        "more_reps": _("Harder: {n} repeats in the last set instead of {of}."),
        "more_minutes": _("Back to {n} minutes."),
    }
