"""Hands on a finished week: change one item, block, session or day, and leave the rest as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from planner.domain.week import Block, Day, Item, Session, Week

Change = Callable[[Item], Item]


def edit_day(week: Week, number: int, change: Callable[[Day], Day]) -> Week:
    days = list(week.days)
    days[number] = change(days[number])
    return replace(week, days=tuple(days))


def edit_session(week: Week, change: Callable[[Session], Session], *, which: int = 0) -> Week:
    """Changes the ``which``-th session of the week."""
    number, place = [(n, p) for n, day in enumerate(week.days) for p in range(len(day.sessions))][which]

    def on_day(day: Day) -> Day:
        sessions = list(day.sessions)
        sessions[place] = change(sessions[place])
        return replace(day, sessions=tuple(sessions))

    return edit_day(week, number, on_day)


def edit_blocks(week: Week, change: Callable[[tuple[Block, ...]], tuple[Block, ...]], *, which: int = 0) -> Week:
    return edit_session(week, lambda session: replace(session, blocks=change(session.blocks)), which=which)


def edit_item(week: Week, change: Change, *, matching: Callable[[Item], bool] = lambda item: True) -> Week:
    """Changes the first item of the week that matches."""
    for which, (_, session) in enumerate(week.sessions):
        for b, block in enumerate(session.blocks):
            for n, item in enumerate(block.items):
                if matching(item):
                    items = (*block.items[:n], change(item), *block.items[n + 1 :])
                    blocks = (*session.blocks[:b], replace(block, items=items), *session.blocks[b + 1 :])
                    return edit_session(week, lambda s, new=blocks: replace(s, blocks=new), which=which)
    raise AssertionError("no item matches")
