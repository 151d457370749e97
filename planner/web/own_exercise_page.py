"""The page on which a clinician makes an exercise: what stands in its fields, the drawing so far, and every mistake."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from planner.domain.account import OwnExercise
from planner.domain.exercise import Category, Position, Tag
from planner.domain.library import Library
from planner.figures import Figure, Postures, Style, draw_svg, parse_figure
from planner.figures.uploaded import picture_svg
from planner.library.own import FieldMistake
from planner.library.vocabulary import Vocabulary
from planner.use_cases.own_exercises import Draft, faults_of, value_of
from planner.use_cases.own_library import READY
from planner.web.forms.figure import THINGS, FigureForm, form_of_figure
from planner.web.forms.kinds import Words
from planner.web.forms.own_exercise import BY_HAND, LONGEST, form_of_value, value_of_form
from planner.web.library_words import GOALS
from planner.web.week_words import POSITIONS

DOSE_ROWS: Final[Mapping[str, Words]] = {
    "DOSE-01": _l("Core endurance: short holds, many times"),
    "DOSE-02": _l("Steadying the trunk, low load"),
    "DOSE-03": _l("Strength of hips, legs and upper back"),
    "DOSE-04": _l("Back muscles"),
    "DOSE-05": _l("Stretching"),
    "DOSE-06": _l("Yoga"),
    "DOSE-07": _l("Mobility"),
    "DOSE-08": _l("Balance"),
    "DOSE-09": _l("Walking, cycling and the like"),
    "DOSE-10": _l("Posture breaks"),
    "DOSE-11": _l("Breathing"),
    "DOSE-12": _l("Heel drops and other impact"),
}
FIELDS: Final[Mapping[str, Words]] = {
    "name": _l("Name"), "category": _l("Goal"), "position": _l("Position"), "regions": _l("Parts of the body"),
    "targets": _l("What it works"), "tags": _l("Movements it holds"), "equipment": _l("What is needed"),
    "level": _l("Level"), "family": _l("Family"), "step": _l("Step in the family"), "dose": _l("Dose"),
    "sides": _l("Sides"), "dose_row": _l("Kind of work"), "setup": _l("How to begin"), "steps": _l("Steps"),
    "breathing": _l("Breathing"), "feel": _l("Where you should feel it"), "mistakes": _l("Common mistakes"),
    "stop_if": _l("Stop if"), "figure": _l("Drawing"), "picture": _l("Picture"), "author": _l("Author"),
    "licence": _l("Licence"), "source": _l("Source"), "other_names": _l("Other names"),
}  # fmt: skip
"""In the order of the page."""


class OwnExercisePage:
    def __init__(
        self,
        sent: MultiDict[str, str],
        words: Vocabulary,
        postures: Postures,
        library: Library,
        row: OwnExercise | None = None,
        mistakes: tuple[FieldMistake, ...] = (),
    ) -> None:
        self.sent = sent
        self.row = row
        self.mistakes = mistakes
        self.words = words
        self.form = FigureForm(sent, postures)
        self._postures = postures
        self._library = library
        self._old = {} if row is None else value_of(row)

    @classmethod
    def of_row(cls, row: OwnExercise, words: Vocabulary, postures: Postures, library: Library) -> OwnExercisePage:
        """As it was kept."""
        value = value_of(row)
        form = form_of_value({**value, "family": "" if value.get("family") == row.exercise else value.get("family")})
        figure = value.get("figure") or {}
        sliders = form_of_figure(figure, postures)
        form.update(sliders or {})
        if figure and sliders is None:
            form[BY_HAND] = "yes"
        form.update({key: getattr(row, key) for key in ("licence", "author", "source")})
        if row.practice is not None:
            form["shared"] = "yes"
        return cls(form, words, postures, library, row)

    @property
    def slips(self) -> Mapping[str, str]:
        """The first mistakes of each field, together, in the order of the page."""
        found: dict[str, list[str]] = {field: [] for field in FIELDS}
        for mistake in self.mistakes:
            found.setdefault(mistake.field, []).append(mistake.message)
        return {field: " ".join(dict.fromkeys(said[:4])) for field, said in found.items() if said}

    @property
    def fields(self) -> Mapping[str, Words]:
        return FIELDS

    @property
    def is_ready(self) -> bool:
        return self.row is not None and self.row.state == READY

    @property
    def value(self) -> dict[str, Any]:
        return value_of_form(self.sent, self.form, self._old)

    def draft(self, picture: bytes | None) -> Draft:
        keys = ("licence", "author", "source")
        said = {key: " ".join(self.sent.get(key, "").split())[: LONGEST[key]] for key in keys}
        return Draft(self.value, **said, picture=picture, shared=self.sent.get("shared") == "yes")

    # What may be chosen

    @property
    def goals(self) -> Mapping[Category, Words]:
        return GOALS

    @property
    def positions(self) -> Mapping[Position, Words]:
        return POSITIONS

    @property
    def dose_rows(self) -> Mapping[str, Words]:
        return DOSE_ROWS

    @property
    def tags(self) -> Mapping[str, str]:
        return {tag.value: self.words.tags.get(tag.value, tag.value) for tag in Tag if tag is not Tag.HEAT}

    @property
    def targets(self) -> Mapping[str, str]:
        """Each plain name once; what was chosen under another word of the same name stays."""
        named: dict[str, str] = {}
        for word in (*self.sent.getlist("targets"), *self.words.muscles):
            named.setdefault(self.words.muscles.get(word, word), word)
        return {word: name for name, word in sorted(named.items(), key=lambda pair: pair[0].casefold())}

    @property
    def equipment(self) -> Mapping[str, str]:
        order = list(self.words.equipment)
        groups = {tuple(sorted(g, key=order.index)) for e in self._library.exercises.values() for g in e.equipment}
        either = str(_(" or "))
        known = {tuple(text.split(" or ")) for text in self.sent.getlist("equipment")} | groups | {(w,) for w in order}
        named = {" or ".join(g): either.join(self.words.equipment.get(w, w) for w in g) for g in known}
        return dict(sorted(named.items(), key=lambda pair: pair[1].casefold()))

    @property
    def families(self) -> Mapping[str, str]:
        """Each family with its easiest exercise."""
        first = {str(e.family): self._library.family(e.family) for e in self._library.exercises.values()}
        return {family: f"{steps[0].name} … {steps[-1].name}" for family, steps in sorted(first.items())}

    @property
    def postures(self) -> Mapping[str, str]:
        return {name: name.replace("-", " ") for name in self._postures}

    @property
    def things(self) -> tuple[str, ...]:
        return THINGS

    # The drawing

    @property
    def part(self) -> dict[str, Any]:
        drawn: dict[str, Any] = self.value.get("figure") or {}
        return drawn

    @property
    def drawn_by_hand(self) -> bool:
        return self.sent.get(BY_HAND) == "yes"

    @property
    def picture_address(self) -> str:
        """The uploaded picture, as it is kept."""
        kept = None if self.row is None else self.row.picture
        return "" if kept is None else _address(picture_svg(kept, title=self.sent.get("name", "")))

    @property
    def drawing_address(self) -> str:
        """The drawing in light and dark, empty while there is none."""
        figure = parse_figure(self.part, self._postures) if self.part else None
        if not isinstance(figure, Figure):
            return ""
        return _address(draw_svg(figure, title=self.sent.get("name", ""), style=Style.SCREEN))

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with the drawing, in words."""
        if not self.part:
            return ()
        return tuple(_fault(path, message) for path, message in faults_of(self.part, self._postures))


def _fault(path: tuple[str | int, ...], message: str) -> str:
    number = path[1] if len(path) > 1 and path[0] == "frames" else None
    if not isinstance(number, int):
        return message
    return str(_("Picture %(number)s: %(fault)s", number=number + 1, fault=message))


def _address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
