"""The form of an own exercise: its fields to the keys of an exercise file and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from planner.library.shape import dose_of
from planner.web.forms.figure import FigureForm

LINES: Final = ("other_names", "steps", "mistakes", "stop_if")
"""Fields with an entry a line."""
PLAIN: Final = ("name", "category", "position", "family", "dose_row", "setup", "breathing", "feel")
NUMBERS: Final = ("level", "step", "sides")
SEVERAL: Final = ("targets", "regions", "equipment")
DOSE: Final = ("sets", "reps", "hold_seconds", "minutes")
LONGEST: Final = {"name": 80, "author": 120, "licence": 120, "source": 200}
BY_HAND: Final = "figure_kept"
"""The drawing came with a file and says more than the sliders can: it stays as it is."""


def value_of_form(sent: MultiDict[str, str], figure: FigureForm, old: Mapping[str, Any]) -> dict[str, Any]:
    """An exercise file without its id. What is empty is left out, so that the checks say that it is missing."""
    value: dict[str, Any] = {key: _line(sent, key) for key in PLAIN}
    value |= {key: _lines(sent, key) for key in LINES}
    value |= {key: sent.getlist(key) for key in SEVERAL}
    value |= {key: int(sent[key]) if _is_number(sent.get(key, "")) else None for key in NUMBERS}
    value |= {"tags": sent.getlist("tags") or None, "dose": _dose(sent)}
    kept = {key: entry for key, entry in value.items() if entry not in (None, "", [])}
    if sent.get("no_tags") == "yes":
        kept.setdefault("tags", [])
    drawn = dict(old.get("figure") or {}) if sent.get(BY_HAND) == "yes" else figure.part()
    if drawn:
        kept["figure"] = drawn
    # Nothing is needed, and nothing is the source, where nobody says so.
    return {**kept, "equipment": value["equipment"], "evidence": old.get("evidence") or []}


def form_of_value(value: Mapping[str, Any]) -> MultiDict[str, str]:
    form: MultiDict[str, str] = MultiDict()
    for key in (*PLAIN, *NUMBERS):
        form[key] = str(value.get(key) or "")
    for key in LINES:
        form[key] = "\n".join(value.get(key) or ())
    for key in (*SEVERAL, "tags"):
        form.setlist(key, list(value.get(key) or ()))
    if value.get("tags") == []:
        form["no_tags"] = "yes"
    dose = dose_of(str(value.get("dose") or ""))
    if dose is not None:
        reps = "-".join(str(r) for r in dose.reps) if isinstance(dose.reps, tuple) else dose.reps
        timed = (None, None, None, f"{dose.minutes:g}") if dose.minutes else None
        numbers = timed or (dose.sets, reps, dose.hold_seconds, None)
        form.update({key: str(n) for key, n in zip(DOSE, numbers, strict=True) if n is not None})
    return form


def _dose(sent: MultiDict[str, str]) -> str:
    sets, reps, hold, minutes = (_line(sent, key) for key in DOSE)
    if minutes:
        return f"{minutes}min"
    held = f"@{hold}s" if hold else ""
    return f"{sets or '1'}x{reps}{held}" if reps else ""


def _line(sent: MultiDict[str, str], key: str) -> str:
    return " ".join(sent.get(key, "").split())


def _lines(sent: MultiDict[str, str], key: str) -> list[str]:
    lines = (" ".join(line.split()) for line in sent.get(key, "").splitlines())
    return [line for line in lines if line]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 4
