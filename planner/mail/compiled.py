"""Letter templates that are put into the reader's language when they are compiled, not for every letter.

What does not change from letter to letter becomes one piece of text then: sentences, styles, and lines wrapped to a
width. That is most of a letter, and most of what rendering it took.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any, Final

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

_TRANSLATE: Final = ("_", "gettext")


class _Fixed(NodeTransformer):
    """Puts ``_("…")``, ``{% trans %}`` and ``style.p`` in their final words. What a sentence says of one reader is
    filled in later, as Jinja's own ``gettext`` of the new style does it, and escaped."""

    def __init__(self, templates: LetterTemplates, name: str | None) -> None:
        self._templates = templates
        self._kind: type[str] = Markup if EvalContext(templates, name).autoescape else str

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        match node:
            case nodes.Call(node=nodes.Name(name=name), args=[nodes.Const(value=text)]) if name in _TRANSLATE:
                words = self._kind(self._templates.translate(text))
                given = [nodes.Pair(nodes.Const(each.key), each.value) for each in node.kwargs]
                if given:
                    return nodes.Mod(nodes.Const(words), nodes.Dict(given), lineno=node.lineno)
                return nodes.Const(words % {}, lineno=node.lineno)
        return node

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:
        self.generic_visit(node)
        if isinstance(node.node, nodes.Name) and node.node.name == "style":
            return nodes.Const(getattr(self._templates.globals["style"], node.attr), lineno=node.lineno)
        return node


class _Compiler(CodeGenerator):
    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        assert isinstance(self.environment, LetterTemplates)
        fixed = _Fixed(self.environment, self.name).visit(node)
        super().visit_Template(fixed.set_environment(self.environment), frame)


class LetterTemplates(Environment):
    """Takes what ``Environment`` takes, and the language in the form of ``translate``."""

    code_generator_class = _Compiler

    def __init__(self, translate: Callable[[str], str], **options: Any) -> None:
        super().__init__(extensions=["jinja2.ext.i18n"], **options)
        self.translate = translate
        self.policies["ext.i18n.trimmed"] = True
        self.newstyle_gettext = True

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Without a second level where nobody asks for one: it is copied for every letter."""
        return super().make_globals(d) if d else self.globals
