"""The calendar feed: an address that is itself the key."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests

from planner.use_cases.calendar_feed import Feed, feed_of
from planner.use_cases.count_tries import is_one_too_many
from planner.web.page import services
from planner.web.security.access import open_to_all

pages = Blueprint("feeds", __name__)

_WRONG_TRIES: Final = 30


@pages.get("/feed/<secret>/<which>.ics")
@open_to_all
def calendar(secret: str, which: str) -> ResponseReturnValue:
    """Only wrong addresses count as tries: a whole practice may read its calendars from behind one address."""
    s = services()
    known = which in {feed.value for feed in Feed}
    feed = feed_of(s.storage, secret, Feed(which), s.now()) if known else None
    if feed is None:
        if is_one_too_many(s.storage, "feed", request.remote_addr or "", _WRONG_TRIES, s.now()):
            raise TooManyRequests
        abort(404)
    response = Response(feed.body, mimetype="text/calendar")
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(feed.etag)
    return response.make_conditional(request)
