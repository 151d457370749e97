"""A broken environment, said in one plain sentence. What a person can cause is a value in a return type instead."""

from __future__ import annotations

from enum import StrEnum


class StorageFault(StrEnum):
    """What is the matter with the database."""

    LOCKED = "locked"
    READ_ONLY = "read-only"
    NEWER = "newer"
    OLDER = "older"
    UNREACHABLE = "unreachable"
    DAMAGED = "damaged"
    FULL = "full"
    ADDRESS = "address"


class StorageUnavailable(Exception):
    """The database cannot be used now; nothing was written. ``str()`` is one sentence for a person."""

    def __init__(self, fault: StorageFault, sentence: str) -> None:
        super().__init__(sentence)
        self.fault = fault
