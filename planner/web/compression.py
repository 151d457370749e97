"""Files that are the same for everybody go out compressed. Pages do not: a page holds secrets beside text that others
may choose, and the length of the two compressed together would tell of the secret."""

from __future__ import annotations

import gzip
from functools import lru_cache
from typing import Final

from flask import Flask, Response, request

_WORTH_IT: Final = 1024
_TYPES: Final = ("text/css", "text/javascript", "image/svg+xml")


def init_compression(app: Flask) -> None:
    @app.after_request
    def compress(response: Response) -> Response:
        if not response.headers.get("Cache-Control", "").startswith("public") or response.mimetype not in _TYPES:
            return response
        response.vary.add("Accept-Encoding")
        if response.status_code != 200 or "Content-Encoding" in response.headers or response.is_streamed:
            return response
        if request.accept_encodings.quality("gzip") > 0 and len(content := response.get_data()) >= _WORTH_IT:
            response.set_data(_compressed(content))
            response.headers["Content-Encoding"] = "gzip"
        return response


@lru_cache(maxsize=600)
def _compressed(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=9, mtime=0)
