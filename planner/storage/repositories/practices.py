"""Practices: whom they look after, who works there, and what they keep."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session, defer

from planner.domain.account import (
    AccessEntry,
    AccountId,
    HandoutLink,
    Invitation,
    KeptTemplate,
    OwnExercise,
    Practice,
    PracticeId,
    PracticeRole,
)
from planner.domain.kept import NamedPerson, PersonState
from planner.domain.person import PersonId
from planner.storage.rows import (
    AccessLogRow,
    HandoutLinkRow,
    InvitationRow,
    OwnExerciseRow,
    PersonRow,
    PracticePersonRow,
    PracticeRow,
    PractitionerRow,
    TemplateRow,
)


def token_hash(token: str) -> str:
    """What is kept of a secret link."""
    return hashlib.sha256(token.encode()).hexdigest()


class Practices:
    def __init__(self, session: Session) -> None:
        self._session = session

    # The practice

    def add(self, name: str) -> Practice:
        row = PracticeRow(name=name)
        self._session.add(row)
        self._session.flush()
        return _practice(row)

    def get(self, practice: PracticeId) -> Practice:
        return _practice(self._session.get_one(PracticeRow, practice))

    def change(self, practice: PracticeId, name: str, telephone: str) -> None:
        row = self._session.get_one(PracticeRow, practice)
        row.name, row.telephone = name, telephone
        self._session.flush()

    def change_logo(self, practice: PracticeId, logo: bytes | None, logo_type: str | None) -> None:
        row = self._session.get_one(PracticeRow, practice)
        row.logo, row.logo_type = logo, logo_type
        self._session.flush()

    # Its people

    def give_access(self, practice: PracticeId, person: PersonId, now: datetime) -> None:
        if self._session.get(PracticePersonRow, (practice, person)) is None:
            self._session.add(PracticePersonRow(practice_id=practice, person_id=person, since=now))
            self._session.flush()

    def end_access(self, practice: PracticeId, person: PersonId) -> None:
        row = self._session.get(PracticePersonRow, (practice, person))
        if row is not None:
            self._session.delete(row)
            self._session.flush()

    def may_see(self, practice: PracticeId, person: PersonId) -> bool:
        return self._session.get(PracticePersonRow, (practice, person)) is not None

    def works_for(self, account: AccountId, person: PersonId) -> bool:
        """Whether the account is at work in a practice that looks after the person."""
        found = select(PracticePersonRow.person_id).join(
            PractitionerRow, PractitionerRow.practice_id == PracticePersonRow.practice_id
        )
        mine = found.where(
            PracticePersonRow.person_id == person,
            PractitionerRow.account_id == account,
            PractitionerRow.removed_at.is_(None),
        )
        return self._session.scalar(mine.limit(1)) is not None

    def names(self, practice: PracticeId) -> tuple[NamedPerson, ...]:
        """Of the people it looks after, without their records."""
        rows = self._session.execute(
            select(PersonRow.id, PersonRow.name, PersonRow.state)
            .join(PracticePersonRow, PracticePersonRow.person_id == PersonRow.id)
            .where(PracticePersonRow.practice_id == practice)
            .order_by(PersonRow.id)
        )
        return tuple(NamedPerson(PersonId(number), name, PersonState(state)) for number, name, state in rows)

    def practices_of(self, person: PersonId) -> tuple[Practice, ...]:
        rows = self._session.scalars(
            select(PracticeRow)
            .join(PracticePersonRow, PracticePersonRow.practice_id == PracticeRow.id)
            .where(PracticePersonRow.person_id == person)
            .order_by(PracticeRow.id)
        )
        return tuple(_practice(row) for row in rows)

    # Invitations

    def invite(
        self, practice: PracticeId, email: str, role: PracticeRole, token: str, now: datetime, expires: datetime
    ) -> Invitation:
        row = InvitationRow(
            practice_id=practice,
            email=email,
            role=role.value,
            token_sha256=token_hash(token),
            created_at=now,
            expires_at=expires,
        )
        self._session.add(row)
        self._session.flush()
        return _invitation(row)

    def find_invitation(self, token: str) -> Invitation | None:
        row = self._session.scalar(select(InvitationRow).where(InvitationRow.token_sha256 == token_hash(token)))
        return None if row is None else _invitation(row)

    def use_invitation(self, invitation: int, now: datetime) -> None:
        self._session.get_one(InvitationRow, invitation).used_at = now
        self._session.flush()

    def invitations(self, practice: PracticeId) -> tuple[Invitation, ...]:
        rows = self._session.scalars(
            select(InvitationRow).where(InvitationRow.practice_id == practice).order_by(InvitationRow.id)
        )
        return tuple(_invitation(row) for row in rows)

    def take_back_invitation(self, practice: PracticeId, invitation: int) -> None:
        self._session.execute(
            delete(InvitationRow).where(InvitationRow.practice_id == practice, InvitationRow.id == invitation)
        )

    # Who looked

    def log_access(self, person: PersonId, account: AccountId | None, who: str, what: str, now: datetime) -> None:
        self._session.add(AccessLogRow(person_id=person, account_id=account, who=who, what=what, at=now))
        self._session.flush()

    def access_log(self, person: PersonId, limit: int = 200) -> tuple[AccessEntry, ...]:
        """Newest first."""
        rows = self._session.scalars(
            select(AccessLogRow)
            .where(AccessLogRow.person_id == person)
            .order_by(AccessLogRow.at.desc(), AccessLogRow.id.desc())
            .limit(limit)
        )
        return tuple(AccessEntry(row.at, row.who, row.what) for row in rows)

    # Links without an account

    def add_link(self, person: PersonId, token: str, made_by: str, now: datetime) -> HandoutLink:
        row = HandoutLinkRow(person_id=person, token_sha256=token_hash(token), made_by=made_by, created_at=now)
        self._session.add(row)
        self._session.flush()
        return _link(row)

    def find_link(self, token: str) -> HandoutLink | None:
        """A link that still opens."""
        row = self._session.scalar(
            select(HandoutLinkRow).where(
                HandoutLinkRow.token_sha256 == token_hash(token), HandoutLinkRow.revoked_at.is_(None)
            )
        )
        return None if row is None else _link(row)

    def links(self, person: PersonId) -> tuple[HandoutLink, ...]:
        rows = self._session.scalars(
            select(HandoutLinkRow).where(HandoutLinkRow.person_id == person).order_by(HandoutLinkRow.id)
        )
        return tuple(_link(row) for row in rows)

    def revoke_link(self, person: PersonId, link: int, now: datetime) -> None:
        row = self._session.get(HandoutLinkRow, link)
        if row is not None and row.person_id == person and row.revoked_at is None:
            row.revoked_at = now
            self._session.flush()

    # Templates

    def keep_template(
        self, account: AccountId, practice: PracticeId | None, name: str, kind: str, text: str, now: datetime
    ) -> KeptTemplate:
        """``practice`` None keeps it for its maker alone."""
        row = TemplateRow(account_id=account, practice_id=practice, name=name, kind=kind, text=text, created_at=now)
        self._session.add(row)
        self._session.flush()
        return _template(row)

    def templates(self, account: AccountId, practice: PracticeId | None) -> tuple[KeptTemplate, ...]:
        """The account's own and those of its practice, by name."""
        mine = TemplateRow.account_id == account
        rows = self._session.scalars(
            select(TemplateRow)
            .where(mine if practice is None else or_(mine, TemplateRow.practice_id == practice))
            .order_by(TemplateRow.name, TemplateRow.id)
        )
        return tuple(_template(row) for row in rows)

    def delete_template(self, account: AccountId, template: int) -> None:
        self._session.execute(delete(TemplateRow).where(TemplateRow.account_id == account, TemplateRow.id == template))

    # Exercises of their own

    def keep_exercise(
        self,
        account: AccountId,
        practice: PracticeId | None,
        exercise: str,
        *,
        state: str,
        text: str,
        licence: str,
        author: str,
        source: str,
        picture: bytes | None,
        picture_type: str | None,
        now: datetime,
    ) -> OwnExercise:
        """Kept again under the same id it is replaced."""
        row = self._session.scalar(
            select(OwnExerciseRow).where(OwnExerciseRow.account_id == account, OwnExerciseRow.exercise == exercise)
        )
        if row is None:
            row = OwnExerciseRow(account_id=account, exercise=exercise, created_at=now)
            self._session.add(row)
        row.practice_id, row.state, row.text = practice, state, text
        row.licence, row.author, row.source = licence, author, source
        row.picture, row.picture_type = picture, picture_type
        self._session.flush()
        return _own(row)

    def exercises(self, account: AccountId, practice: PracticeId | None) -> tuple[OwnExercise, ...]:
        """The account's own and those of its practice, by id."""
        mine = OwnExerciseRow.account_id == account
        rows = self._session.scalars(
            select(OwnExerciseRow)
            .where(mine if practice is None else or_(mine, OwnExerciseRow.practice_id == practice))
            .order_by(OwnExerciseRow.exercise, OwnExerciseRow.id)
        )
        return tuple(_own(row) for row in rows)

    def list_exercises(self, account: AccountId | None, practice: PracticeId | None) -> tuple[OwnExercise, ...]:
        """As ``exercises``, without the pictures, which are large; ``account`` None gives what the practice shares."""
        mine, shared = OwnExerciseRow.account_id == account, OwnExerciseRow.practice_id == practice
        wanted = shared if account is None else mine if practice is None else or_(mine, shared)
        rows = self._session.scalars(
            select(OwnExerciseRow)
            .where(wanted)
            .options(defer(OwnExerciseRow.picture))
            .order_by(OwnExerciseRow.exercise, OwnExerciseRow.id)
        )
        return tuple(_own(row, with_picture=False) for row in rows)

    def find_exercises(self, numbers: Collection[int]) -> tuple[OwnExercise, ...]:
        """Those of these row numbers that are there, whosever they are, with their pictures."""
        rows = self._session.scalars(
            select(OwnExerciseRow).where(OwnExerciseRow.id.in_(sorted(numbers))).order_by(OwnExerciseRow.id)
        )
        return tuple(_own(row) for row in rows)

    def delete_exercise(self, account: AccountId, exercise: int) -> None:
        self._session.execute(
            delete(OwnExerciseRow).where(OwnExerciseRow.account_id == account, OwnExerciseRow.id == exercise)
        )


def _practice(row: PracticeRow) -> Practice:
    return Practice(PracticeId(row.id), row.name, row.telephone, row.logo, row.logo_type)


def _invitation(row: InvitationRow) -> Invitation:
    return Invitation(
        row.id, PracticeId(row.practice_id), row.email, PracticeRole(row.role), row.expires_at, row.used_at
    )


def _link(row: HandoutLinkRow) -> HandoutLink:
    return HandoutLink(row.id, PersonId(row.person_id), row.made_by, row.created_at, row.revoked_at)


def _template(row: TemplateRow) -> KeptTemplate:
    practice = None if row.practice_id is None else PracticeId(row.practice_id)
    return KeptTemplate(row.id, AccountId(row.account_id), practice, row.name, row.kind, row.text, row.created_at)


def _own(row: OwnExerciseRow, *, with_picture: bool = True) -> OwnExercise:
    return OwnExercise(
        id=row.id,
        account=AccountId(row.account_id),
        practice=None if row.practice_id is None else PracticeId(row.practice_id),
        exercise=row.exercise,
        state=row.state,
        text=row.text,
        licence=row.licence,
        author=row.author,
        source=row.source,
        picture=row.picture if with_picture else None,
        picture_type=row.picture_type,
        created=row.created_at,
    )
