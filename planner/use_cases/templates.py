"""What a clinician keeps to use again, a week or a handout: for themselves or for the whole practice."""

from __future__ import annotations

from datetime import datetime

from planner.domain.account import AccountId, KeptTemplate
from planner.storage.unit_of_work import Storage, UnitOfWork
from planner.use_cases.practice import practising_of


def keep_template(
    uow: UnitOfWork, account: AccountId, name: str, kind: str, text: str, shared: bool, now: datetime
) -> KeptTemplate | None:
    """Inside a transaction of the caller's, who commits. None for somebody who works in no practice."""
    me = practising_of(uow, account)
    if me is None:
        return None
    return uow.practices.keep_template(account, me.practice.id if shared else None, name, kind, text, now)


def kept_templates(storage: Storage, account: AccountId, kind: str) -> tuple[KeptTemplate, ...]:
    """The account's own and those of its practice, by name; none for somebody who works in none."""
    with storage.reading() as uow:
        me = practising_of(uow, account)
        found = () if me is None else uow.practices.templates(account, me.practice.id)
    return tuple(template for template in found if template.kind == kind)


def own_templates(storage: Storage, account: AccountId) -> tuple[KeptTemplate, ...]:
    """Of every kind, by name: those that the account may delete."""
    with storage.reading() as uow:
        return uow.practices.templates(account, None)


def drop_template(storage: Storage, account: AccountId, template: int) -> None:
    """Its maker's to delete; anybody else's request changes nothing."""
    with storage.writing() as uow:
        uow.practices.delete_template(account, template)
        uow.commit()
