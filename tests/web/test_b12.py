"""Treatment dates as the clinic set them, marked by the person; blood results as their own record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest

from planner.care.b12 import LBL_ABS, OVERDUE
from planner.care.course import COURSE
from planner.domain.health_record import BloodResult, TreatmentMark, TreatmentState
from tests.web.care_answers import ANN, ON_INJECTIONS, change_answers
from tests.web.conftest import TestServices, Visitor

PAGE = "/people/1/b12"
DUE = date(2026, 12, 7)


@pytest.fixture
def treated(ann_with_a_week: Visitor, services: TestServices) -> Visitor:
    """Ann has an absorption problem and an injection every 12 weeks."""
    change_answers(services, b12=ON_INJECTIONS)
    return ann_with_a_week


def _marks(services: TestServices) -> tuple[TreatmentMark, ...]:
    with services.storage.reading() as unit:
        return unit.records.treatments(ANN)


def _results(services: TestServices) -> tuple[BloodResult, ...]:
    with services.storage.reading() as unit:
        return unit.records.blood_results(ANN)


def _text(page: str) -> str:
    return unescape(page)


def test_the_next_date_and_the_exact_label_stand_on_the_page(treated: Visitor) -> None:
    page = _text(treated.get(PAGE).text)
    assert "Monday 7 December" in page
    assert "in 19 days" in page
    assert LBL_ABS in page
    assert "every 12 weeks" in page
    assert OVERDUE not in page


def test_the_expected_course_shows_where_somebody_is_in_it(treated: Visitor) -> None:
    page = _text(treated.get(PAGE).text)
    assert all(stage.text in page for stage in COURSE)
    assert page.count(">Now</span>") == 2


def test_a_date_that_has_passed_says_so_in_the_exact_words(
    treated: Visitor, services: TestServices, later: Callable[[timedelta], None]
) -> None:
    later(timedelta(days=20))
    page = _text(treated.get(PAGE).text)
    assert OVERDUE in page
    assert "Did you have it on Monday 7 December?" in page
    assert treated.send(f"{PAGE}/dates/{DUE}", {"state": "done", "on": DUE.isoformat()}).status_code == 303
    page = _text(treated.get(PAGE).text)
    assert OVERDUE not in page
    assert "Monday 1 March" in page
    assert [(mark.due, mark.state) for mark in _marks(services)] == [(DUE, TreatmentState.DONE)]


def test_a_treatment_may_be_moved_missed_and_the_mark_taken_back(treated: Visitor, services: TestServices) -> None:
    assert treated.send(f"{PAGE}/dates/{DUE}", {"state": "moved", "on": "2026-12-10"}).status_code == 303
    assert _marks(services)[0].moved_to == date(2026, 12, 10)
    assert "Thursday 10 December" in treated.get(PAGE).text
    assert treated.send(f"{PAGE}/dates/{DUE}", {"state": "missed", "on": ""}).status_code == 303
    assert (_marks(services)[0].state, _marks(services)[0].moved_to) == (TreatmentState.MISSED, None)
    assert treated.send(f"{PAGE}/dates/{DUE}/open").status_code == 303
    assert _marks(services) == ()


@pytest.mark.parametrize(
    ("form", "slip"),
    [
        ({"state": "done", "on": "2026-12-07"}, "This date has not come yet"),
        ({"state": "moved", "on": ""}, "Please give the new date"),
        ({"state": "moved", "on": "2026-12-07"}, "Please give another date"),
        ({"state": "moved", "on": "2029-12-07"}, "not more than a year away"),
        ({"on": "2026-12-07"}, "Please answer this one"),
    ],
)
def test_a_mark_that_cannot_be_is_asked_again(
    treated: Visitor, services: TestServices, form: dict[str, str], slip: str
) -> None:
    page = treated.send(f"{PAGE}/dates/{DUE}", form)
    assert page.status_code == 422
    assert slip in page.text
    assert _marks(services) == ()


def test_a_day_without_a_treatment_leads_back(treated: Visitor, services: TestServices) -> None:
    assert treated.get(f"{PAGE}/dates/2026-12-08").headers["Location"] == PAGE
    assert treated.send(f"{PAGE}/dates/2026-12-08", {"state": "missed"}).status_code == 303
    assert treated.get(f"{PAGE}/dates/yesterday").status_code == 404
    assert _marks(services) == ()


def test_a_daily_tablet_has_no_dates_to_tick_off(ann_with_a_week: Visitor, services: TestServices) -> None:
    daily = {"low": "yes", "cause": "diet", "treatment": "tablets", "schedule": {"every_days": 1}}
    change_answers(services, b12=daily | {"started": "2026-09-01"})
    page = ann_with_a_week.get(PAGE).text
    assert "Every day" in page
    assert "/b12/dates/" not in page
    assert LBL_ABS not in page


def test_nobody_without_low_b12_is_told_of_treatment(ann_with_a_week: Visitor) -> None:
    page = ann_with_a_week.get(PAGE).text
    assert "What to expect" not in page
    assert "Blood results" in page


def test_a_result_is_kept_in_one_unit_with_what_was_typed_and_drawn_from_two_on(
    treated: Visitor, services: TestServices
) -> None:
    form = {"test": "haemoglobin", "typed": "11,2 g/dL", "taken": "2026-10-01"}
    assert treated.send(f"{PAGE}/results", form).status_code == 303
    page = _text(treated.get(PAGE).text)
    assert "112 g/L" in page
    assert "you wrote 11,2 g/dL" in page
    assert "plot-line" not in page
    treated.send(f"{PAGE}/results", {"test": "haemoglobin", "typed": "121 g/L", "taken": "2026-11-02"})
    page = treated.get(PAGE).text
    assert "plot-line" in page
    assert "Haemoglobin (Hb) over time" in page
    assert [(r.value, r.unit) for r in _results(services)] == [(112.0, "g/L"), (121.0, "g/L")]


@pytest.mark.parametrize(
    ("form", "slip"),
    [
        ({"test": "b12", "typed": "320 pmol/L", "taken": "2026-10-01"}, "from 10 to 20000 ng/L"),
        ({"test": "haemoglobin", "typed": "900 g/L", "taken": "2026-10-01"}, "g/L"),
        ({"test": "ferritin", "typed": "low", "taken": "2026-10-01"}, "from 1 to 20000"),
        ({"test": "folate", "typed": "8 µg/L", "taken": "2026-12-01"}, "has not come yet"),
        ({"test": "iron", "typed": "8", "taken": "2026-10-01"}, "Please answer this one"),
    ],
)
def test_a_result_that_cannot_be_kept_is_refused_with_what_can(
    treated: Visitor, services: TestServices, form: dict[str, str], slip: str
) -> None:
    page = treated.send(f"{PAGE}/results", form)
    assert page.status_code == 422
    assert slip in _text(page.text)
    assert _results(services) == ()


def test_a_result_can_be_removed_but_not_by_a_stranger(
    treated: Visitor, services: TestServices, visit: Callable[[], Visitor]
) -> None:
    treated.send(f"{PAGE}/results", {"test": "b12", "typed": "320 ng/L", "taken": "2026-10-01"})
    result = _results(services)[0].id
    stranger = visit().sign_in("bob@example.org")
    number = stranger.consent()
    assert stranger.send(f"{PAGE}/results/{result}/remove").status_code == 404
    stranger.send(f"/people/{number}/b12/results/{result}/remove")
    assert len(_results(services)) == 1
    treated.send(f"{PAGE}/results/{result}/remove")
    assert _results(services) == ()


def test_no_word_of_the_page_judges_a_result_or_names_a_dose(treated: Visitor) -> None:
    treated.send(f"{PAGE}/results", {"test": "b12", "typed": "90 ng/L", "taken": "2026-10-01"})
    page = treated.get(PAGE).text.casefold()
    main = page[page.index("<main") : page.index("</main>")]
    assert not any(word in main for word in ("too low", "too high", "normal range", "deficient", "1 mg", "1000 µg"))


def test_somebody_in_the_middle_of_the_questions_is_led_there(ann: Visitor) -> None:
    number = ann.consent()
    for path in ("b12", "food", "painkillers"):
        assert ann.get(f"/people/{number}/{path}").headers["Location"] == f"/people/{number}/questions"
