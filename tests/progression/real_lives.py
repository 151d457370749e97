"""A life of real weeks (``tests/generator/lives.py``) as ``rules_of_months.py`` looks at lives."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.diary import SessionDiary, WeekDiary
from planner.domain.library import Library
from planner.domain.person import Profile
from planner.domain.week import Week
from planner.progression.prescription import Prescription
from tests.generator.lives import Life


@dataclass
class RealLife:
    lived: Life

    @property
    def weeks(self) -> list[Week]:
        return self.lived.weeks

    @property
    def pages(self) -> list[SessionDiary]:
        return self.lived.pages

    @property
    def check_ins(self) -> list[WeekDiary]:
        return self.lived.check_ins

    @property
    def told(self) -> list[Prescription]:
        return [problem.prescription for problem in self.lived.problems]

    @property
    def library(self) -> Library:
        return self.lived.problems[0].library

    @property
    def person(self) -> Profile:
        return self.lived.character.profile
