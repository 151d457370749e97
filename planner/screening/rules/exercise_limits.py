"""Limits that an exercise meets one by one: tags, level, equipment, floor, standing and walking."""

from __future__ import annotations

from planner.domain.exercise import Exercise, Tag
from planner.domain.week import Reason
from planner.screening.answers import counts_as_able
from planner.screening.at_home import missing_equipment, needs_floor
from planner.screening.rules.rule import Restricted, Rule


class AnExerciseWithoutTagsIsNeverSelected(Rule):
    """SAFE-02: a missing tags field means that nobody has looked."""

    ids = ("SAFE-02",)

    def refuse(self, exercise: Exercise, restricted: Restricted) -> tuple[Reason, ...]:  # noqa: ARG002
        if exercise.tags is not None:
            return ()
        return (Reason("SAFE-02", "Left out because nobody has checked yet whom it suits."),)


class AnExerciseIsNoHarderThanTheLevelAllows(Rule):
    """Section D: beginner 1-2, intermediate 1-3, advanced 1-5, and every level cap."""

    ids = ("LEVEL",)

    def refuse(self, exercise: Exercise, restricted: Restricted) -> tuple[Reason, ...]:
        reasons = [
            Reason(
                f"LEVEL/{r.code}",
                f"Left out because you told us about {r.told_us}: "
                f"it is a step of level {exercise.level}, and yours go up to {r.caps.level} for now.",
            )
            for r in restricted.restrictions
            if r.caps.level is not None and exercise.level > r.caps.level
        ]
        level = restricted.person.profile.level
        if exercise.level > level.highest_exercise_level:
            reasons.append(
                Reason(
                    f"LEVEL/{level.value}",
                    f"Left out for now: it is a step of level {exercise.level}, "
                    f"and the {level.value} level goes up to {level.highest_exercise_level}.",
                )
            )
        return tuple(reasons)


class AnExerciseNeedsItsEquipment(Rule):
    """Q-09: every home has shoes, a towel, a doorway and a stair rail; everything else must be listed."""

    ids = ("Q-09",)

    def refuse(self, exercise: Exercise, restricted: Restricted) -> tuple[Reason, ...]:
        missing = missing_equipment(exercise, restricted.person)
        if not missing:
            return ()
        things = ", and ".join(" or ".join(sorted(group)) for group in missing)
        return (Reason("EQUIPMENT", f"Left out because it needs something that is not on your list: {things}."),)


class TheFloorIsForPeopleWhoCanGetUpAgain(Rule):
    """Q-07: without help, down and up; a bed waives it for exercises that offer one."""

    ids = ("Q-07",)

    def refuse(self, exercise: Exercise, restricted: Restricted) -> tuple[Reason, ...]:
        if counts_as_able(restricted.person.profile.floor) or not needs_floor(exercise, restricted.person):
            return ()
        return (Reason("Q-07", "Left out because getting down to the floor and up again is hard for you."),)


class LongStandingAndLongWalksNeedTenMinutesOnTheFeet(Rule):
    """Q-08: no to standing or to walking excludes STAND_LONG, and walking starts with the five-minute walk."""

    ids = ("Q-08",)

    def refuse(self, exercise: Exercise, restricted: Restricted) -> tuple[Reason, ...]:
        profile, limits = restricted.person.profile, restricted.person.tables.limits
        if counts_as_able(profile.stand_10_minutes) and counts_as_able(profile.walk_10_minutes):
            return ()
        long_walk = exercise.family in limits.short_walk_families and exercise.step > limits.short_walk_highest_step
        if not long_walk and not exercise.has(Tag.STAND_LONG):
            return ()
        return (Reason("Q-08", "Left out because ten minutes on your feet are too much for now."),)
