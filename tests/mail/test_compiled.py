from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError, select_autoescape

from planner.mail.compiled import LetterTemplates

GERMAN = {
    "Hello": "Guten Tag",
    "Half & half, 50%%": "Halb & halb, 50 %%",
    "Hello %(name)s, it is <b>%(day)s</b>.": "Guten Tag %(name)s, es ist <b>%(day)s</b>.",
}
PIECES = {
    "sentence": '{{ _("Hello") }}',
    "sign": '{{ _("Half & half, 50%%") }}',
    "filled in": '{{ _("Hello %(name)s, it is <b>%(day)s</b>.", name=name, day=day | upper) }}',
    "unknown": '{{ _("Nobody put this into German") }}',
    "block": "{% trans %}\n  Hello\n{% endtrans %}",
    "block filled in": "{% trans name=name, day=day %}Hello {{ name }}, it is <b>{{ day }}</b>.{% endtrans %}",
    "style": '<p style="{{ style.p }}color:red">',
    "wrapped": '{{ _("Hello") | upper }}{{ _("Hello %(name)s, it is <b>%(day)s</b>.", name=name, day=day) | upper }}',
    "macro": '{% macro say(words) %}{{ words }}{{ style.p }}{% endmacro %}{{ say(_("Half & half, 50%%")) }}',
    "choice": '{{ _("Hello") if name else _("Half & half, 50%%") }}',
}
VALUES = {"name": "Ann & <Bo> 100%", "day": "Monday"}
STYLE = SimpleNamespace(p="font-family:'A B';")


def _german(text: str) -> str:
    return GERMAN.get(text, text)


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("kind", ["html", "txt"])
def test_a_compiled_sentence_reads_as_one_that_is_looked_up_for_every_letter(piece: str, kind: str) -> None:
    loader, chosen = DictLoader({f"one.{kind}": PIECES[piece]}), select_autoescape(["html"])
    compiled = LetterTemplates(_german, loader=loader, autoescape=chosen)
    looked_up = Environment(loader=loader, autoescape=chosen, extensions=["jinja2.ext.i18n"])
    looked_up.policies["ext.i18n.trimmed"] = True
    looked_up.install_gettext_callables(_german, lambda one, _many, _n: one, newstyle=True)  # type: ignore[attr-defined]
    for templates in (compiled, looked_up):
        templates.globals["style"] = STYLE
    assert compiled.get_template(f"one.{kind}").render(VALUES) == looked_up.get_template(f"one.{kind}").render(VALUES)


def test_a_letter_speaks_the_language_of_its_templates() -> None:
    templates = LetterTemplates(_german, loader=DictLoader({"one.html": PIECES["filled in"]}), autoescape=True)
    assert templates.get_template("one.html").render(VALUES) == (
        "Guten Tag Ann &amp; &lt;Bo&gt; 100%, es ist <b>MONDAY</b>."
    )


def test_a_sentence_whose_gap_nothing_fills_is_not_sent() -> None:
    loader = DictLoader({"one.txt": PIECES["filled in"]})
    templates = LetterTemplates(_german, loader=loader, undefined=StrictUndefined)
    with pytest.raises(UndefinedError):
        templates.get_template("one.txt").render(day="Monday")
