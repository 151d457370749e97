"""The web application: pages that a person sees. Each route reads, calls one use case and matches the outcome."""

from __future__ import annotations

from planner.web.app import create_app
from planner.web.services import Services

__all__ = ["Services", "create_app"]
