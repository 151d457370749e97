"""The outbox and the settings in words, for the pages of the host."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.config import Config
from planner.domain.reminder import LetterState
from planner.web.forms.kinds import Words

STATE_WORDS: Final[dict[LetterState, Words]] = {
    LetterState.QUEUED: _l("waiting"),
    LetterState.LEASED: _l("being sent"),
    LetterState.SENT: _l("sent"),
    LetterState.FAILED: _l("failed"),
    LetterState.EXPIRED: _l("expired"),
    LetterState.CANCELLED: _l("taken back"),
}
END_WORDS: Final[dict[str, Words]] = {
    state.value: words for state, words in STATE_WORDS.items() if state is not LetterState.LEASED
}
"""What the list can be narrowed to."""
_SECRETS: Final = frozenset({"smtp_password"})
_PASSWORD: Final = re.compile(r"(://[^:/@\s]*:)[^@\s]*(@)")


@dataclass(frozen=True, slots=True)
class Setting:
    variable: str
    value: Words
    about: str


def settings_in_force(config: Config) -> tuple[Setting, ...]:
    """Every setting by its variable; of a secret only whether it is set."""
    return tuple(
        Setting(
            f"PLANNER_{field.name.upper()}", _shown(field.name, getattr(config, field.name)), field.metadata["help"]
        )
        for field in fields(config)
    )


def _shown(name: str, value: object) -> Words:
    text = str(value)
    if not text:
        return _("not set")
    return _("set, not shown") if name in _SECRETS else _PASSWORD.sub(r"\1***\2", text)
