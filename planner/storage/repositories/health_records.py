"""Treatments, blood results and outcome measures of a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from planner.domain.health_record import (
    BloodResult,
    BloodTest,
    OutcomeScore,
    TreatmentMark,
    TreatmentState,
)
from planner.domain.person import PersonId
from planner.storage.rows import BloodResultRow, OutcomeScoreRow, TreatmentMarkRow


class HealthRecords:
    def __init__(self, session: Session) -> None:
        self._session = session

    def mark_treatment(self, person: PersonId, mark: TreatmentMark, now: datetime) -> None:
        """Marking a date again replaces the mark."""
        row = self._session.get(TreatmentMarkRow, (person, mark.due))
        if row is None:
            row = TreatmentMarkRow(person_id=person, due=mark.due)
            self._session.add(row)
        row.state, row.moved_to, row.noted_at = mark.state.value, mark.moved_to, now
        self._session.flush()

    def unmark_treatment(self, person: PersonId, due: date) -> None:
        self._session.execute(
            delete(TreatmentMarkRow).where(TreatmentMarkRow.person_id == person, TreatmentMarkRow.due == due)
        )

    def treatments(self, person: PersonId) -> tuple[TreatmentMark, ...]:
        """Every mark, by due date."""
        rows = self._session.scalars(
            select(TreatmentMarkRow).where(TreatmentMarkRow.person_id == person).order_by(TreatmentMarkRow.due)
        )
        return tuple(TreatmentMark(r.due, TreatmentState(r.state), r.moved_to, r.noted_at) for r in rows)

    def add_blood_result(
        self, person: PersonId, *, test: BloodTest, taken: date, value: float, unit: str, typed: str, now: datetime
    ) -> BloodResult:
        row = BloodResultRow(
            person_id=person, test=test.value, taken=taken, value=value, unit=unit, typed=typed, recorded_at=now
        )
        self._session.add(row)
        self._session.flush()
        return _result(row)

    def remove_blood_result(self, person: PersonId, result: int) -> None:
        self._session.execute(
            delete(BloodResultRow).where(BloodResultRow.person_id == person, BloodResultRow.id == result)
        )

    def blood_results(self, person: PersonId) -> tuple[BloodResult, ...]:
        """By the day the blood was taken."""
        rows = self._session.scalars(
            select(BloodResultRow)
            .where(BloodResultRow.person_id == person)
            .order_by(BloodResultRow.taken, BloodResultRow.id)
        )
        return tuple(_result(row) for row in rows)

    def add_outcome(
        self,
        person: PersonId,
        measure: str,
        day: date,
        score: float | None,
        answers: Mapping[str, Any],
        now: datetime,
    ) -> OutcomeScore:
        """A measure taken again on the same day replaces the earlier one."""
        row = self._session.scalar(
            select(OutcomeScoreRow).where(
                OutcomeScoreRow.person_id == person, OutcomeScoreRow.measure == measure, OutcomeScoreRow.day == day
            )
        )
        if row is None:
            row = OutcomeScoreRow(person_id=person, measure=measure, day=day)
            self._session.add(row)
        row.score, row.answers, row.recorded_at = score, dict(answers), now
        self._session.flush()
        return outcome_score(row)

    def outcomes(self, person: PersonId, measure: str | None = None) -> tuple[OutcomeScore, ...]:
        """By day; of one ``measure`` alone where it is given."""
        wanted = select(OutcomeScoreRow).where(OutcomeScoreRow.person_id == person)
        if measure is not None:
            wanted = wanted.where(OutcomeScoreRow.measure == measure)
        rows = self._session.scalars(wanted.order_by(OutcomeScoreRow.day, OutcomeScoreRow.id))
        return tuple(outcome_score(row) for row in rows)


def _result(row: BloodResultRow) -> BloodResult:
    return BloodResult(row.id, BloodTest(row.test), row.taken, row.value, row.unit, row.typed)


def outcome_score(row: OutcomeScoreRow) -> OutcomeScore:
    return OutcomeScore(row.id, row.measure, row.day, row.score, row.answers)
