"""Education cards (A21): one idea each, beside the block or the care it explains.

A card with several texts shows another one each week. Every idea is one that the clinical reference supports; none
promises a cure or names a cause for anyone's pain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from planner.care.b12 import has_absorption_problem, in_first_days, weeks_of_treatment
from planner.care.schedule import is_treated
from planner.domain.person import Answer, Profile
from planner.domain.week import BlockKind, Card, CareKind
from planner.screening.outcome import Pace, Passed

Fits = Callable[[Profile, Passed, date], bool]


@dataclass(frozen=True, slots=True)
class Idea:
    """``beside`` is a block kind or a care kind. ``rule`` is where the idea comes from."""

    rule: str
    article: tuple[str, ...]
    beside: BlockKind | CareKind
    texts: tuple[str, ...]
    fits: Fits


def _always(_profile: Profile, _passed: Passed, _start: date) -> bool:
    return True


def _low(profile: Profile, _passed: Passed, _start: date) -> bool:
    return profile.b12.low is not Answer.NO


def _absorption(profile: Profile, _passed: Passed, _start: date) -> bool:
    return has_absorption_problem(profile)


def _injections(profile: Profile, _passed: Passed, _start: date) -> bool:
    return is_treated(profile.b12) and profile.b12.treatment in ("injections", "both")


def _first_half_year(profile: Profile, _passed: Passed, start: date) -> bool:
    weeks = weeks_of_treatment(profile.b12, start)
    return weeks is not None and weeks < 26


def _waiting(profile: Profile, _passed: Passed, _start: date) -> bool:
    return profile.b12.low is not Answer.NO and profile.b12.treatment == "not_yet"


def _first_days(profile: Profile, _passed: Passed, start: date) -> bool:
    return in_first_days(profile.b12, start)


def _lowering_medicine(profile: Profile, _passed: Passed, _start: date) -> bool:
    return bool({"metformin", "acid_reducer"} & (profile.medicines | profile.medicines_not_sure))


def _numb(profile: Profile, _passed: Passed, _start: date) -> bool:
    return profile.numbness.areas is None or bool(profile.numbness.areas)


def _low_or_numb(profile: Profile, passed: Passed, start: date) -> bool:
    return _low(profile, passed, start) or _numb(profile, passed, start)


def _bones(_profile: Profile, passed: Passed, _start: date) -> bool:
    return bool({"OP", "VF"} & set(passed.conditions))


def _low_or_bones(profile: Profile, passed: Passed, start: date) -> bool:
    return _low(profile, passed, start) or _bones(profile, passed, start)


def _tired(profile: Profile, passed: Passed, start: date) -> bool:
    return passed.pace is not Pace.GREEN or "ANA" in passed.conditions or _low(profile, passed, start)


def _insulin(profile: Profile, _passed: Passed, _start: date) -> bool:
    return "diabetes_insulin" in profile.conditions | profile.conditions_not_sure


def _spine_before(profile: Profile, _passed: Passed, _start: date) -> bool:
    spine, bones = profile.spine, profile.bones
    return any(answer is not Answer.NO for answer in (spine.diagnosis, spine.surgery, bones.spine_fracture))


IDEAS: Final[tuple[Idea, ...]] = (
    Idea("B12-01", ("A1",), CareKind.B12, (
        "Enough B12 comes first. Exercise works beside the treatment your clinic set, not instead of it.",
    ), _low),
    Idea("B12-12", ("A2",), CareKind.B12, (
        "Blood often recovers in about 8 weeks of treatment.",
        "Nerves take longer than blood: weeks to 6 months or more. They may feel odd at first, and may not recover "
        "fully.",
    ), _first_half_year),
    Idea("B12-12", ("A2",), CareKind.B12, (
        "Low B12 that is left for over 3 months can harm nerves for good. Please ask your clinic when treatment "
        "begins.",
    ), _waiting),
    Idea("B12-11", ("A2",), CareKind.B12, (
        "In the first three days of treatment keep to easy things. A racing heart, marked weakness or cramps: seek "
        "urgent "
        "advice.",
    ), _first_days),
    Idea("B12-14", ("A2", "A12"), CareKind.B12, (
        "On injections your clinic goes by how you feel and by your blood count. If you feel worse again before the "
        "next "
        "one, tell them.",
    ), _injections),
    Idea("B12-15", ("A1",), CareKind.B12, (
        "Folic acid alone can hide low B12 while nerves suffer. Please do not start it without your clinic.",
    ), _low),
    Idea("B12-16", ("A10",), CareKind.FOOD, (
        "Metformin and acid reducers can lower B12. Ask your clinic about it; do not stop a medicine on your own.",
    ), _lowering_medicine),
    Idea("FOOD-04", ("A12",), CareKind.FOOD, (
        "Without the stomach's own carrier, only 1 or 2 parts in a hundred of B12 you swallow get through. That is why "
        "food is no substitute here.",
    ), _absorption),
    Idea("FOOD-05", ("A10", "A11"), CareKind.FOOD, (
        "Blood and bone need more than B12: protein, calcium, vitamin D, iron and folate foods too.",
        "Eggs, meat, fish, dairy and fortified cereal are the usual foods with B12.",
        "A meal can only pass on so much B12, so a little at several meals goes further than a lot at one.",
    ), _always),
    Idea("A3", ("A3",), CareKind.B12, (
        "Even when your B12 is back to normal, movement goes on helping: strength, stretching, walking and posture "
        "together.",
    ), _low),
    Idea("DOSE-03", ("A4", "A5"), BlockKind.CORE, (
        "Strong muscles around the spine share the load with your back.",
        "This is built like a physiotherapist's home programme: a set amount, a level, and small steps.",
    ), _always),
    Idea("PROG-04", ("A16",), BlockKind.CORE, (
        "Weak muscles strain easily. Starting low and adding a little each week protects them.",
    ), _always),
    Idea("DOSE-01", ("A15",), BlockKind.CORE, (
        "Short holds, often repeated, train the endurance that good posture needs.",
    ), _always),
    Idea("DOSE-05", ("A6",), BlockKind.STRETCH, (
        "Stretching makes you suppler and eases stiffness. It works best beside strength and walking.",
        "A mild pull is enough in a stretch. More pull does not help more.",
    ), _always),
    Idea("DOSE-06", ("A7",), BlockKind.YOGA, (
        "Yoga may help posture and the back. A chair or a wall is as good as a mat.",
    ), _always),
    Idea("NSAID-01", ("A8",), CareKind.PAINKILLERS, (
        "Painkillers can bridge a bad patch. They do not make the back stronger.",
    ), _always),
    Idea("WEEK-02", ("A9",), CareKind.WALK, (
        "For the long run, strength, posture and moving are the better choice than tablets.",
        "Walking counts: a short walk on most days beats a long one now and then.",
    ), _always),
    Idea("SCR-01", ("A13",), BlockKind.WARM_UP, (
        "Not everyone with low B12 has back pain, and the link is not always clear. That is why we asked you so much.",
    ), _low),
    Idea("SCR-01", ("A13",), BlockKind.WARM_UP, (
        "Back pain has many causes. We asked about all the serious ones first, and guess at none.",
    ), lambda profile, passed, start: not _low(profile, passed, start)),
    Idea("FAT-05", ("A14",), BlockKind.WARM_UP, (
        "With less oxygen in the blood muscles tire sooner. Short bouts with rests in between are the right way.",
        "On a good day do what is planned and no more. A steady pace brings you further than good and bad days in "
        "turn.",
    ), _tired),
    Idea("OUT-09", ("A17",), BlockKind.BALANCE, (
        "Low B12 can irritate nerves. Once a month, look where it tingles or feels numb, and tell your clinic if it "
        "spreads.",
    ), _low_or_numb),
    Idea("AMB-04", ("A17",), CareKind.WALK, (
        "Numb feet do not feel a stone or a blister. Wear shoes, and look at your feet before and after.",
    ), _numb),
    Idea("RED-03", ("A18",), CareKind.WALK, (
        "New unsteady walking, clumsy hands or weak legs can come from the spinal cord. Stop, and have it checked "
        "the same "
        "day.",
    ), _low_or_numb),
    Idea("AMB-01", ("A19",), BlockKind.CORE, (
        "Low B12 may go with thinner bones. A straight back when you bend, lift and get up keeps them safe.",
        "Work for back and legs, and balance, look after your bones; walking alone is not enough.",
    ), _low_or_bones),
    Idea("AMB-02", ("A20",), CareKind.POSTURE, (
        "Earlier trouble in the spine can make pain worse. Good posture breaks spread the load.",
    ), _spine_before),
    Idea("Q-22", ("A20",), CareKind.POSTURE, (
        "We asked about earlier spine trouble because it can make pain worse. If something comes back to you, add it.",
    ), lambda profile, passed, start: not _spine_before(profile, passed, start)),
    Idea("A21", ("A21",), CareKind.CHECK_IN, (
        "Knowing how things hang together helps you to manage them. Each card here is one idea; take your time.",
        "Write down what helped this week. Knowing your own pattern is half the work.",
    ), _always),
    Idea("AMB-18", (), BlockKind.WARM_UP, (
        "With insulin: check your glucose before you start, have fast sugar at hand, and look at your feet after.",
    ), _insulin),
)  # fmt: skip


def cards_for(profile: Profile, passed: Passed, start: date) -> tuple[Card, ...]:
    """The cards of the week that begins on ``start``, in a fixed order."""
    week = start.toordinal() // 7
    return tuple(
        Card(idea.article, idea.texts[week % len(idea.texts)], idea.beside.value)
        for idea in IDEAS
        if idea.fits(profile, passed, start)
    )


def placed(cards: Sequence[Card], kinds_of_days: Sequence[frozenset[str]]) -> tuple[tuple[Card, ...], ...]:
    """Each card on a day that has what it stands beside, spread out; one with no such day on the emptiest day.

    ``kinds_of_days`` holds for each day the block kinds and care kinds it has. No card is lost.
    """
    days: list[list[Card]] = [[] for _ in kinds_of_days]
    for card in cards:
        fitting = [number for number, kinds in enumerate(kinds_of_days) if card.beside in kinds]
        chosen = min(fitting or range(len(days)), key=lambda number: (len(days[number]), number))
        days[chosen].append(card)
    return tuple(tuple(cards_of_day) for cards_of_day in days)
