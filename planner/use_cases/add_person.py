"""Keep somebody from a profile file: the answers, the week and its letters."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from planner.domain.week import Stopped, Week
from planner.exchange.profile_file import read_profile
from planner.generator.outcome import NoWeekPossible, Planned
from planner.storage.unit_of_work import Storage
from planner.strict_yaml import Document, Mistake, Mode, read_mapping
from planner.use_cases.look_after import CONSENT_VERSION
from planner.use_cases.make_week import Content, make_week
from planner.use_cases.record_person import PersonEntry, Recorded, record_person, record_stop


@dataclass(frozen=True, slots=True)
class PersonAdded:
    recorded: Recorded
    week: Week


def add_person(
    storage: Storage, profile_file: Path, start: date, content: Content, now: datetime, message_domain: str
) -> PersonAdded | NoWeekPossible | Stopped | tuple[Mistake, ...]:
    """Keeps the person and queues the week's letters in one transaction; a stop is logged and keeps nobody new.

    Whoever runs the command answers for the consent (SCR-01): the person agreed to have the file kept.
    Raises StorageUnavailable; then nothing is kept.
    """
    profile = read_profile(profile_file, start, content.library)
    if isinstance(profile, tuple):
        return profile
    outcome = make_week(profile, content, start)
    match outcome:
        case Stopped():
            record_stop(storage, profile, outcome, now)
            return outcome
        case NoWeekPossible():
            return outcome
        case Planned(week):
            entry = PersonEntry(profile, _answers_as_json(profile_file), week, CONSENT_VERSION)
            return PersonAdded(record_person(storage, entry, now, message_domain), week)


def _answers_as_json(profile_file: Path) -> str:
    document = read_mapping(profile_file, Mode.ANSWERS)
    if not isinstance(document, Document):
        raise OSError(f"{profile_file} changed while it was read.")
    return json.dumps(document.value, default=str, ensure_ascii=False)
