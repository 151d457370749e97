"""Builds the web application."""

from __future__ import annotations

from flask import Flask
from jinja2 import StrictUndefined

from planner.resources import data_folder
from planner.use_cases.sign_in import SESSION_LIFE
from planner.web import page
from planner.web.compression import init_compression
from planner.web.errors import init_errors
from planner.web.forms.intake import Intake
from planner.web.language import init_language
from planner.web.navigation import init_navigation
from planner.web.pages import register_pages
from planner.web.pictures import init_pictures
from planner.web.practising import init_practising
from planner.web.security.access import init_access
from planner.web.security.accounts import init_accounts
from planner.web.security.forgery import csrf
from planner.web.security.headers import init_headers
from planner.web.security.hosts import init_hosts
from planner.web.security.uploads import init_uploads
from planner.web.services import Services

_LARGEST_FORM = 64 * 1024


def create_app(services: Services) -> Flask:
    """The application on ``services``. Nothing is read from the environment."""
    app = Flask("planner.web", template_folder=str(data_folder("templates")), static_folder=None)
    behind_https = services.config.base_url.startswith("https://")
    app.config.update(
        SECRET_KEY=services.config.secret_key(),
        SESSION_COOKIE_NAME="__Host-planner" if behind_https else "planner",
        SESSION_COOKIE_SECURE=behind_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=SESSION_LIFE,
        MAX_CONTENT_LENGTH=_LARGEST_FORM,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=behind_https,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["services"] = services
    app.extensions["intake"] = Intake(services.content.safety)
    init_hosts(app, services.config.base_url)
    init_errors(app)
    init_compression(app)
    init_headers(app)
    init_uploads(app)
    csrf.init_app(app)
    init_accounts(app, services)
    init_access(app)
    init_language(app)
    page.init_page(app)
    init_navigation(app)
    init_pictures(app)
    init_practising(app)
    register_pages(app)
    return app
