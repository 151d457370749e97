"""The outcome measures as a form (CHK-04). OUT-03 is in its published wording, which is used unchanged."""

from __future__ import annotations

from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.use_cases.measure_outcomes import Outcomes, Taken
from planner.web.forms.kinds import YES_NO, Line, Scale, Several, Whole, Words
from planner.web.forms.question import Question, Step, Values
from planner.web.forms.session import PAIN, TIREDNESS

ACTIVITIES: Final = 3
_ABLE: Final = Scale(_l("cannot do it"), _l("as well as before"))
_STEADY: Final = Scale(_l("as steady as ever"), _l("cannot stand alone"))
PLACES: Final = Several(
    tuple(
        (f"{side}-{place}", words)
        for place, sides in (
            ("toes", (_l("Left toes"), _l("Right toes"))),
            ("foot", (_l("Left foot"), _l("Right foot"))),
            ("shin", (_l("Left leg below the knee"), _l("Right leg below the knee"))),
            ("thigh", (_l("Left leg above the knee"), _l("Right leg above the knee"))),
            ("fingers", (_l("Left fingers"), _l("Right fingers"))),
            ("hand", (_l("Left hand"), _l("Right hand"))),
            ("arm", (_l("Left arm"), _l("Right arm"))),
        )
        for side, words in zip(("left", "right"), sides, strict=True)
    )
)
# Roland MO, Morris RW. Spine 1983; 8: 141-144. Unchanged, so it is not translated here: other languages have
# published versions of their own.
ROLAND_MORRIS: Final = (
    "I stay at home most of the time because of my back.",
    "I change position frequently to try and get my back comfortable.",
    "I walk more slowly than usual because of my back.",
    "Because of my back I am not doing any of the jobs that I usually do around the house.",
    "Because of my back, I use a handrail to get upstairs.",
    "Because of my back, I lie down to rest more often.",
    "Because of my back, I have to hold on to something to get out of an easy chair.",
    "Because of my back, I try to get other people to do things for me.",
    "I get dressed more slowly than usual because of my back.",
    "I only stand for short periods of time because of my back.",
    "Because of my back, I try not to bend or kneel down.",
    "I find it difficult to get out of a chair because of my back.",
    "My back is painful almost all the time.",
    "I find it difficult to turn over in bed because of my back.",
    "My appetite is not very good because of my back pain.",
    "I have trouble putting on my socks (or stockings) because of the pain in my back.",
    "I only walk short distances because of my back.",
    "I sleep less well because of my back.",
    "Because of my back pain, I get dressed with help from someone else.",
    "I sit down for most of the day because of my back.",
    "I avoid heavy jobs around the house because of my back.",
    "Because of my back pain, I am more irritable and bad tempered with people than usual.",
    "Because of my back, I go upstairs more slowly than usual.",
    "I stay in bed most of the time because of my back.",
)
ROLAND_MORRIS_LEAD: Final = (
    "When your back hurts, you may find it difficult to do some of the things you normally do. This list contains some "
    "sentences that people have used to describe themselves when they have back pain. When you read them, you may find "
    "that some stand out because they describe you today. As you read the list, think of yourself today. When you read "
    "a sentence that describes you today, put a tick against it. If the sentence does not describe you, then leave the "
    "space blank and go on to the next one. Remember, only tick the sentence if you are sure that it describes you "
    "today."
)
BALANCE: Final = (
    ("side-by-side", _l("Feet side by side: how many seconds?")),
    ("half-step", _l("One foot half a step in front: how many seconds?")),
    ("heel-to-toe", _l("Heel to toe: how many seconds?")),
    ("one-leg", _l("On one leg: how many seconds?")),
)


def outcome_step(outcomes: Outcomes) -> Step:
    return Step(
        "four-weekly",
        _l("Every four weeks"),
        (
            Question("pain", _l("How was your pain last week, on average?"), PAIN),
            Question("tiredness", _l("How tired were you last week, on average?"), TIREDNESS),
            *_activities(outcomes),
            Question(
                "places",
                _l("Where do you feel numbness or tingling now?"),
                PLACES,
                hint=_l("Leave all of them empty if there is none."),
                must=False,
            ),
            Question("steadiness", _l("How steady are you on your feet?"), _STEADY),
            _roland_morris(),
            *((_chair_and_balance(),) if outcomes.may_test else ()),
        ),
        keys=(),
        lead=_l(
            "This takes some five minutes. Your answers are compared with your own first ones, and with nobody else."
        ),
    )


def taken_of(values: Values, outcomes: Outcomes) -> tuple[Taken, ...]:
    steadiness = values["steadiness"]
    return tuple(
        taken
        for taken in (
            Taken("OUT-01", values["pain"], {}),
            _own_activities(values, outcomes),
            _ticks(values),
            Taken("OUT-08", values["tiredness"], {}),
            Taken("OUT-09", steadiness, {"places": values["places"], "steadiness": steadiness}),
            _test(values),
        )
        if taken is not None
    )


def known_activities(outcomes: Outcomes) -> tuple[str, ...]:
    """The person's own activities, as they named them the first time."""
    first = outcomes.first("OUT-02")
    return () if first is None else tuple(first.answers.get("activities", {}))


def _activities(outcomes: Outcomes) -> tuple[Question, ...]:
    """The first time they are named; later the same ones are asked, so that they can be compared."""
    known = known_activities(outcomes)
    if known:
        return tuple(
            # A lazy text counts as safe HTML and would not be escaped, so the person's own words need a plain one.
            Question(f"able{n}", _("How well can you do this: %(what)s", what=activity), _ABLE, must=False)
            for n, activity in enumerate(known)
        )
    hint = _l("Such as putting on shoes, or an hour in the garden. You may leave it empty.")
    return tuple(
        question
        for n in range(ACTIVITIES)
        for question in (
            Question(f"activity{n}", _activity_words(n), Line(80), hint=hint if n == 0 else "", must=False),
            Question(f"able{n}", _l("How well can you do it now?"), _ABLE, must=False),
        )
    )


def _activity_words(place: int) -> Words:
    return _l(
        "Something that matters to you and that your back makes hard (%(n)s of %(of)s)", n=place + 1, of=ACTIVITIES
    )


def _own_activities(values: Values, outcomes: Outcomes) -> Taken | None:
    names = known_activities(outcomes) or tuple(values.get(f"activity{n}") or "" for n in range(ACTIVITIES))
    able = {name: values[f"able{n}"] for n, name in enumerate(names) if name and values[f"able{n}"] is not None}
    if not able:
        return None
    return Taken("OUT-02", round(sum(able.values()) / len(able), 1), {"activities": able})


def _roland_morris() -> Question:
    sentences = Several(tuple((str(n), text) for n, text in enumerate(ROLAND_MORRIS, start=1)))
    return Question(
        "sentences",
        _l("Would you like to go through 24 sentences about your back as well?"),
        YES_NO,
        hint=_l("The Roland-Morris list; clinics use it too. You may leave it out."),
        follow=(Question("sentences-true", ROLAND_MORRIS_LEAD, sentences, must=False),),
    )


def _ticks(values: Values) -> Taken | None:
    if values["sentences"] != "yes":
        return None
    ticked = values["sentences-true"]
    return Taken("OUT-03", len(ticked), {"ticked": ticked})


def _chair_and_balance() -> Question:
    seconds = Whole(0, 10, _l("seconds"))
    return Question(
        "test",
        _l("Would you like to do the chair and balance test now?"),
        YES_NO,
        hint=_l("Only with someone nearby, beside a worktop or a heavy chair. You may leave it out."),
        follow=(
            Question(
                "stands",
                _l("From a chair, arms crossed: how often did you stand up in 30 seconds?"),
                Whole(0, 60, _l("times")),
                hint=_l("If you need your arms to get up, write 0."),
            ),
            *(
                Question(
                    f"balance-{place}", words, seconds, hint=_l("Up to 10. Stop where you cannot hold it."), must=False
                )
                for place, words in BALANCE
            ),
        ),
    )


def _test(values: Values) -> Taken | None:
    if values.get("test") != "yes":
        return None
    held: dict[str, Any] = {place: values.get(f"balance-{place}") for place, _words in BALANCE}
    return Taken("OUT-11", values["stands"], {"balance": {k: v for k, v in held.items() if v is not None}})
