"""Union of all restrictions, and one exercise judged by it (SCR-06: EXCLUDE before ADAPT before ALLOW).

The verdict on an exercise depends on that exercise, the person and the tables, and on nothing else in the library.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from planner.domain.exercise import Category, Exercise, Level, Tag
from planner.domain.person import Override
from planner.domain.week import Caps, Overridden, Reason
from planner.screening.at_home import needs_floor, owns
from planner.screening.outcome import Adaptation, UsableExercise
from planner.screening.rules.rule import Restricted, Rule
from planner.screening.tables import AdaptationRow, Cell, Restriction, SafetyTables

NOT_OVERRIDABLE: Final = ("SAFE-02", "EQUIPMENT")
"""A practitioner admits what screening excluded; an unchecked exercise or a missing chair is another matter [D]."""
_PLACE: Final = {tag: place for place, tag in enumerate(Tag)}
HIGHEST_FORCED_TO_BEGINNER: Final = 2
"""Section D: a level cap of 2 or below makes a beginner."""


def lowest_caps(restrictions: Iterable[Restriction]) -> Caps:
    """The lowest value of each cap; None where nobody sets one."""
    caps = [r.caps for r in restrictions]
    return Caps(
        hold_seconds=_lowest(c.hold_seconds for c in caps),
        effort=_lowest(c.effort for c in caps),
        level=_lowest(c.level for c in caps),
        session_minutes=_lowest(c.session_minutes for c in caps),
    )


def _lowest(values: Iterable[int | None]) -> int | None:
    return min((value for value in values if value is not None), default=None)


def level_after_caps(level: Level, caps: Caps) -> Level:
    """Beginner where the level cap is 2 or less."""
    return Level.BEGINNER if caps.level is not None and caps.level <= HIGHEST_FORCED_TO_BEGINNER else level


def because(told_us: str, what: str) -> str:
    return f"Left out because you told us about {told_us}: {what}."


class Judge:
    """Judges exercises for one person, from columns of the matrix that are gathered once."""

    def __init__(self, restricted: Restricted, rules: Iterable[Rule]) -> None:
        self.restricted = restricted
        self.tables: SafetyTables = restricted.person.tables
        self.rules = tuple(rule for rule in rules if type(rule).refuse is not Rule.refuse)
        self.overrides = {o.exercise: o for o in _valid_overrides(restricted)}
        self._excluding = {tag: self._those_with(tag, Cell.EXCLUDE) for tag in Tag}
        self._adapting = {tag: self._those_with(tag, Cell.ADAPT) for tag in Tag}
        self._cues = tuple((r.code, cue) for r in restricted.restrictions for cue in r.cues)
        self._leave_out = tuple(
            (r, extra)
            for r in restricted.restrictions
            for extra in r.leave_out
            if not any(owns(restricted.person, thing) for thing in extra.unless_owned)
        )
        self._some_admit = any(r.admits for r in restricted.restrictions)
        self._row = {tag: self.tables.adaptation_for(tag) for tag in Tag}

    def judge(self, exercise: Exercise) -> UsableExercise | tuple[Reason, ...]:
        """The exercise with everything that is changed, or every reason to leave it out."""
        reasons = self._reasons(exercise)
        override = self.overrides.get(exercise.id)
        if not reasons:
            return self._usable(exercise, None)
        if override is None or not may_override(reasons):
            return reasons
        return self._usable(exercise, Overridden(override.reason, override.by))

    def replacing_rows(self, exercise: Exercise) -> tuple[AdaptationRow, ...]:
        """The adaptations that put another exercise in this one's place (AD-01, AD-03, AD-07, AD-10)."""
        rows = (self._row[tag] for tag in self._tags(exercise) if self._adapts(tag, exercise))
        return tuple(row for row in rows if row is not None and row.replaces)

    def _those_with(self, tag: Tag, cell: Cell) -> tuple[Restriction, ...]:
        return tuple(r for r in self.restricted.restrictions if r.cells.get(tag) is cell)

    def _tags(self, exercise: Exercise) -> tuple[Tag, ...]:
        """Tags in the order of the vocabulary; FLOOR only where no bed takes its place."""
        if not exercise.tags:
            return ()
        tags = sorted(exercise.tags, key=_PLACE.__getitem__)
        if Tag.FLOOR in exercise.tags and not needs_floor(exercise, self.restricted.person):
            tags.remove(Tag.FLOOR)
        return tuple(tags)

    def _excluded_by(self, tag: Tag, exercise: Exercise) -> tuple[Restriction, ...]:
        if not self._some_admit:
            return self._excluding[tag]
        return tuple(r for r in self._excluding[tag] if not {exercise.id, exercise.family} & r.admits)

    def _adapts(self, tag: Tag, exercise: Exercise) -> bool:
        return bool(self._adapting[tag]) and not self._excluded_by(tag, exercise)

    def _reasons(self, exercise: Exercise) -> tuple[Reason, ...]:
        reasons: list[Reason] = []
        for tag in self._tags(exercise):
            excluding = self._excluded_by(tag, exercise)
            words = self.tables.tag_words[tag]
            reasons.extend(Reason(f"{tag}/{r.code}", because(r.told_us, words)) for r in excluding)
            if not excluding and self._adapting[tag]:
                reasons.extend(self._does_not_fit(tag, words))
        reasons.extend(
            Reason(f"{extra.rule}/{r.code}", because(r.told_us, extra.text))
            for r, extra in self._leave_out
            if extra.scope.covers(exercise)
        )
        for rule in self.rules:
            reasons.extend(rule.refuse(exercise, self.restricted))
        return tuple(reasons)

    def _does_not_fit(self, tag: Tag, words: str) -> Iterable[Reason]:
        """C4: where no adaptation fits, the cell counts as E; a replacement leaves the original out too."""
        row = self._row[tag]
        if row is None:
            instead = ""
        elif row.replaces:
            instead = f" {row.words}"
        elif row.needs and not any(owns(self.restricted.person, thing) for thing in row.needs):
            instead = f" The version that would fit needs a {' or '.join(row.needs)}."
        else:
            return ()
        return tuple(Reason(f"{tag}/{r.code}", because(r.told_us, words) + instead) for r in self._adapting[tag])

    def _usable(self, exercise: Exercise, overridden: Overridden | None) -> UsableExercise:
        return UsableExercise(
            exercise=exercise,
            adaptations=self._adaptations(exercise),
            hold_cap_seconds=self._hold_cap(exercise),
            needs_floor=needs_floor(exercise, self.restricted.person),
            overridden=overridden,
            cues=tuple(Reason(code, cue.text) for code, cue in self._cues if cue.scope.covers(exercise)),
        )

    def _adaptations(self, exercise: Exercise) -> tuple[Adaptation, ...]:
        asked: dict[str, list[str]] = {}
        codes: dict[str, list[str]] = {}
        for tag in self._tags(exercise):
            row = self._row[tag]
            if row is None or row.replaces or not self._adapts(tag, exercise):
                continue
            for r in self._adapting[tag]:
                asked.setdefault(row.code, []).append(f"{tag}/{r.code}")
                codes.setdefault(row.code, []).append(r.code)
        return tuple(
            _adaptation(self.tables.adaptations[code], tuple(asked[code]), codes[code]) for code in sorted(asked)
        )

    def _hold_cap(self, exercise: Exercise) -> int | None:
        """Contract, "Caps": core, posture, balance and yoga poses of effort 4 or more; not rests and breathing."""
        cap, limits = self.restricted.caps.hold_seconds, self.tables.limits
        if cap is None or exercise.dose.minutes is not None:
            return None
        if exercise.category in limits.hold_cap_categories:
            return cap
        if exercise.category is not Category.YOGA:
            return None
        effort_cap = self.restricted.caps.effort
        effort = limits.yoga_effort[self.restricted.level]
        effort = effort if effort_cap is None else min(effort, effort_cap)
        return cap if effort >= limits.hold_cap_yoga_from_effort else None


def _adaptation(row: AdaptationRow, asked_by: tuple[str, ...], codes: list[str]) -> Adaptation:
    notes = [note for code, note in row.notes.items() if code in codes]
    return Adaptation(
        code=row.code,
        rules=asked_by,
        text=" ".join([row.words, *notes]),
        hold_seconds=row.hold_seconds,
        minutes=row.minutes,
        sets=row.sets,
        reps=row.reps,
    )


def may_override(reasons: Iterable[Reason]) -> bool:
    """Whether a clinician's reason brings in what was left out for these: not what is not at hand, or unchecked."""
    return not any(reason.rule in NOT_OVERRIDABLE for reason in reasons)


def _valid_overrides(restricted: Restricted) -> tuple[Override, ...]:
    """Overrides lapse with the clearance. A file that gives none is taken at its word (contract, "Clearance") [D]."""
    profile = restricted.person.profile
    lapsed = profile.clearance is not None and restricted.person.clearance is None
    return () if lapsed else profile.overrides
