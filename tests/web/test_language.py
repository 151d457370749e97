"""The words of the pages in their languages: every sentence is collected, and the catalogues are compiled."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.web.conftest import Visitor

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "planner" / "web" / "translations"
AMERICANS = {"Accept-Language": "en-US,en;q=0.5"}


@pytest.fixture(scope="module")
def translations() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "scripts" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _sentences(catalog: Catalog) -> set[Any]:
    return {message.id for message in catalog if message.id}


def test_every_sentence_of_the_pages_is_in_the_template(translations: ModuleType) -> None:
    collected = _sentences(translations.collected())
    kept = _sentences(_read(FOLDER / "messages.pot"))
    assert len(collected) > 300
    assert collected - kept == set(), "run `make translations`"
    assert kept - collected == set(), "run `make translations`"


def test_every_language_has_every_sentence_and_is_compiled(translations: ModuleType) -> None:
    template = _sentences(_read(FOLDER / "messages.pot"))
    for language in translations.languages():
        folder = FOLDER / language / "LC_MESSAGES"
        catalog = _read(folder / "messages.po", language)
        assert _sentences(catalog) == template, language
        assert (folder / "messages.mo").read_bytes() == translations.mo_bytes(catalog), language


def test_a_translation_keeps_its_places_for_numbers_and_names(translations: ModuleType) -> None:
    places = re.compile(r"%\(\w+\)[a-z]")
    for language in translations.languages():
        for message in _read(FOLDER / language / "LC_MESSAGES" / "messages.po"):
            ids = (message.id,) if isinstance(message.id, str) else message.id
            strings = (message.string,) if isinstance(message.string, str) else message.string
            for words, translated in zip(ids, strings or (), strict=False):
                if translated:
                    assert sorted(places.findall(words)) == sorted(places.findall(translated)), words


def test_americans_read_american_and_everybody_else_british(ann_with_a_week: Visitor) -> None:
    path = "/people/1/weeks/2026-11-23/print"
    american = ann_with_a_week.get(path, headers=AMERICANS).text
    assert '<html lang="en-US">' in american
    assert "Gray, for a printer without color" in american
    assert "Week from Monday, November 23" in american
    for language in ("en-GB", "fr", ""):
        british = ann_with_a_week.get(path, headers={"Accept-Language": language}).text
        assert '<html lang="en-GB">' in british
        assert "Grey, for a printer without colour" in british
        assert "Week from Monday 23 November" in british
