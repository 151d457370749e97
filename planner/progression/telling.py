"""Words about the next week: one sentence for each thing that is different."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from planner.domain.exercise import Level
from planner.domain.person import Profile
from planner.domain.week import Message
from planner.progression.facts import SAFE_PAIN, WeekFacts
from planner.progression.gaps import BUILDING_UP, RET_07
from planner.progression.level import weeks_since_first
from planner.progression.replay import FIRST_WEEKS_OF_TREATMENT, Replayed, in_first_weeks_of_treatment
from planner.progression.symptoms import symptom_messages
from planner.progression.volume import Volume
from planner.progression.walks import more_walking, walked, walks_of

PAINKILLER_DAYS: Final = 10
FIRST_EIGHT_WEEKS: Final = timedelta(weeks=FIRST_WEEKS_OF_TREATMENT)
PATIENCE_WEEKS: Final = range(6, 9)
"""HELP-06: six to eight weeks."""
RETURNS: Final = {
    "RET-01": "Just carry on. There is no need to make up for a missed day.",
    "RET-02": "Ready when you are. This week repeats your last full one.",
    "RET-03": RET_07,
    "RET-04": f"{RET_07} We build it up again over two to three weeks.",
    "RET-05": "Ready when you are. After a long break we begin gently again.",
    "RET-06": f"{RET_07} Wait until you have felt well for one or two days.",
    "REG-03": "Your back needs a gentler week: easy days first, then step by step back to the usual amount.",
}
WAY_BACK: Final = "You are on the way back: a little more this week, the usual amount next week."
"""In the second week after a fever or a flare."""


@dataclass(frozen=True, slots=True)
class NextWeek:
    """What the messages are about."""

    weeks: Sequence[WeekFacts]
    profile: Profile
    start: date
    level: Level
    replayed: Replayed
    volume: Volume
    dropped_pace: bool

    @property
    def last(self) -> WeekFacts:
        return self.weeks[-1]


def _level(week: NextWeek) -> list[Message]:
    before = week.last.week.person.level
    if before is week.level or week.volume.back.restart:
        return []
    if before is Level.BEGINNER or week.level is Level.ADVANCED:
        text = f"Steady weeks are behind you: the exercises are now those of the {week.level.value} level."
        return [Message("PROG-06", text, ("A4",))]
    return [Message("PROG-06", f"For now the exercises are those of the {week.level.value} level.", ("A4",))]


def _staying(week: NextWeek) -> list[Message]:
    """PROG-05: one sentence for all reasons."""
    if not week.replayed.reasons or week.volume.factor < 1:
        return []
    first = week.replayed.reasons[0]
    reasons = "; ".join(dict.fromkeys(law.text for law in week.replayed.reasons))
    return [Message(first.rule, f"Nothing gets harder this week: {reasons}.", ("A16",))]


def _walking(week: NextWeek) -> list[Message]:
    """PROG-08: pace is what is left when days and minutes have reached their end."""
    now = walks_of(week.last)
    if week.replayed.reasons or week.volume.factor < 1 or now is None or not walked(week.last):
        return []
    if more_walking(now, week.level) is not None:
        return []
    text = "Your walks are long enough. If you like, walk a little faster for part of them."
    return [Message("PROG-08", text, ("A9",))]


def _treatment(week: NextWeek) -> list[Message]:
    b12, found = week.profile.b12, []
    if in_first_weeks_of_treatment(b12, week.start):
        text = "In the first eight weeks of B12 treatment at most one thing gets harder in a week."
        found.append(Message("FAT-07", text, ("A14",)))
    elif b12.started is not None and 0 <= (week.start - b12.started - FIRST_EIGHT_WEEKS).days < 7:
        text = "Eight weeks of B12 treatment are over. Add a new blood count if your clinic has one."
        found.append(Message("FAT-07", text, ("A2",)))
    return found


def _no_better(week: NextWeek) -> list[Message]:
    pains = [w.pain for w in week.weeks if w.pain is not None]
    if weeks_since_first(week.weeks, week.start) not in PATIENCE_WEEKS or len(pains) < 4:
        return []
    if fmean(pains[-2:]) < fmean(pains[:2]) or fmean(pains[-2:]) <= SAFE_PAIN:
        return []
    text = "Your back is no better yet. A physiotherapist or doctor can look at it with you."
    return [Message("HELP-06", text, ("A4",))]


def _painkillers(week: NextWeek) -> list[Message]:
    days = [w.check_in.painkiller_days or 0 for w in week.weeks[-2:] if w.check_in is not None]
    if sum(days) < PAINKILLER_DAYS:
        return []
    text = "You used painkillers on 10 or more of 14 days. Please speak with a pharmacist or doctor."
    return [Message("NSAID-08", text, ("A8",))]


def _safety(week: NextWeek) -> list[Message]:
    found = list(symptom_messages(week.last))
    fell = week.last.check_in is not None and week.last.check_in.falls is True
    if fell:
        text = "You had a fall: please ask your doctor for a bone and balance check."
        found.append(Message("HELP-07", text, ("A19",)))
    if fell or week.last.symptoms or week.volume.back.rescreen:
        found.append(Message("SCR-07", "Please answer the safety questions again before the first session."))
    return found


def messages_for(week: NextWeek) -> tuple[Message, ...]:
    """Everything to say about this week in particular, safety first."""
    found = _safety(week)
    back = week.volume.back.rule
    if back is not None:
        second = back in ("RET-06", "REG-03") and week.volume.back.factor == BUILDING_UP
        found.append(Message(back, WAY_BACK if second else RETURNS[back]))
    if week.volume.easy:
        text = "An easy week: the same exercises, fewer sets. Rest is when muscles grow."
        found.append(Message("REG-04", text, ("A16",)))
    if week.dropped_pace:
        text = "Last time left you more tired, and not yet rested next morning. So the next session is lighter."
        found.append(Message("FAT-09", text, ("A14",)))
    for part in (_level, _staying, _walking, _treatment, _no_better, _painkillers):
        found += part(week)
    return tuple(found)
