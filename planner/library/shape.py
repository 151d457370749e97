"""The shape of an exercise file and of a routine file, with the words of the vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from planner.domain.exercise import Category, Dose, Level, Position, Tag
from planner.domain.routine import RoutineKind
from planner.library.vocabulary import Vocabulary
from planner.strict_yaml import KeyPath, did_you_mean
from planner.strict_yaml.report import Report
from planner.strict_yaml.shapes import AnyRecord, Choice, Field, ListOf, Record, Text, Whole, WholeChoice, refuse

ID: Final = Text('an id such as "bird-dog"', pattern="[a-z0-9]+(?:-[a-z0-9]+)*", longest=60)
_DOSE_PATTERN: Final = (
    r"(?P<sets>[1-9])x(?P<reps>[1-9][0-9]?(?:-[1-9][0-9]?)*)(?:@(?P<hold>[1-9][0-9]{0,2})s)?"
    r"|(?P<minutes>[1-9][0-9]?(?:\.5)?)min"
)
_LINE = Text(longest=300)
_WORDS = Text(longest=600, lines=True)


def dose_of(text: str) -> Dose | None:
    """``2x8``, ``3x4@8s``, ``3x6-4-2@8s`` (falling sets) or ``5min``; None where it is none of these."""
    match = re.fullmatch(_DOSE_PATTERN, text)
    if match is None:
        return None
    if match["minutes"]:
        return Dose(1, None, None, float(match["minutes"]))
    sets, reps = int(match["sets"]), tuple(int(r) for r in match["reps"].split("-"))
    if len(reps) not in (1, sets):
        return None
    return Dose(sets, reps if len(reps) > 1 else reps[0], int(match["hold"]) if match["hold"] else None)


@dataclass(frozen=True, slots=True)
class DoseText:
    wants: str = 'a dose such as "2x8", "3x4@8s", "3x6-4-2@8s" or "5min"'

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if type(value) is not str or dose_of(value) is None:
            refuse(self, value, at, report)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^(?:" + re.sub(r"\?P<[a-z]+>", "?:", _DOSE_PATTERN) + ")$"}


@dataclass(frozen=True, slots=True)
class EquipmentGroup:
    """Words of the vocabulary joined by " or ": one of them is needed."""

    words: tuple[str, ...]
    wants: str = 'equipment such as "mat or bed"'

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if type(value) is not str:
            refuse(self, value, at, report)
            return
        for word in value.split(" or "):
            if word not in self.words:
                report.add(at, f'"{word}" is not known equipment.{did_you_mean(word, self.words)}')

    def schema(self) -> dict[str, Any]:
        word = "|".join(re.escape(w).replace(r"\ ", " ") for w in self.words)
        return {"type": "string", "pattern": f"^(?:{word})(?: or (?:{word}))*$"}


def exercise_shape(vocabulary: Vocabulary, *, tags_required: bool = True) -> Record:
    """``tags_required`` is for the program's own library; elsewhere missing tags mean "never selected" (SAFE-02)."""
    return Record(
        {
            "id": Field(ID, required=True, about="The file's name without .yaml."),
            "name": Field(Text(longest=80), required=True),
            "other_names": Field(ListOf(Text(longest=80), unique=True)),
            "sanskrit": Field(Text(longest=80)),
            "category": Field(Choice(tuple(c.value for c in Category)), required=True, about="The folder's name."),
            "position": Field(Choice(tuple(p.value for p in Position)), required=True),
            "targets": Field(
                ListOf(Choice(tuple(vocabulary.muscles), "muscle or target"), least=1, unique=True), required=True
            ),
            "regions": Field(ListOf(Choice(tuple(vocabulary.regions), "region"), least=1, unique=True), required=True),
            "tags": Field(
                ListOf(Choice(tuple(t.value for t in Tag), "movement tag"), unique=True),
                required=tags_required,
                about="Movement tags; [] says that they were checked and there are none.",
            ),
            "equipment": Field(
                ListOf(EquipmentGroup(tuple(vocabulary.equipment)), unique=True),
                required=True,
                about='Each entry is needed; alternatives are joined by " or ".',
            ),
            "level": Field(Whole(1, 5), required=True, about="1 is lying, seated or fully supported; 5 is advanced."),
            "family": Field(ID, required=True),
            "step": Field(Whole(0, 99), required=True, about="0 or 1 is the easiest of the family."),
            "dose": Field(DoseText(), required=True, about="Per side where sides is 2."),
            "sides": Field(WholeChoice((1, 2)), required=True),
            "dose_row": Field(Choice(tuple(f"DOSE-{n:02d}" for n in range(1, 13))), required=True),
            "setup": Field(_WORDS, required=True, about="How to begin."),
            "steps": Field(ListOf(_WORDS, least=3, most=6), required=True),
            "breathing": Field(_WORDS, required=True, about="A cue for normal breathing (SAFE-04)."),
            "feel": Field(_WORDS, required=True, about="Where you should feel it."),
            "mistakes": Field(ListOf(_LINE, least=1, most=8), required=True),
            "stop_if": Field(ListOf(_LINE, least=1, most=8), required=True),
            "evidence": Field(
                ListOf(Text("a source or rule id such as S34", pattern="[A-Z][A-Za-z0-9-]*", longest=20), unique=True),
                required=True,
            ),
            "figure": Field(AnyRecord(), about="The drawing; see exercises/README.md."),
            "picture": Field(
                Text("a picture such as pictures/bird-dog.png", pattern=r"pictures/[a-z0-9]+(?:-[a-z0-9]+)*\.png"),
                about="In the place of a drawing, beside the folders of a library of one's own.",
            ),
            "author": Field(Text(longest=200), about="Who made it, where it is not the program's own."),
            "licence": Field(Text(longest=200)),
            "source": Field(Text(longest=200)),
        },
        title="Exercise",
        about="One exercise of the library.",
    )


ROUTINE: Final = Record(
    {
        "id": Field(ID, required=True, about="The file's name without .yaml."),
        "name": Field(Text(longest=80), required=True),
        "kind": Field(Choice(tuple(k.value for k in RoutineKind)), required=True),
        "level": Field(Choice(tuple(level.value for level in Level)), required=True),
        "minutes": Field(Whole(1, 60, "minutes"), required=True),
        "sets": Field(WholeChoice((0, 1)), required=True, about="0: the usual dose; 1: one set of each."),
        "purpose": Field(Text(longest=200), required=True),
        "items": Field(ListOf(ID, least=1, most=20), required=True, about="Exercise ids in order."),
    },
    title="Routine",
    about="Exercises in order with one purpose.",
)
