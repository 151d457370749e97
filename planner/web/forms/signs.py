"""The warning signs (red flags), in the words of the safety tables, a few to a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from planner.screening.tables import SafetyTables
from planner.web.forms.kinds import NOT_SURE, YES_NO_NOT_SURE, Words
from planner.web.forms.question import Answers, Question, Step, Values

PAGES: Final = (
    ("signs-nerves", _l("Nerves and legs"), ("RED-01", "RED-02", "RED-03", "RED-04", "RED-04b", "RED-15")),
    ("signs-heart", _l("Heart, breath and head"), ("RED-09a", "RED-09b", "RED-10a", "RED-10b", "RED-13", "RED-18")),
    ("signs-back", _l("Back and belly"), ("RED-05", "RED-06", "RED-07", "RED-08", "RED-11", "RED-12")),
    ("signs-other", _l("The last warning signs"), ("RED-16", "RED-17", "RED-19", "RED-20")),
)
ASKED: Final = tuple(flag for _slug, _title, flags in PAGES for flag in flags)
"""All but RED-14, which is computed from the blood pressure (SCR-02)."""
_SEVERITY_IS_COMPUTED: Final = {"RED-04b"}
_HINTS: Final = {
    # HB-05: nobody is asked to guess a blood value; screening takes it from the number.
    "RED-10b": _l("Hb is haemoglobin, a blood value. If you do not know yours, answer for the other two."),
    "RED-16": _l("If this is not about you, answer no."),
    "RED-19": _l("If you had no operation, answer no."),
}


def sign_steps(safety: SafetyTables) -> tuple[Step, ...]:
    return tuple(_step(slug, title, flags, safety) for slug, title, flags in PAGES)


def _step(slug: str, title: Words, flags: tuple[str, ...], safety: SafetyTables) -> Step:
    def answered(answers: Answers) -> bool:
        return all(flag in answers.get("signs", {}) for flag in flags)

    return Step(
        slug,
        title,
        tuple(_question(flag, safety) for flag in flags),
        keys=(),
        lead=_l("Has any of this happened to you? If you are not sure, say so: it counts as a yes, to be safe."),
        fold=_fold,
        unfold=_unfold,
        answered=answered,
    )


def _question(flag: str, safety: SafetyTables) -> Question:
    table = safety.red_flags[flag]
    words = table.question
    if table.after_birth is not None:
        words = f"{words} {table.after_birth}"
    follow: tuple[Question, ...] = ()
    if table.severe_when is not None and flag not in _SEVERITY_IS_COMPUTED:
        follow = (_severity(flag, table.severe_when),)
    return Question(flag, words, YES_NO_NOT_SURE, why=table.reason, hint=_HINTS.get(flag, ""), follow=follow)


def _severity(flag: str, when: str) -> Question:
    # Only asked after a yes; left open it counts as severe, the more cautious reading. [D]
    return Question(f"{flag}-severe", _l("Does this fit: %(when)s?", when=when), YES_NO_NOT_SURE, must=False)


def _fold(values: Values, answers: Answers) -> Answers:
    signs = dict(answers.get("signs", {}))
    signs |= {name: value for name, value in values.items() if not name.endswith("-severe")}
    severe = {flag for flag in answers.get("severe_signs", []) if flag not in values}
    severe |= {
        name.removesuffix("-severe") for name, value in values.items() if name.endswith("-severe") and value != "no"
    }
    return {"signs": signs, "severe_signs": sorted(severe)}


def _unfold(answers: Answers) -> Values:
    signs = answers.get("signs", {})
    severe = answers.get("severe_signs", [])
    return dict(signs) | {
        f"{flag}-severe": "yes" if flag in severe else "no" for flag in ASKED if signs.get(flag) == "yes"
    }


def red_flags(answers: Mapping[str, Any]) -> Any:
    """The ``red_flags`` of the profile. What is not answered counts as not sure (SCR-02)."""
    signs, severe = answers.get("signs", {}), answers.get("severe_signs", [])

    def listed(wanted: str) -> list[Any]:
        flags = [flag for flag in ASKED if signs.get(flag, NOT_SURE) == wanted]
        return [{"id": flag, "severe": "yes"} if flag in severe else flag for flag in flags]

    found = {"yes": listed("yes"), "not_sure": listed(NOT_SURE)}
    return found if found["yes"] or found["not_sure"] else "none"
