"""Food by the day and the week, and days of painkillers."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest

from planner.care.b12 import LBL_ABS
from planner.domain.diary import DayLog
from tests.web.care_answers import ANN, ON_INJECTIONS, change_answers
from tests.web.conftest import START, TestServices, Visitor

FOOD, PAINKILLERS = "/people/1/food", "/people/1/painkillers"
TODAY = START.date()


def _day(services: TestServices, day: date = TODAY) -> DayLog | None:
    with services.storage.reading() as unit:
        return next(iter(unit.diaries.days(ANN, day, day)), None)


def _keep(services: TestServices, log: DayLog) -> None:
    with services.storage.writing() as unit:
        unit.diaries.record_day(ANN, log, services.now())
        unit.commit()


def test_portions_are_added_up_against_the_reference_of_the_country(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    page = ann_with_a_week.get(FOOD).text
    assert "1.5 µg of B12 a day" in page
    assert ann_with_a_week.send(f"{FOOD}/{TODAY}", {"milk": "1,5", "egg": "1"}).status_code == 303
    log = _day(services)
    assert log is not None
    assert log.foods == {"milk": 1.5, "egg": 1}
    page = ann_with_a_week.get(FOOD).text
    assert "about 2.5 µg" in page
    assert "Target met" in page
    assert 'value="1.5"' in page


def test_with_an_absorption_problem_the_label_stands_where_the_target_would(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    change_answers(services, b12=ON_INJECTIONS)
    assert LBL_ABS in ann_with_a_week.get(FOOD).text
    ann_with_a_week.send(f"{FOOD}/{TODAY}", {"clams": "2"})
    page = ann_with_a_week.get(FOOD).text
    assert LBL_ABS in page
    assert "about 34 µg" in page
    assert "Target met" not in page
    assert "Reference for a day" not in page


def test_noting_food_keeps_what_else_the_day_holds(ann_with_a_week: Visitor, services: TestServices) -> None:
    _keep(services, DayLog(TODAY, pain=4, painkillers=True, note="rain"))
    ann_with_a_week.send(f"{FOOD}/{TODAY}", {"cheddar": "1", "made-up": "9"})
    assert _day(services) == DayLog(TODAY, pain=4, painkillers=True, note="rain", foods={"cheddar": 1})


@pytest.mark.parametrize("amount", ["-1", "many", "21", "1.2.3", "1e3"])
def test_a_portion_that_is_no_number_is_asked_again(
    ann_with_a_week: Visitor, services: TestServices, amount: str
) -> None:
    page = ann_with_a_week.send(f"{FOOD}/{TODAY}", {"egg": amount, "milk": "1"})
    assert page.status_code == 422
    assert "from 0 to 20" in page.text
    assert f'value="{amount}"' in page.text
    assert _day(services) is None


def test_the_table_and_the_ideas_respect_what_somebody_eats(ann_with_a_week: Visitor, services: TestServices) -> None:
    change_answers(services, diet="vegan")
    _keep(services, DayLog(TODAY, foods={"egg": 1}))
    page = ann_with_a_week.get(FOOD).text
    main = page[page.index("<main") :].casefold()
    assert "nutritional yeast" in main
    assert 'name="egg"' in main
    assert not any(word in main for word in ("salmon", "mince", "yogurt", "cheddar"))


def test_a_day_to_come_has_no_page_and_an_earlier_one_has(ann_with_a_week: Visitor) -> None:
    assert ann_with_a_week.get(f"{FOOD}/{TODAY + timedelta(days=1)}").status_code == 404
    page = ann_with_a_week.get(f"{FOOD}/2026-11-16").text
    assert "Monday 16 November" in page
    assert "/food/2026-11-17" in page


def test_a_week_shows_its_days_and_never_counts_an_empty_one_as_nothing(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    assert "Nothing noted this week" in ann_with_a_week.get(FOOD).text
    _keep(services, DayLog(date(2026, 11, 16), foods={"milk": 2}))
    page = unescape(ann_with_a_week.get(FOOD).text)
    assert "About 2.6 µg a day on average, over 1 day you noted." in page
    assert "plot-bar" in page


def test_painkillers_are_counted_by_days_and_never_by_name_or_dose(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    ann_with_a_week.send(PAINKILLERS, {TODAY.isoformat(): "yes"})
    log = _day(services)
    assert log is not None
    assert log.painkillers is True
    page = ann_with_a_week.get(PAINKILLERS).text
    assert "Noted on one of the last 14 days." in page
    main = page[page.index("<main") :].casefold()
    assert not any(word in main for word in ("ibuprofen", "naproxen", "paracetamol", " mg", "aspirin"))


def test_ten_days_of_fourteen_ask_to_speak_with_somebody(ann_with_a_week: Visitor, services: TestServices) -> None:
    for back in range(9):
        _keep(services, DayLog(TODAY - timedelta(days=back), painkillers=True))
    assert 'class="notice warn"' not in ann_with_a_week.get(PAINKILLERS).text
    earlier = {(TODAY - timedelta(days=12)).isoformat(): "yes"}
    ann_with_a_week.send(PAINKILLERS, earlier)
    page = unescape(ann_with_a_week.get(PAINKILLERS).text)
    assert "You noted painkillers on 10 of the last 14 days. Please speak with a pharmacist or doctor." in page
    ann_with_a_week.send(PAINKILLERS, dict.fromkeys(earlier, "open"))
    assert _day(services, TODAY - timedelta(days=12)) == DayLog(TODAY - timedelta(days=12))


def test_days_outside_the_fortnight_are_left_alone(ann_with_a_week: Visitor, services: TestServices) -> None:
    for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=14)):
        ann_with_a_week.send(PAINKILLERS, {day.isoformat(): "yes"})
        assert _day(services, day) is None


def test_own_answers_head_the_cautions(ann_with_a_week: Visitor, services: TestServices) -> None:
    assert "Because of your answers" not in ann_with_a_week.get(PAINKILLERS).text
    change_answers(services, age=70)
    page = ann_with_a_week.get(PAINKILLERS).text
    assert "Because of your answers" in page
    assert "you are over 65" in page
