"""Blocks of single exercises that fill gaps no routine covers: warm-up, steadiness, daily back work, breathing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from planner.domain.exercise import Exercise, ExerciseId, FamilyId, Level
from planner.domain.week import BlockKind, Item
from planner.generator.fitting import WARM_UP_EFFORT, Fitter
from planner.generator.pieces import LYING, Piece, is_extensor

CORE_FAMILIES: Final = ("backext", "deadbug", "birddog", "scapula", "sideplank", "chintuck", "plank", "bridge",
                        "postureset", "wallslide", "row", "squat", "hinge", "hipabd", "break")  # fmt: skip
BALANCE_FAMILIES: Final = ("stance", "oneleg", "raise", "shift", "walkbal", "seatbal")
STRETCH_FAMILIES: Final = ("hipflexor", "hamstring", "calf", "pec", "piriformis", "adductor", "quad", "lat")
AEROBIC_FAMILIES: Final = ("cycle", "marchaero", "seataero", "walk")
SEATED_WARM_UP: Final = ("seated-march", "cat-camel-seated", "shoulder-roll", "pelvic-tilt-seated", "ankle-pump",
                         "seated-turn", "seated-rib-breath", "ankle-circle")  # fmt: skip
STANDING_WARM_UP: Final = ("march-support", "cat-camel-worktop", "shoulder-roll", "pelvic-tilt-standing", "hip-circle",
                           "step-touch", "arm-circle", "walk-break", "cat-camel-seated", "pelvic-tilt-seated",
                           "ankle-pump")  # fmt: skip
LYING_WARM_UP: Final = ("pelvic-tilt-supine", "knee-roll", "diaphragm-breath", "cat-camel")
WARM_UP_POOLS: Final = {"seated": SEATED_WARM_UP, "standing": STANDING_WARM_UP, "lying": LYING_WARM_UP}
"""In the order in which they are taken, so that the week's sessions start alike."""
LONGEST_WARM_UP_SECONDS: Final = 300
LONG_WARM_UP_SECONDS: Final = 180
ITEMS_OF_A_WARM_UP: Final = 3
WARM_UP_MINUTES: Final = (2.0, 3.0, 1.0)
"""How long a timed exercise of the warm-up may take, the usual length first."""
BREATH_ORDER: Final = ("long-exhale-breath", "diaphragm-breath", "three-part-breath", "seated-rib-breath")
"""One order for all sessions, so that they end alike."""
BREATH_MINUTES: Final = (2.0, 3.0, 4.0, 5.0)
"""DOSE-11: 2 to 5 minutes."""
ENTRY_LEVEL: Final = {Level.BEGINNER: 1, Level.INTERMEDIATE: 2, Level.ADVANCED: 3}


class WarmUps(NamedTuple):
    """The same warm-ups in two orders."""

    best_first: Sequence[Piece]
    longest_first: Sequence[Piece]


class Singles:
    """Blocks of single exercises for one problem; made once."""

    def __init__(self, fitter: Fitter) -> None:
        self.fitter = fitter
        self.problem = fitter.problem
        self.core = self._sized(BlockKind.CORE, self._one_of_each(CORE_FAMILIES, strength=False), (1, 2, 4))
        self.balance = self._sized(BlockKind.BALANCE, self._one_of_each(BALANCE_FAMILIES), (1, 2, 3, 5))
        self.stretch = self._sized(BlockKind.STRETCH, self._one_of_each(STRETCH_FAMILIES), (1, 2, 3, 4, 6))
        self.aerobic = tuple(
            fitter.block(BlockKind.AEROBIC, f"aerobic:{e.id}", [fitter.item(e.id, "for the heart and lungs")])
            for e in self._one_of_each(AEROBIC_FAMILIES)
        )
        self.breathing = self._breathing(BREATH_ORDER)
        self.extensors = self._extensors()
        exercises, pools = self.problem.library.exercises, WARM_UP_POOLS.values()
        self._warm_up_pool = [exercises[e] for pool in pools for e in map(ExerciseId, pool) if e in exercises]
        self._warm_up_families = frozenset(exercise.family for exercise in self._warm_up_pool)
        self._beside: dict[frozenset[FamilyId], WarmUps] = {}
        self._warm_ups: dict[tuple[str, frozenset[ExerciseId]], tuple[Piece, ...]] = {}
        self._blocks: dict[tuple[object, ...], Piece] = {}

    def _pick(self, family: str, *, strength: bool) -> Exercise | None:
        """The step of a family to start from: the hardest one no harder than the level's entry, else the easiest."""
        steps = [
            exercise
            for exercise in self.problem.library.family(FamilyId(family))
            if self.problem.may_use(exercise.id) and (strength or not exercise.is_strength)
        ]
        entry = ENTRY_LEVEL[self.problem.level]
        fitting = [e for e in steps if e.level <= entry]
        return fitting[-1] if fitting else (steps[0] if steps else None)

    def _one_of_each(self, families: Sequence[str], *, strength: bool = True) -> list[Exercise]:
        found = [self._pick(family, strength=strength) for family in families]
        return [exercise for exercise in found if exercise is not None]

    def _sized(self, kind: BlockKind, exercises: list[Exercise], sizes: tuple[int, ...]) -> tuple[Piece, ...]:
        part = {
            BlockKind.CORE: "a small core block",
            BlockKind.BALANCE: "your balance work",
            BlockKind.STRETCH: "a short stretch",
        }[kind]
        blocks = []
        for size in sizes:
            if size <= len(exercises):
                chosen = sorted(exercises[:size], key=lambda e: self.problem.usable[e.id].needs_floor)
                items = [self.fitter.item(e.id, part, one_set=True) for e in chosen]
                blocks.append(self.fitter.block(kind, f"{kind.value}:singles", items))
        if len(exercises) > 1:
            alone = [
                self.fitter.block(kind, f"{kind.value}:singles", [self.fitter.item(e.id, part)]) for e in exercises
            ]
            blocks.append(min(alone, key=lambda piece: piece.seconds))
        return tuple(blocks)

    def _extensors(self) -> tuple[Item, ...]:
        """OP and VF: daily back-extensor work (AMB-01, DOSE-04), off the floor first, one lying and one upright.

        The first is the one for sessions without a core block: the one that the routines hold most often.
        """
        found = [
            u.exercise
            for u in self.problem.usable.values()
            if is_extensor(u.exercise) and self.problem.may_use(u.exercise.id)
        ]
        entry = ENTRY_LEVEL[self.problem.level]
        known = self._times_in_routines()
        found.sort(key=lambda e: (e.level > entry, self.problem.usable[e.id].needs_floor, -known[e.id], e.step, e.id))
        lying = [e for e in found if e.position.value in LYING]
        upright = [e for e in found if e.position.value not in LYING]
        lies = "VF" in self.problem.passed.conditions or (found and found[0] in lying)  # SAFE-09
        first = (lying, upright) if lies else (upright, lying)
        return tuple(self.fitter.item(group[0].id, "your daily back work") for group in first if group)

    def _breathing(self, order: Sequence[str]) -> tuple[tuple[Piece, ...], ...]:
        """For each exercise the block in rising length."""
        found = []
        for name in order:
            exercise_id = ExerciseId(name)
            if self.problem.may_use(exercise_id):
                found.append(
                    tuple(
                        self.fitter.block(
                            BlockKind.BREATHING,
                            f"breathing:{name}",
                            [self.fitter.item(exercise_id, "a calm end to the session", minutes=minutes)],
                        )
                        for minutes in BREATH_MINUTES
                    )
                )
        return tuple(found)

    def _times_in_routines(self) -> Counter[ExerciseId]:
        """How many routines hold each exercise: what many routines ask for is met again soonest."""
        return Counter(e for routine in self.problem.library.routines.values() for e in routine.items)

    def warm_ups_beside(self, pieces: Sequence[Piece]) -> WarmUps:
        """All warm-ups without the families of these pieces, one style for the whole week in front.

        Cat-camel at the worktop and again on all fours is one too many.
        """
        seen: frozenset[FamilyId] = frozenset()
        for piece in pieces:
            if not piece.families.isdisjoint(self._warm_up_families):
                seen |= piece.families & self._warm_up_families
        if seen not in self._beside:
            without = frozenset(exercise.id for exercise in self._warm_up_pool if exercise.family in seen)
            # ORT, ANA: not straight onto the feet.
            lying_first = not {"ORT", "ANA"}.isdisjoint(self.problem.passed.conditions)
            styles = ("seated", "lying", "standing") if lying_first else ("standing", "seated", "lying")
            best_first = [piece for style in styles for piece in self.warm_ups(style, without)]
            longest_first = sorted(best_first, key=lambda piece: -piece.seconds)
            self._beside[seen] = WarmUps(self._familiar_first(best_first), self._familiar_first(longest_first))
        return self._beside[seen]

    def _familiar_first(self, warm_ups: list[Piece]) -> list[Piece]:
        """REG-04: an easy week starts its sessions with what the week before had."""
        same = self.problem.prescription.same_exercises
        return sorted(warm_ups, key=lambda piece: len(piece.exercises - same)) if same else warm_ups

    def warm_ups(self, style: str, without: frozenset[ExerciseId] = frozenset()) -> tuple[Piece, ...]:
        """Warm-ups of one style from about one to five minutes, those of two exercises and the usual length first.

        Exercises come in the pool's order, so that a longer one holds the shorter one; ``without`` leaves some out.
        """
        pool = [ExerciseId(e) for e in WARM_UP_POOLS[style]]
        key = (style, without.intersection(pool))
        if key not in self._warm_ups:
            usable = [e for e in pool if e not in without and self.problem.may_use(e)]
            found = [piece for minutes in WARM_UP_MINUTES for piece in self._growing(style, usable, minutes)]
            self._warm_ups[key] = tuple(sorted(found, key=_far_from_two))
        return self._warm_ups[key]

    def _growing(self, style: str, order: Sequence[ExerciseId], minutes: float) -> Iterator[Piece]:
        items: list[Item] = []
        families: set[str] = set()
        for exercise_id in order:
            exercise = self.problem.usable[exercise_id].exercise
            if exercise.family in families:
                continue
            families.add(exercise.family)
            long = minutes if exercise_id != "walk-break" else 1.0
            items.append(
                self.fitter.item(exercise_id, "warms you up", one_set=True, minutes=long, most_effort=WARM_UP_EFFORT)
            )
            piece = self._warm_up(style, items)
            if piece.seconds > LONGEST_WARM_UP_SECONDS:
                return
            yield piece
            if len(items) >= ITEMS_OF_A_WARM_UP and piece.seconds >= LONG_WARM_UP_SECONDS:
                return

    def _warm_up(self, style: str, items: Sequence[Item]) -> Piece:
        """Made once: warm-ups that leave out other exercises are often alike in what they hold."""
        key = (style, *map(id, items))
        if key not in self._blocks:
            self._blocks[key] = self.fitter.block(BlockKind.WARM_UP, f"warm-up:{style}", items)
        return self._blocks[key]


def _far_from_two(warm_up: Piece) -> int:
    """One exercise for the circulation and one for the back make a warm-up."""
    return abs(len(warm_up.block.items) - 2)
