from __future__ import annotations

import logging
from typing import Any

import pytest

from planner.domain.library import Library
from planner.sheets.press import NotOurs, own_files

from .a_week import TEN_MINUTES, Plan, a_week
from .conftest import Print

HOSTILE = (
    "</p></title><style>@import 'http://evil.example/a.css';*{display:none}</style>"
    "<img src='file:///etc/passwd'/><link rel='attachment' href='file:///etc/passwd'/>"
    "{{ 7*7 }} {% raw %} &lt; \x00\x08\ud800 ]]> <!--"
)


def test_a_hostile_name_is_printed_as_it_was_typed_and_fetches_nothing(
    library: Library, print_sheet: Print, caplog: pytest.LogCaptureFixture
) -> None:
    title: Plan = ("12:00", 10, HOSTILE, TEN_MINUTES[3])
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        sheet = print_sheet(a_week(library, {"mon": title}, HOSTILE))
    assert not caplog.records
    text = sheet.flow.replace(" ", "")
    assert "<imgsrc='file:///etc/passwd'/>" in text
    assert "{{7*7}}" in text
    assert "root:" not in sheet.text
    assert "Stop and get help" in sheet.pages[0]
    assert b"/EmbeddedFile" not in sheet.pdf
    assert b"/URI" not in sheet.pdf


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a.png",
        "https://example.org/a.css",
        "file:///etc/passwd",
        "data:text/plain,x",
        "ftp://example.org/x",
        "font:../../pyproject.toml",
        "font:OFL.txt",
        "drawing:bird-dog/../../x",
        "/etc/passwd",
        "",
    ],
)
def test_the_fetcher_opens_nothing_but_our_typeface_and_the_sheets_own_drawings(address: str) -> None:
    with pytest.raises(NotOurs):
        own_files({"bird-dog": "<svg/>"}).fetch(address)


def test_the_fetcher_serves_our_typeface_and_drawings() -> None:
    fetcher: Any = own_files({"bird-dog": "<svg/>"})
    assert fetcher.fetch("drawing:bird-dog").read() == b"<svg/>"
    assert fetcher.fetch("font:atkinson-hyperlegible-next-latin-400-normal.ttf").read()[:4] == b"\0\1\0\0"
