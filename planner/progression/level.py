"""Which level a person is at: changed at a four-weekly review only (PROG-06), back to beginner after a long gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import fmean
from typing import Final

from planner.domain.diary import Diary
from planner.domain.exercise import Level
from planner.domain.person import Profile
from planner.domain.week import Week
from planner.progression.blocks import SHARE_OF_SESSIONS, reasons_to_stay
from planner.progression.facts import WeekFacts, read_weeks, trials_of, usual_pain
from planner.progression.gaps import coming_back

REVIEW_EVERY_WEEKS: Final = 4
STEADY_WEEKS: Final = 6
"""Section D: intermediate after so many weeks of steady sessions."""
QUIET_WEEKS: Final = 12
"""Section D: advanced after so many weeks without a stop rule."""
WORSE_BY: Final = 1.0
"""PROG-06: averages that rise by so much are not stable [D]."""
LEVEL_CAP_OF_BEGINNERS: Final = 2


def weeks_since_first(weeks: Sequence[WeekFacts], start: date) -> int:
    """Full weeks from the first planned week to ``start``; 0 without history."""
    return (start - weeks[0].week.start).days // 7 if weeks else 0


def is_review(weeks: Sequence[WeekFacts], start: date) -> bool:
    """The week begins with a four-weekly review."""
    since = weeks_since_first(weeks, start)
    return since > 0 and since % REVIEW_EVERY_WEEKS == 0


def _steady(week: WeekFacts) -> bool:
    """Done, and a training week: weeks of low energy (FAT-03) say nothing about a higher level [D]."""
    return bool(week.sessions) and week.share_done >= SHARE_OF_SESSIONS and not week.low_energy


def _quiet(week: WeekFacts, usual: int) -> bool:
    trials = [trial for session in week.sessions for trial in trials_of(session, usual)]
    return not week.symptoms and not week.low_energy and not any(trial.pain_too_high for trial in trials)


def _lighter(weeks: Sequence[WeekFacts], number: int, usual: int) -> bool:
    """Half or three quarters after a flare or a break say nothing about a higher level [D]."""
    return number > 0 and coming_back(weeks[:number], weeks[number].week.start, usual).factor < 1


def _stable(weeks: Sequence[WeekFacts]) -> bool:
    """Pain and tiredness of the last four weeks against the four before; nothing known is not stable [D]."""
    now, before = weeks[-REVIEW_EVERY_WEEKS:], weeks[-2 * REVIEW_EVERY_WEEKS : -REVIEW_EVERY_WEEKS]
    pains = [[w.pain for w in part if w.pain is not None] for part in (before, now)]
    tired = [[w.tiredness for w in part if w.tiredness is not None] for part in (before, now)]
    if not pains[1]:
        return False
    return all(not old or not new or fmean(new) < fmean(old) + WORSE_BY for old, new in (pains, tired))


def _raised(weeks: Sequence[WeekFacts], start: date, level: Level, profile: Profile) -> Level:
    """One level up at a review; like everything that gets harder, not after a week that says stay (PROG-05)."""
    if not is_review(weeks, start) or not _stable(weeks) or reasons_to_stay(weeks, profile):
        return level
    usual = usual_pain(profile)
    if any(_lighter(weeks, number, usual) for number in range(max(0, len(weeks) - REVIEW_EVERY_WEEKS), len(weeks))):
        return level
    steady = len(weeks) >= STEADY_WEEKS and all(_steady(week) for week in weeks[-STEADY_WEEKS:])
    quiet = len(weeks) >= QUIET_WEEKS and all(_quiet(week, usual) for week in weeks[-QUIET_WEEKS:])
    if level is Level.BEGINNER and steady:
        return Level.INTERMEDIATE
    # Twelve quiet weeks count from the start of this level's work, so the beginner's weeks may be among them.
    if level is Level.INTERMEDIATE and steady and quiet:
        return Level.ADVANCED
    return level


def level_after(weeks: Sequence[WeekFacts], profile: Profile, start: date) -> Level:
    """The level for the week of ``start``, from weeks that began before it; the profile's without history."""
    if not weeks:
        return profile.level
    if coming_back(weeks, start, usual_pain(profile)).restart:
        return Level.BEGINNER
    return _raised(weeks, start, weeks[-1].week.person.level, profile)


def level_for(history: Iterable[Week], diary: Diary, profile: Profile, start: date) -> Level:
    """The level that the history gives, before the level cap of screening.

    Screening filters by ``profile.level``; a caller with history puts this level there first
    (contract, "Level": the history overrides the profile).
    """
    return level_after(read_weeks(history, diary, start), profile, start)
