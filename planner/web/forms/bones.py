"""Falls and bones."""

from __future__ import annotations

from typing import Final

from flask_babel import lazy_gettext as _l

from planner.web.forms.kinds import (
    YES_NO_NOT_SURE,
)
from planner.web.forms.question import Question, Step

STEADY: Final = Step(
    "falls",
    _l("Falls and bones"),
    (
        Question(
            "falls.last_12_months",
            _l("Have you fallen in the last 12 months?"),
            YES_NO_NOT_SURE,
            _l("Balance work then comes with two hands on a support."),
        ),
        Question(
            "falls.afraid",
            _l("Are you afraid of falling?"),
            YES_NO_NOT_SURE,
            _l("Balance work then comes with two hands on a support."),
        ),
        Question(
            "bones.thin",
            _l("Has anyone told you that you have thin bones?"),
            YES_NO_NOT_SURE,
            _l("Thin bones gain from back and balance work, and should not be bent far forward or twisted."),
        ),
        Question(
            "bones.small_fall_fracture",
            _l("Have you broken a bone from a small fall?"),
            YES_NO_NOT_SURE,
            _l("It can be a sign of thin bones."),
        ),
        Question(
            "bones.lost_height",
            _l("Have you lost height?"),
            YES_NO_NOT_SURE,
            _l("It can be a sign of thin bones."),
        ),
        Question(
            "bones.spine_fracture",
            _l("Have you ever had a broken bone in the spine?"),
            YES_NO_NOT_SURE,
            _l("The plan then stays at easy steps until a physiotherapist has looked at it."),
        ),
    ),
    keys=("falls", "bones"),
)
