"""Flask-Security on our own account rows. It keeps the session; links, limits and letters are ours."""

from __future__ import annotations

from typing import Any, Final, cast

from flask import Flask, redirect, request, session, url_for
from flask_security import RoleMixin, Security, UserDatastore, UserMixin, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from planner.domain.account import Account, AccountId
from planner.use_cases.sign_in import SignedIn, find_signed_in, is_host
from planner.web.services import Services

DEVICE: Final = "device"
"""Where the session keeps the secret of this browser."""


class Visitor(UserMixin):
    """An account as Flask-Security wants to see it. It never learns a password: there are none."""

    fs_uniquifier: str = ""

    def __init__(self, account: Account, key: str) -> None:
        self.id = account.id
        self.email = account.email
        self.active = account.active
        self.fs_uniquifier = key
        self.roles: list[Any] = []
        self.account = account


class AccountDatastore(UserDatastore):
    """Finds accounts by the key in the session and writes nothing."""

    def __init__(self, services: Services) -> None:
        super().__init__(Visitor, RoleMixin)
        self._services = services

    def find_user(self, case_insensitive: bool = False, **kwargs: Any) -> Visitor | None:
        del case_insensitive
        key = kwargs.get("fs_uniquifier")
        device = session.get(DEVICE, "")
        if key is None or not device:
            return None
        account = find_signed_in(self._services.storage, str(key), device, self._services.now())
        return None if account is None else Visitor(account, str(key))

    def commit(self) -> None:
        """Nothing to keep."""

    def put(self, model: Any) -> Any:
        return model


def init_accounts(app: Flask, services: Services) -> None:
    app.config.update(
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_SALT=app.secret_key,
        SECURITY_API_ENABLED_METHODS=["session"],
        SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False},
        SECURITY_FLASH_MESSAGES=False,
    )
    security = Security(app, AccountDatastore(services), register_blueprint=False)
    security.unauthn_handler(lambda *_args, **_kwargs: ask_to_sign_in())


def ask_to_sign_in() -> Response:
    """To the sign-in page; a page that was only looked at is remembered for afterwards."""
    onward = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("sign_in.ask", next=onward), 303)


def start_session(signed_in: SignedIn) -> None:
    session[DEVICE] = signed_in.device
    login_user(Visitor(signed_in.account, signed_in.key), remember=False, authn_via=["email"])


def end_session() -> None:
    logout_user()
    session.clear()


def this_device() -> str:
    """The secret of the browser that asks."""
    return str(session.get(DEVICE, ""))


def visitor() -> Account | None:
    """Who is signed in."""
    return cast(Visitor, current_user).account if current_user.is_authenticated else None


def account_id() -> AccountId:
    """The account on a page that nobody sees without signing in."""
    account = visitor()
    assert account is not None
    return account.id


def visitor_is_host() -> bool:
    account = visitor()
    return account is not None and is_host(account)
