"""Yes, no and not sure: how the answers files say them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from planner.domain.person import Answer
from planner.strict_yaml import KeyPath
from planner.strict_yaml.report import Report
from planner.strict_yaml.shapes import Choice, Shape, Text, refuse

NOT_SURE: Final = Answer.NOT_SURE.value
_BY_WORD: Final = {answer.value: answer for answer in Answer}


def answer_of(value: Any) -> Answer | None:
    """The answer a value stands for: yes, no, not sure (capitals and ``not_sure`` too), or true and false."""
    if type(value) is bool:
        return Answer.YES if value else Answer.NO
    if type(value) is not str:
        return None
    return _BY_WORD.get(value.strip().casefold().replace("_", " "))


@dataclass(frozen=True, slots=True)
class YesNoNotSure:
    wants: str = "yes, no or not sure"

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if answer_of(value) is None:
            refuse(self, value, at, report)

    def schema(self) -> dict[str, Any]:
        # Other YAML readers turn a bare yes or no into true or false.
        return {"enum": [*(a.value for a in Answer), True, False]}


@dataclass(frozen=True, slots=True)
class OrNotSure:
    """The shape, or the words "not sure" for all of it."""

    shape: Shape

    @property
    def wants(self) -> str:
        return f"{self.shape.wants}, or not sure"

    def check(self, value: Any, at: KeyPath, report: Report) -> None:
        if answer_of(value) is Answer.NOT_SURE:
            return
        if type(value) is str and not isinstance(self.shape, Choice | Text):
            refuse(self, value, at, report)
        else:
            self.shape.check(value, at, report)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.shape.schema(), {"const": NOT_SURE}]}
