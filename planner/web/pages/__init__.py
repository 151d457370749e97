"""The pages, one noun a file."""

from __future__ import annotations

from flask import Flask

from planner.web.pages import (
    b12,
    consents,
    exercises,
    files,
    foods,
    intakes,
    letters,
    painkillers,
    people,
    routines,
    sign_in,
    start,
    stops,
    weeks,
)


def register_pages(app: Flask) -> None:
    for noun in (
        start,
        sign_in,
        consents,
        people,
        intakes,
        stops,
        weeks,
        exercises,
        routines,
        letters,
        files,
        b12,
        foods,
        painkillers,
    ):
        app.register_blueprint(noun.pages)
