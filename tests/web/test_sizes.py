"""How much a browser has to fetch."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

from planner.web.shipped import static_files
from tests.web.conftest import Visitor

EVERYTHING = 150_000
FIRST_PAGE = 60_000
GZIP = {"Accept-Encoding": "gzip"}


def _fetched(visitor: Visitor, path: str) -> Iterator[tuple[str, int]]:
    """Every file that a browser fetches for a page, each with its size on the way; lazy pictures too."""
    page = visitor.get(path, headers=GZIP)
    yield path, len(page.data)
    links = re.findall(r'(?:href|src)="(/(?:static|fonts|drawing|body-map)/[^"]+)"', page.text)
    for link in dict.fromkeys(link.replace("&amp;", "&") for link in links):
        found = visitor.get(link, headers=GZIP)
        assert found.status_code == 200, link
        yield link, len(found.data)
    # The typeface in the weights that every page shows; other letters than latin come only where they are needed.
    for weight in (400, 600, 700):
        font = f"/fonts/atkinson-hyperlegible-next-latin-{weight}-normal.woff2"
        if font not in links:
            yield font, len(visitor.get(font).data)


def test_all_styles_and_scripts_together_stay_small() -> None:
    sizes = {name: len(file.content) for name, file in static_files().items() if name.endswith((".css", ".js"))}
    assert sum(sizes.values()) <= EVERYTHING, sizes


def test_the_first_page_is_light(nobody: Visitor) -> None:
    sizes = dict(_fetched(nobody, "/"))
    assert any("drawing" in path for path in sizes)
    assert sum(sizes.values()) <= FIRST_PAGE, sizes


def test_what_is_the_same_for_everybody_goes_out_compressed_and_pages_do_not(nobody: Visitor) -> None:
    for path in ("/static/parts.css", "/drawing/bridge.svg"):
        plain = nobody.get(path)
        small = nobody.get(path, headers=GZIP)
        assert small.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(small.data) == plain.data
        assert "Accept-Encoding" in plain.headers["Vary"]
        assert "Accept-Encoding" in small.headers["Vary"]
        assert len(small.data) < len(plain.data) / 2
    assert "Content-Encoding" not in nobody.get("/", headers=GZIP).headers
    again = nobody.get("/drawing/bridge.svg", headers=GZIP | {"If-None-Match": small.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
