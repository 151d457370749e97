"""Every setting of the program, from ``PLANNER_*`` variables; the only reader of the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal

MailSecurity = Literal["none", "starttls", "tls"]


class ConfigError(Exception):
    """A setting cannot be used; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Config:
    """One field a setting; the variable is the field's name in capitals after ``PLANNER_``."""

    data: Path = field(metadata={"help": "Folder for the database, the local mailbox and the secret key."})
    database_url: str = field(
        default="", metadata={"help": "SQLAlchemy address of the database. Empty: SQLite in the data folder."}
    )
    exercises: str = field(
        default="", metadata={"help": "Folder with exercises of your own, checked like the shipped ones."}
    )
    base_url: str = field(
        default="", metadata={"help": "Public address of the application, for links in letters and QR codes."}
    )
    smtp_host: str = field(
        default="", metadata={"help": "Mail server. Empty: every letter goes into the local mailbox."}
    )
    smtp_port: int = field(default=587, metadata={"help": "Port of the mail server."})
    smtp_security: MailSecurity = field(default="starttls", metadata={"help": "none, starttls or tls."})
    smtp_user: str = field(default="", metadata={"help": "User name at the mail server. Empty: no sign-in."})
    smtp_password: str = field(default="", metadata={"help": "Password at the mail server."})
    mail_from: str = field(default="planner@localhost", metadata={"help": "Sender address of every letter."})
    bounces: str = field(
        default="",
        metadata={
            "help": "Folder (Maildir) into which the mail server delivers what comes back. Set, every letter gets a "
            "return path of its own, like planner+b-17-…@…, which the mail server must take."
        },
    )

    @property
    def database(self) -> str:
        """The database address in force."""
        return self.database_url or f"sqlite:///{self.data / 'planner.sqlite3'}"

    @property
    def mailbox(self) -> Path:
        """Folder (Maildir) that takes the letters when no mail server is set."""
        return self.data / "mailbox"

    def secret_key(self) -> str:
        """The key that signs sessions; made once and kept in the data folder, readable by its owner only."""
        path = self.data / "secret-key"
        if not path.exists():
            self.data.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(secrets.token_hex(32))
        return path.read_text()


def _default_data_folder(environ: Mapping[str, str]) -> Path:
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout / "var"
    base = environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "backcare-planner"


def read_config(environ: Mapping[str, str] | None = None) -> Config:
    """The settings in force. Raises ConfigError for an unknown or unusable ``PLANNER_*`` variable."""
    source = os.environ if environ is None else environ
    known = {f"PLANNER_{f.name.upper()}": f.name for f in fields(Config)}
    given = {name: value for name, value in source.items() if name.startswith("PLANNER_")}
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise ConfigError(f"Unknown setting {unknown[0]}. The settings are {', '.join(sorted(known))}.")
    values: dict[str, object] = {known[name]: value for name, value in given.items()}
    values["data"] = Path(given["PLANNER_DATA"]) if given.get("PLANNER_DATA") else _default_data_folder(source)
    if "smtp_port" in values:
        if not str(values["smtp_port"]).isdigit():
            raise ConfigError("PLANNER_SMTP_PORT must be a number.")
        values["smtp_port"] = int(str(values["smtp_port"]))
    if values.get("smtp_security", "starttls") not in ("none", "starttls", "tls"):
        raise ConfigError("PLANNER_SMTP_SECURITY must be none, starttls or tls.")
    return Config(**values)  # type: ignore[arg-type]
