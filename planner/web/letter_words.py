"""What the pages behind the links in letters ask and say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _l

from planner.use_cases.letter_links import LinkKind
from planner.web.forms.kinds import Scale, Words
from planner.web.forms.question import Question


@dataclass(frozen=True, slots=True)
class LinkWords:
    """``title`` asks, ``button`` does it, ``end`` says that it is done."""

    title: Words
    button: Words
    end: Words
    more: Words = ""


@dataclass(frozen=True, slots=True)
class PainWords:
    question: Question
    slip: Words


LINKS: Final[dict[LinkKind, LinkWords]] = {
    LinkKind.DONE: LinkWords(_l("You did this session?"), _l("Yes, I did it"), _l("It is in your diary. Well done.")),
    LinkKind.NOT_TODAY: LinkWords(
        _l("Not today?"),
        _l("Not today"),
        _l("That is all right. It is in your diary, and your plan waits for you."),
    ),
    LinkKind.HURT: LinkWords(
        _l("It hurt?"),
        _l("Keep this"),
        _l("It is in your diary, and the next week goes gently with it."),
        _l("Please say how strong the pain was at its worst."),
    ),
    LinkKind.AS_USUAL: LinkWords(
        _l("Back to usual this morning?"), _l("Yes, as usual"), _l("It is in your diary. Thank you.")
    ),
    LinkKind.NOT_YET: LinkWords(
        _l("Not back to usual yet?"),
        _l("Not yet"),
        _l("It is in your diary, and the next week goes gently with it."),
    ),
    LinkKind.TREATED: LinkWords(
        _l("Did you have your B12 treatment?"), _l("Yes, I had it"), _l("It is in your record. Thank you.")
    ),
    LinkKind.CONFIRM: LinkWords(
        _l("Is this your address?"),
        _l("Yes, send my letters here"),
        _l("Your letters come to this address from now on."),
    ),
}
PAIN: Final = PainWords(
    Question("pain", _l("How strong was the pain?"), Scale(_l("no pain"), _l("worst you can imagine"))),
    _l("Please choose a number."),
)
