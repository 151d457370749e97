"""Weeks as different as they may come, to measure pages by. Same seed, same week."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

from planner.domain.library import Library
from planner.domain.person import WEEKDAYS, Weekday
from planner.domain.week import BlockKind, Overridden, Week

from .a_week import Plan, a_week

KINDS = (BlockKind.WARM_UP, BlockKind.BALANCE, BlockKind.CORE, BlockKind.YOGA, BlockKind.STRETCH, BlockKind.BREATHING)


def a_random_week(library: Library, seed: int) -> Week:
    """Two to seven days of one to twelve exercises each, from a pool of three to thirty."""
    choose = random.Random(seed)
    pool = choose.sample(sorted(library.exercises), choose.randint(3, 30))
    days = choose.sample(WEEKDAYS, choose.randint(2, 7))
    plans: Mapping[Weekday, Plan] = {day: _plan(choose, pool) for day in WEEKDAYS if day in days}
    week = a_week(library, plans, choose.choice(("Jo", "Example person", "Łucja Kőműves-Żółćwolfeschlegelstein")))
    return _changed(week, choose) if choose.random() < 0.4 else week


def _plan(choose: random.Random, pool: list[str]) -> Plan:
    items = choose.sample(pool, min(len(pool), choose.randint(1, 12)))
    cuts = sorted(choose.sample(range(1, len(items) + 1), min(len(items), choose.randint(1, 3))))
    blocks = [items[a:b] for a, b in zip([0, *cuts], [*cuts, len(items)], strict=True)]
    kinds = choose.sample(KINDS, len(blocks))
    title = choose.choice(("Gentle core", "Steady feet, back work and neck and chest stretch", "Chair yoga"))
    parts = tuple((kind, None, tuple(block)) for kind, block in zip(kinds, blocks, strict=True) if block)
    return (f"{choose.randint(6, 20):02}:30", choose.choice((10, 20, 45)), title, parts)


def _changed(week: Week, choose: random.Random) -> Week:
    """Long words on some cards: an exercise that a clinician allowed, adaptations one after the other."""
    days = []
    for day in week.days:
        sessions = []
        for session in day.sessions:
            blocks = tuple(
                replace(
                    block,
                    items=tuple(
                        replace(
                            item,
                            adaptation_texts=("Kneel on a folded towel, or do the worktop version.",)
                            * choose.randint(0, 2),
                            overridden=Overridden("Supervised last week, it went well.", "physiotherapist")
                            if choose.random() < 0.2
                            else None,
                        )
                        for item in block.items
                    ),
                )
                for block in session.blocks
            )
            sessions.append(replace(session, blocks=blocks))
        days.append(replace(day, sessions=tuple(sessions)))
    return replace(week, days=tuple(days))
