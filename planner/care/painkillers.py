"""Cautions about anti-inflammatory painkillers (NSAID-01 … NSAID-09, PAIN-08): never a product, never a dose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from planner.domain.diary import DayLog
from planner.domain.person import Answer, Profile
from planner.domain.week import CareItem, CareKind

DAYS_IN_A_ROW: Final = 10
DAYS_OF_FOURTEEN: Final = 10
FORTNIGHT: Final = 14
SPEAK_WITH_SOMEONE: Final = "Please speak with a pharmacist or doctor."
"""NSAID-08."""


@dataclass(frozen=True, slots=True)
class Caution:
    """``personal``: this person's own answers ask for it."""

    rule: str
    text: str
    personal: bool = False


def _ask_first_reasons(profile: Profile) -> tuple[str, ...]:
    """NSAID-03, from what the intake asks; what it does not ask is in the general text."""
    reasons = []
    if profile.age > 65:
        reasons.append("you are over 65")
    if profile.blood_pressure.high is not Answer.NO:
        reasons.append("of your blood pressure")
    named = {"heart": "of your heart", "kidney": "of your kidneys"}
    told = profile.conditions | profile.conditions_not_sure
    reasons += [words for condition, words in named.items() if condition in told]
    return tuple(reasons)


def _medicine_reasons(profile: Profile) -> tuple[str, ...]:
    """NSAID-04."""
    named = {
        "blood_thinner": "blood thinners",
        "steroid_over_3_months": "steroid tablets",
        "bp_tablets": "blood-pressure tablets",
    }
    told = profile.medicines | profile.medicines_not_sure
    return tuple(words for medicine, words in named.items() if medicine in told)


def _listed(parts: tuple[str, ...]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def _before_first_use(profile: Profile) -> Caution:
    reasons = _ask_first_reasons(profile)
    if reasons:
        return Caution("NSAID-03", f"Ask a doctor or pharmacist first, because {_listed(reasons)}.", personal=True)
    return Caution(
        "NSAID-03",
        "Ask a doctor or pharmacist first after a stomach ulcer or bleed or a stroke, over 65, with kidney, liver, "
        "heart or bowel disease, high blood pressure, asthma, or an allergy to such tablets.",
    )


def _with_other_medicines(profile: Profile) -> Caution:
    reasons = _medicine_reasons(profile)
    if reasons:
        return Caution("NSAID-04", f"Ask first, because of your {_listed(reasons)}.", personal=True)
    return Caution(
        "NSAID-04",
        "Ask first if you take blood thinners, steroids, water tablets, or tablets for blood pressure or mood.",
    )


def _pregnancy(profile: Profile) -> Caution | None:
    if profile.pregnancy.pregnant is not Answer.NO:
        return Caution("NSAID-05", "Not in pregnancy unless your midwife or doctor advises it.", personal=True)
    if profile.sex == "male" or profile.age >= 55:  # [D] nobody is asked about trying for a baby
        return None
    return Caution("NSAID-05", "Not in pregnancy or when trying for a baby unless advised.")


def _acid_reducers(profile: Profile) -> Caution | None:
    if "acid_reducer" not in profile.medicines | profile.medicines_not_sure:
        return None
    return Caution(
        "NSAID-07",
        "Long use of acid reducers can lower how much B12 you take up from food. Tell the clinic that treats your B12; "
        "do not stop them on your own.",
        personal=True,
    )


def cautions(profile: Profile) -> tuple[Caution, ...]:
    """Every caution in rule order, the personal ones marked."""
    found = (
        Caution(
            "NSAID-01",
            "Anti-inflammatory painkillers can help for a short time: the least that works, for the shortest time. "
            "Ask a pharmacist before the first use.",
        ),
        Caution("NSAID-02", "Do not combine two anti-inflammatory painkillers without advice."),
        _before_first_use(profile),
        _with_other_medicines(profile),
        _pregnancy(profile),
        Caution(
            "NSAID-06",
            "They can make the gut bleed, which can cause or worsen anaemia. Black stools or vomiting blood: call your "
            "emergency number.",
        ),
        _acid_reducers(profile),
        Caution(
            "NSAID-08",
            "They are for short use: more than 10 days in a row, or 10 or more days out of 14, is a reason to speak "
            "with a pharmacist or doctor.",
        ),
        Caution(
            "NSAID-09",
            "This plan makes no choice between medicines. Not every painkiller is advised for back pain; a pharmacist "
            "can tell you more.",
        ),
    )
    return tuple(caution for caution in found if caution is not None)


@dataclass(frozen=True, slots=True)
class DaysOfUse:
    """Days on which painkillers were taken, up to and with a day: in a row, and in the last fourteen."""

    in_a_row: int
    of_fourteen: int


def days_of_use(logs: Iterable[DayLog], today: date) -> DaysOfUse:
    """Counted from what was noted. A day nobody marked is not counted, and ends a row only if the next is open too [D].

    One forgotten day should not hide a long row; two may be two days without.
    """
    taken = {log.day: log.painkillers for log in logs if log.painkillers is not None and log.day <= today}
    fourteen = sum(bool(taken.get(today - timedelta(days=back))) for back in range(FORTNIGHT))
    return DaysOfUse(_in_a_row(taken, today), fourteen)


def _in_a_row(taken: Mapping[date, bool], today: date) -> int:
    # Today may not be noted yet: the row then ends yesterday.
    day, count, open_days = today, 0, 0
    while open_days < 2 and taken.get(day) is not False:
        if taken.get(day):
            count, open_days = count + 1, 0
        else:
            open_days += 1
        day -= timedelta(days=1)
    return count


def too_many_days(in_a_row: int, of_fourteen: int) -> bool:
    """NSAID-08: more than 10 days in a row, or 10 or more of the last 14."""
    return in_a_row > DAYS_IN_A_ROW or of_fourteen >= DAYS_OF_FOURTEEN


def caution_for_days(use: DaysOfUse) -> Caution | None:
    """NSAID-08 in words with the person's own count, once it is reached."""
    if not too_many_days(use.in_a_row, use.of_fourteen):
        return None
    if use.in_a_row > DAYS_IN_A_ROW:
        days = f"{use.in_a_row} days in a row"
    else:
        days = f"{use.of_fourteen} of the last {FORTNIGHT} days"
    return Caution("NSAID-08", f"You noted painkillers on {days}. {SPEAK_WITH_SOMEONE}", personal=True)


def painkiller_items(profile: Profile, first: date, second: date) -> tuple[tuple[date, CareItem], ...]:
    """Two items in the week: the person's own cautions first, later the general ones, a different one each week."""
    found = cautions(profile)
    personal = [caution for caution in found if caution.personal]
    opening = [found[0], *personal]
    general = [caution for caution in found if caution not in opening]
    turn = general[(first.toordinal() // 7) % len(general)]
    later = "Please do not take painkillers in order to get through a session."
    return (
        (first, _item(tuple(opening), "NSAID-01")),
        (second, CareItem(CareKind.PAINKILLERS, None, f"{later} {turn.text}", turn.rule, ("A8",))),
    )


def _item(found: tuple[Caution, ...], rule: str) -> CareItem:
    return CareItem(CareKind.PAINKILLERS, None, " ".join(caution.text for caution in found), rule, ("A8",))
