"""Every table; importing this package fills ``Base.metadata``."""

from __future__ import annotations

from planner.storage.base import Base
from planner.storage.rows.accounts import AccountPersonRow, AccountRow, RoleRow
from planner.storage.rows.addresses import SuspendedAddressRow
from planner.storage.rows.devices import DeviceRow
from planner.storage.rows.diaries import DayLogRow, SessionDiaryRow, WeekCheckInRow
from planner.storage.rows.health_records import BloodResultRow, OutcomeScoreRow, TreatmentMarkRow
from planner.storage.rows.outbox import OutboxRow
from planner.storage.rows.persons import ConsentRow, PersonRow
from planner.storage.rows.practitioners import (
    AccessLogRow,
    HandoutLinkRow,
    InvitationRow,
    OwnExerciseRow,
    PracticePersonRow,
    PracticeRow,
    PractitionerRow,
    TemplateRow,
)
from planner.storage.rows.rate_limits import RateLimitRow
from planner.storage.rows.reminders import ReminderRow
from planner.storage.rows.screenings import ScreeningRow
from planner.storage.rows.sign_in_links import SignInLinkRow
from planner.storage.rows.weeks import WeekRow

__all__ = [
    "AccessLogRow",
    "AccountPersonRow",
    "AccountRow",
    "Base",
    "BloodResultRow",
    "ConsentRow",
    "DayLogRow",
    "DeviceRow",
    "HandoutLinkRow",
    "InvitationRow",
    "OutboxRow",
    "OutcomeScoreRow",
    "OwnExerciseRow",
    "PersonRow",
    "PracticePersonRow",
    "PracticeRow",
    "PractitionerRow",
    "RateLimitRow",
    "ReminderRow",
    "RoleRow",
    "ScreeningRow",
    "SessionDiaryRow",
    "SignInLinkRow",
    "SuspendedAddressRow",
    "TemplateRow",
    "TreatmentMarkRow",
    "WeekCheckInRow",
    "WeekRow",
]
