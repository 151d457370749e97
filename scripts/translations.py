"""Collects the words of the pages and brings every language up to date: ``make translations``.

``planner/web/translations/messages.pot`` lists every sentence. ``en_US`` holds only what Americans write otherwise; it
is filled in from the spelling table of the sheets, and what somebody wrote by hand stays. The compiled catalogues
(``.mo``) are kept beside their sources, so that a checkout and a wheel need no further step.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from planner.sheets.spelling import american

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "planner" / "web" / "translations"
TEMPLATE: Final = FOLDER / "messages.pot"
AMERICAN: Final = "en_US"
KEYWORDS: Final = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
}
WIDTH: Final = 120
_NO_DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)
HEAD: Final = "# The words of the pages. Made by `make translations`; only msgstr is written by hand."


def collected() -> Catalog:
    """Every sentence of the pages, in the order of the files."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    catalog = Catalog(project="Back-care planner", charset="utf-8", fuzzy=False, header_comment=HEAD)
    for folder in ("planner/web", "templates"):
        # Paths in babel.cfg start at the root of the project, those of the extraction at the folder.
        inside = [(path.removeprefix(f"{folder}/"), how) for path, how in methods if path.startswith(folder)]
        ways = {path.removeprefix(f"{folder}/"): option for path, option in options.items()}
        found = extract_from_dir(ROOT / folder, inside, ways, KEYWORDS)
        for path, _line, message, comments, context in found:
            catalog.add(message, None, [(f"{folder}/{path}", 0)], auto_comments=comments, context=context)
    return catalog


def brought_up_to_date(language: str, template: Catalog) -> Catalog:
    """The catalogue of a language with new sentences added and old ones gone; what is translated stays."""
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    catalog = Catalog(locale=language, charset="utf-8", fuzzy=False)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
    catalog.header_comment = HEAD
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    if language == AMERICAN:
        _spell(catalog)
    return catalog


def _spell(catalog: Catalog) -> None:
    for message in catalog:
        if message.id and not _is_translated(message):
            forms = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            spelled = tuple(american(form) for form in forms)
            if spelled != forms:
                message.string = spelled[0] if isinstance(message.id, str) else spelled


def _is_translated(message: Message) -> bool:
    strings = (message.string,) if isinstance(message.string, str) else message.string
    return any(strings or ())


def po_bytes(catalog: Catalog) -> bytes:
    """The text of a catalogue. No dates and no lines: the same sentences give the same file."""
    out = io.BytesIO()
    write_po(out, catalog, width=WIDTH, no_location=False, omit_header=False, sort_output=True, include_lineno=False)
    changing = (b"-Date: ", b"Generated-By", b"Report-Msgid", b"Last-Translator", b"Language-Team", b"Project-Id")
    return b"".join(line for line in out.getvalue().splitlines(keepends=True) if not any(w in line for w in changing))


def mo_bytes(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    # Else the file would say when it was made, and differ each time.
    catalog.creation_date = catalog.revision_date = _NO_DATE
    write_mo(out, catalog)
    return out.getvalue()


def languages() -> list[str]:
    found = (path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/messages.po"))
    return sorted({AMERICAN, *found})


def main() -> None:
    template = collected()
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(po_bytes(template))
    for language in languages():
        catalog = brought_up_to_date(language, template)
        folder = FOLDER / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "messages.po").write_bytes(po_bytes(catalog))
        with (folder / "messages.po").open("rb") as file:
            (folder / "messages.mo").write_bytes(mo_bytes(read_po(file, locale=language)))


if __name__ == "__main__":
    main()
