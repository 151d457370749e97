"""Templates to XHTML: everything a person wrote is escaped, and what XML cannot hold is dropped."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from planner.resources import data_folder
from planner.sheets.spelling import Own, american

_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids, escaped or not."""


@cache
def _templates(in_american: bool = False) -> Environment:
    templates = Environment(
        loader=FileSystemLoader(data_folder("templates") / "sheets"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_respell if in_american else None,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    # Names of drawings are no words, so they are never respelled.
    templates.filters["own"] = Own
    return templates


def page_from(template: str, values: dict[str, Any], *, in_american: bool = False) -> str:
    """The XHTML of a template of ``templates/sheets``."""
    return _NOT_XML.sub("", _templates(in_american).get_template(template).render(values))


def load_templates() -> None:
    """Reads and compiles the templates of a week's sheet: those that are parts of another begin with a stroke."""
    for name in _templates().list_templates(extensions=["html"]):
        if name.startswith(("_", "week")):
            _templates().get_template(name)


def _respell(value: Any) -> Any:
    return american(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
