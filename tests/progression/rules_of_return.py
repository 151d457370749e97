"""REG-01 to REG-04 and RET-01 to RET-07, written a second time: what each forbids in a life, as breaches in words."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.exercise import Level
from planner.progression.prescription import Prescription
from planner.screening.outcome import Pace
from tests.progression.lived import (
    TWO_WEEKS,
    Lived,
    after_each_week,
    gap,
    grew,
    held,
    items_of,
    last_times,
    most_repeats,
    most_work,
    pages_of,
    said,
    sets_of,
    trained,
    usual,
    work,
)


def one_hard_session_means_less_next_time(life: Lived) -> Iterator[str]:
    """REG-01: effort two above target, or too much pain, in the last session of the week."""
    for number in after_each_week(life):
        for exercise, times in last_times(life, number - 1):
            dose = times[-1].item.dose
            if times[-1].bad and work(dose) > 1 and most_work(life.weeks[number], exercise) >= work(dose):
                yield f"week {number}: {exercise} is no less after a hard session"


def two_hard_sessions_mean_a_step_back_and_three_a_week_without(life: Lived) -> Iterator[str]:
    """REG-02, within two weeks. Where no easier step is left two mean less of the same [D]."""
    for number in after_each_week(life):
        usable = set(life.library.exercises) - {left.exercise for left in life.weeks[number].left_out}
        for exercise, times in last_times(life, number - 1):
            bad = [t for t in times if t.bad and times[-1].day - t.day < TWO_WEEKS]
            if not times[-1].bad or len(bad) < 2 or exercise not in held(life.weeks[number]):
                continue
            own = life.library.exercises[exercise]
            easier = [e for e in life.library.family(own.family) if e.step < own.step and e.id in usable]
            if len(bad) >= 3 or easier:
                yield f"week {number}: {exercise} is still there after {len(bad)} hard sessions"


def what_was_set_aside_is_asked_again_after_a_week(life: Lived) -> Iterator[str]:
    """REG-02, PAIN-06: a week, no longer, unless there was a new reason."""
    for number in after_each_week(life):
        told, before = life.told[number], life.told[number - 1]
        again = set(told.avoid) & set(before.avoid) - set(told.steps)
        if again and not any(page.new_symptoms for page in pages_of(life, number - 1)):
            yield f"week {number}: {again} away for a second week"


def _flared(life: Lived, number: int) -> bool:
    return any(
        min(page.pain_during or 0, page.pain_next_morning or 0) >= usual(life) + 3 for page in pages_of(life, number)
    )


def a_flare_is_followed_by_half_and_three_quarters(life: Lived) -> Iterator[str]:
    """REG-03: after two or three restful days."""
    for number in after_each_week(life):
        told = life.told[number]
        if _flared(life, number - 1) and not (told.volume_factor <= 0.5 and told.restorative_days in (2, 3)):
            yield f"week {number}: no rest after a flare"
        if number > 1 and _flared(life, number - 2) and told.volume_factor > 0.75:
            yield f"week {number}: everything again a week after a flare"


def every_fourth_week_is_easy(life: Lived) -> Iterator[str]:
    """REG-04: 60 % of the sets, the same core and balance work; for beginners only after tiredness of 5 or more."""
    for number in after_each_week(life):
        told, before = life.told[number], life.weeks[number - 1]
        tired = [page.tiredness for page in pages_of(life, number - 1) if page.tiredness is not None]
        due = number % 4 == 3 and (told.level is not Level.BEGINNER or (tired and sum(tired) / len(tired) >= 5))
        exhausted = told.pace in (Pace.ORANGE, Pace.RED) or before.screening.caps.session_minutes == 10
        coming_back = exhausted or any(said(told, rule) for rule in ("RET-03", "RET-04", "RET-05", "RET-06", "REG-03"))
        if bool(due) is not told.easy_week and not coming_back:
            yield f"week {number}: easy is {told.easy_week}"
        timed = sum(item.minutes is not None for item in items_of(before))
        if told.easy_week and sets_of(life.weeks[number]) > max(1, timed + 0.6 * (sets_of(before) - timed)):
            yield f"week {number}: {sets_of(life.weeks[number])} sets after {sets_of(before)}"
        if told.easy_week and len(life.weeks[number].sessions) < len(before.sessions):
            yield f"week {number}: an easy week has fewer sessions"
        if told.easy_week and life.told[number - 1].volume_factor == 1:
            core = trained(life.weeks[number])
            new = core - held(before) - set(told.steps.values())
            if new:
                yield f"week {number}: {', '.join(sorted(new))} new in an easy week"


def eight_to_fourteen_days_off_mean_three_quarters(life: Lived) -> Iterator[str]:
    """RET-03."""
    for number in after_each_week(life):
        told = life.told[number]
        if 8 <= gap(life, number) <= 14 and (not _comes_back(told, "RET-03") or told.volume_factor > 0.75):
            yield f"week {number}: {told.volume_factor} after {gap(life, number)} days"


def _comes_back(told: Prescription, rule: str) -> bool:
    """The rule's own words, or those of a more careful one."""
    return any(said(told, other) for other in (rule, "RET-03", "RET-04", "RET-05", "RET-06", "REG-03"))


def a_missed_day_is_not_made_up_for(life: Lived) -> Iterator[str]:
    """RET-01: no more sets than a tenth above the week before the miss."""
    for number in after_each_week(life):
        if said(life.told[number], "RET-01"):
            before = sets_of(life.weeks[number - 1])
            if sets_of(life.weeks[number]) > before + max(1, before // 10):
                yield f"week {number}: doubled up after a missed day"


def four_to_seven_days_repeat_the_last_full_week(life: Lived) -> Iterator[str]:
    """RET-02."""
    for number in after_each_week(life):
        if not 4 <= gap(life, number) <= 7:
            continue
        told = life.told[number]
        if grew(told) or not _comes_back(told, "RET-02"):
            yield f"week {number}: something grew after a week off"
        full = next(
            (n for n in range(number - 1, -1, -1) if len(pages_of(life, n)) == len(life.weeks[n].sessions)), None
        )
        if (
            full is not None
            and told.level is life.told[full].level
            and life.told[full].volume_factor == told.volume_factor == 1
        ):
            now, then = most_repeats(life.weeks[number]), most_repeats(life.weeks[full])
            more = [exercise for exercise in now if now[exercise] > then.get(exercise, now[exercise])]
            new = held(life.weeks[number]) - held(life.weeks[full]) - set(told.steps.values())
            if said(told, "RET-02") and (more or len(new) > len(held(life.weeks[number])) // 4):
                yield f"week {number}: {more} are more than in the last full week, {new} are new"


def two_to_four_weeks_off_mean_half_one_step_down_and_the_questions(life: Lived) -> Iterator[str]:
    """RET-04: half, one step down, asked again; three quarters in the week after, still that one step down."""
    for number in after_each_week(life):
        told, days = life.told[number], gap(life, number)
        if 15 <= days <= 28:
            if told.volume_factor > 0.5 or not told.rescreen or not said(told, "RET-04"):
                yield f"week {number}: {told.volume_factor} after {days} days"
            yield from _not_one_step_down(life, number)
        elif number > 1 and 15 <= gap(life, number - 1) <= 28 and days < 4:
            if told.volume_factor > 0.75:
                yield f"week {number}: everything again a week after a long break"
            yield from _not_one_step_down(life, number)


def _not_one_step_down(life: Lived, number: int) -> Iterator[str]:
    """Against the last week before the break: what has an easier usable step gives way to the nearest one."""
    done = {page.week for page in life.pages}
    broken = next(n for n in range(number, 0, -1) if gap(life, n) >= 15 and gap(life, n - 1) < 15)
    before = max(n for n in range(broken) if life.weeks[n].start in done)
    library, refused = life.library, {left.exercise for left in life.weeks[number].left_out}
    for exercise in held(life.weeks[before]):
        own = library.exercises[exercise]
        easier = [e.id for e in library.family(own.family) if e.step < own.step and e.id not in refused]
        if easier and (life.told[number].steps.get(exercise) != easier[-1] or exercise in held(life.weeks[number])):
            yield f"week {number}: {exercise} gave way to {life.told[number].steps.get(exercise)}, not {easier[-1]}"


def more_than_four_weeks_off_begin_again(life: Lived) -> Iterator[str]:
    """RET-05: asked again, a beginner's week, nothing of what was added."""
    for number in after_each_week(life):
        told = life.told[number]
        if gap(life, number) > 28 and not (
            told.rescreen
            and told.level is Level.BEGINNER
            and not told.doses
            and not told.steps
            and said(told, "RET-05")
        ):
            yield f"week {number}: no new beginning after {gap(life, number)} days"


def a_fever_means_half_and_then_three_quarters(life: Lived) -> Iterator[str]:
    """RET-06; and three quarters in the week after, as after a flare [D]."""

    def feverish(number: int) -> bool:
        return any("fever" in symptom for page in pages_of(life, number) for symptom in page.new_symptoms)

    for number in after_each_week(life):
        told = life.told[number]
        if feverish(number - 1) and not (told.volume_factor <= 0.5 and told.rescreen and _comes_back(told, "RET-06")):
            yield f"week {number}: {told.volume_factor} after a fever"
        if number > 1 and feverish(number - 2) and told.volume_factor > 0.75 and gap(life, number) < 4:
            yield f"week {number}: everything again a week after a fever"


def words_are_kind(life: Lived) -> Iterator[str]:
    """RET-07."""
    for number, told in enumerate(life.told):
        words = " ".join([m.text.lower() for m in told.messages] + [c.text.lower() for c in told.changes])
        if any(word in words for word in ("failed", "should have", "streak", "lazy", "only managed")):
            yield f"week {number}: {words}"
        if any(said(told, rule) for rule in ("RET-03", "RET-04")) and "ready when you are" not in words:
            yield f"week {number}: no kind word after the break"
