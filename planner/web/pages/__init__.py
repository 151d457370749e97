"""The pages, one noun a file."""

from __future__ import annotations

from flask import Flask

from planner.web.pages import (
    accounts,
    b12,
    check_ins,
    consents,
    diaries,
    exercises,
    feeds,
    files,
    foods,
    handouts,
    host,
    intakes,
    letter_links,
    letters,
    painkillers,
    people,
    practices,
    programmes,
    progress,
    records,
    reminders,
    reports,
    routines,
    sessions,
    shared_weeks,
    sign_in,
    start,
    stops,
    week_edits,
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
        week_edits,
        exercises,
        routines,
        letters,
        files,
        b12,
        foods,
        painkillers,
        reminders,
        letter_links,
        feeds,
        accounts,
        records,
        host,
        sessions,
        check_ins,
        diaries,
        progress,
        practices,
        handouts,
        programmes,
        shared_weeks,
        reports,
    ):
        app.register_blueprint(noun.pages)
