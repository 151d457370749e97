"""Consent, the questions, and where they end."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from planner.care.course import REGIMENS, Regimen
from planner.domain.kept import KeptPerson, PersonState
from planner.domain.person import PersonId
from planner.domain.reminder import LetterKind
from planner.exchange.profile_file import profile_from_text
from planner.use_cases.look_after import CONSENT_VERSION
from planner.web.forms.b12 import B12
from tests.web.answers import PAGES, Form, healthy, with_answers
from tests.web.conftest import TestServices, Visitor


def _person(services: TestServices, number: int) -> KeptPerson:
    with services.storage.reading() as unit:
        return unit.persons.get(PersonId(number))


def _answers(services: TestServices, number: int) -> dict[str, Any]:
    answers: dict[str, Any] = json.loads(_person(services, number).answers)
    return answers


def _letters(services: TestServices, number: int) -> list[tuple[LetterKind, str]]:
    with services.storage.reading() as unit:
        letters = unit.outbox.of_person(PersonId(number), services.now())
    return [(letter.kind, letter.state.value) for letter in letters]


def _screenings(services: TestServices, number: int) -> list[tuple[str, tuple[str, ...]]]:
    with services.storage.reading() as unit:
        return [(entry.state, entry.flags) for entry in unit.screenings.of_person(PersonId(number))]


def test_no_question_comes_before_consent(ann: Visitor, services: TestServices) -> None:
    assert ann.open("/begin").request.path == "/consent"
    refused = ann.send("/consent")
    assert refused.status_code == 422
    with services.storage.reading() as unit:
        assert unit.persons.find(PersonId(1)) is None


def test_consent_is_kept_with_its_date_and_version(ann: Visitor, services: TestServices) -> None:
    number = ann.consent()
    with services.storage.reading() as unit:
        consent = unit.persons.find_consent(PersonId(number))
    assert consent is not None
    assert (consent.version, consent.given) == (CONSENT_VERSION, services.now())


def test_older_words_of_consent_are_asked_again(ann: Visitor, services: TestServices) -> None:
    number = ann.consent()
    with services.storage.writing() as unit:
        unit.persons.give_consent(PersonId(number), "older", services.now())
        unit.commit()
    assert ann.open("/people").request.path == f"/people/{number}/consent"
    assert ann.open(f"/people/{number}/questions/person").request.path == f"/people/{number}/consent"
    assert ann.send(f"/people/{number}/consent", {"agree": "yes"}, follow=True).request.path.endswith(
        "questions/person"
    )


def test_the_questions_end_in_a_kept_week_with_its_letters(ann: Visitor, services: TestServices) -> None:
    number = ann.consent()
    assert ann.answer(number, healthy()).headers["Location"] == f"/people/{number}/check"
    assert ann.get(f"/people/{number}/check").status_code == 200
    assert ann.finish(number).headers["Location"] == f"/people/{number}/week"
    assert _person(services, number).state is PersonState.ACTIVE
    assert _screenings(services, number)[0][0] in ("PASS", "PASS_RESTRICTED")
    kinds = [kind for kind, _state in _letters(services, number)]
    assert LetterKind.WEEK_AHEAD in kinds
    assert LetterKind.SESSION in kinds
    page = ann.get(f"/people/{number}/week")
    assert page.status_code == 200
    assert "23 November" in page.text


def test_the_answers_are_kept_as_a_profile_that_any_reader_takes(ann: Visitor, services: TestServices) -> None:
    number = ann.consent()
    changed = with_answers(
        nerves={"numb": "yes", "numbness.areas": ["feet"], "numbness.change": "same", "numbness.assessed": "yes"},
        b12={
            "b12.low": "yes", "b12.cause": "absorption", "b12.treatment": "injections", "schedule-every": "3",
            "schedule-unit": "months", "schedule-often": "3", "schedule-weeks": "2", "b12.started": "2025-03-03",
            "b12.last_injection": "2026-09-14",
        },
        blood={
            "haemoglobin-known": "yes", "haemoglobin.value": "12,1", "haemoglobin.unit": "g/dL",
            "haemoglobin.date": "2026-10-20", "pressure-upper": "128", "pressure-lower": "78",
        },
        conditions={"conditions.reflux": "yes", "conditions.vertigo": "not sure"},
    )  # fmt: skip
    ann.answer(number, changed)
    assert ann.finish(number).status_code == 303
    kept = _answers(services, number)
    assert kept["red_flags"] == "none"
    assert kept["b12"]["schedule"] == {"phases": [{"times_per_week": 3, "weeks": 2}, {"every_months": 3}]}
    assert kept["haemoglobin"] == {"value": 12.1, "unit": "g/dL", "date": "2026-10-20"}
    assert kept["blood_pressure"]["last"] == "128/78"
    assert (kept["conditions"], kept["conditions_not_sure"]) == (["reflux"], ["vertigo"])
    profile = profile_from_text(_person(services, number).answers, services.now().date(), services.content.library)
    assert not isinstance(profile, tuple)


@pytest.mark.parametrize("regimen", REGIMENS, ids=lambda regimen: regimen.id)
def test_a_usual_schedule_is_picked_and_stays_when_the_questions_come_again(
    ann: Visitor, services: TestServices, regimen: Regimen
) -> None:
    number = ann.consent()
    b12 = {"b12.low": "yes", "b12.cause": "diet", "b12.treatment": regimen.treatment, "b12.started": "2026-09-01"}
    ann.answer(number, with_answers(b12=b12 | {"schedule-usual": regimen.id}))
    assert ann.finish(number).status_code == 303
    kept = _answers(services, number)["b12"]["schedule"]
    profile = profile_from_text(_person(services, number).answers, services.now().date(), services.content.library)
    assert not isinstance(profile, tuple)
    assert profile.b12.schedule == regimen.schedule
    assert _sent_back_untouched(_answers(services, number)) == kept


def _sent_back_untouched(answers: dict[str, Any]) -> Any:
    """The schedule after the step was shown and sent as it was."""
    assert B12.unfold is not None
    return B12.fold(B12.unfold(answers), answers)["b12"]["schedule"]


def test_a_schedule_of_a_file_with_more_phases_than_the_boxes_have_stays_while_they_are_left_alone() -> None:
    phases = [{"every_days": 2, "weeks": 3}, {"times_per_week": 2, "weeks": 4}, {"every_weeks": 6}]
    answers = {"b12": {"low": "yes", "treatment": "injections", "schedule": {"phases": phases}}}
    assert _sent_back_untouched(answers) == {"phases": phases}
    assert B12.unfold is not None
    changed = B12.unfold(answers) | {"schedule-every": 8}
    assert B12.fold(changed, answers)["b12"]["schedule"] != {"phases": phases}


def test_not_sure_is_taken_wherever_it_is_offered(ann: Visitor, services: TestServices) -> None:
    doubtful = healthy()
    for slug, form in doubtful.items():
        if slug.startswith("signs"):
            continue
        for name, value in form.items():
            if value == "no" and name not in ("haemoglobin-known", "surgery_within_12_weeks"):
                form[name] = "not sure"
    doubtful["nerves"]["numb"] = "no"
    doubtful["operations"] |= dict.fromkeys(("spine.myelopathy", "hip_replacement.had"), "no")
    doubtful["b12"] |= {"b12.cause": "not_known", "b12.treatment": "not sure"}
    doubtful["conditions"] |= {
        f"conditions.{word}": "no" for word in ("heart", "lung", "kidney", "eye_surgery_within_12_weeks")
    }
    number = ann.consent()
    assert ann.answer(number, doubtful).headers["Location"] == f"/people/{number}/check"
    assert ann.finish(number).headers["Location"] == f"/people/{number}/week"
    [(state, _flags)] = _screenings(services, number)
    assert state == "PASS_RESTRICTED"


def test_an_emergency_stops_at_once_with_the_exact_message(ann: Visitor, services: TestServices) -> None:
    number = ann.consent()
    stopped = ann.answer(number, with_answers(signs_nerves={"RED-01": "yes"}))
    assert stopped.headers["Location"] == f"/people/{number}/stopped"
    page = ann.get(f"/people/{number}/stopped").text
    assert (
        "Some of your answers need urgent care. These changes can be a sign that nerves in the low back need urgent "
        "checking. Please call 999 or go to an emergency department now. We have not made an exercise plan. "
        "This is not a diagnosis."
    ) in page
    assert 'href="tel:999"' in page
    assert _screenings(services, number) == [("STOP_EMERG", ("RED-01",))]
    assert _person(services, number).state is PersonState.STOPPED


def test_a_less_urgent_sign_waits_for_the_last_warning_sign(ann: Visitor, services: TestServices) -> None:
    number = ann.consent()
    stopped = ann.answer(number, with_answers(signs_nerves={"RED-15": "yes"}, signs_back={"RED-08": "not sure"}))
    assert stopped.headers["Location"] == f"/people/{number}/stopped"
    assert _screenings(services, number) == [("STOP_SAMEDAY", ("RED-08", "RED-15"))]
    assert {flag for _slug, _title, flags in PAGES for flag in flags} == set(_answers(services, number)["signs"])


def test_a_severe_form_raises_the_tier_and_is_cautious_when_left_open(ann: Visitor, services: TestServices) -> None:
    for severe, state in (
        ("yes", "STOP_EMERG"),
        ("not sure", "STOP_EMERG"),
        (None, "STOP_EMERG"),
        ("no", "STOP_SAMEDAY"),
    ):
        number = ann.consent()
        form = {"RED-02": "yes"} if severe is None else {"RED-02": "yes", "RED-02-severe": severe}
        ann.answer(number, with_answers(signs_nerves=form))
        assert _screenings(services, number) == [(state, ("RED-02",))], severe


def test_every_warning_sign_but_the_computed_one_is_asked_and_stops(ann: Visitor, services: TestServices) -> None:
    asked = [flag for _slug, _title, flags in PAGES for flag in flags]
    assert sorted([*asked, "RED-14"]) == sorted(services.content.safety.red_flags)
    for slug, _title, flags in PAGES:
        for flag in flags:
            for doubt in ("yes", "not sure"):
                number = ann.consent()
                ann.answer(number, with_answers(**{slug: {flag: doubt}}))
                assert _person(services, number).state is PersonState.STOPPED, flag
                assert _screenings(services, number)[0][1] == (flag,)


def test_numbers_stop_too_at_the_end(ann: Visitor, services: TestServices) -> None:
    number = ann.consent()
    ann.answer(number, with_answers(blood={"pressure-upper": "182", "pressure-lower": "95"}))
    assert ann.finish(number).headers["Location"] == f"/people/{number}"
    assert ann.open("/people").request.path == f"/people/{number}/stopped"
    state, flags = _screenings(services, number)[0]
    assert state == "STOP_CLEAR"
    assert "RED-14" in flags
    assert _letters(services, number) == []


def test_somebody_under_eighteen_is_told_so(ann: Visitor, services: TestServices) -> None:
    number = ann.consent()
    ann.answer(number, with_answers(person={"age": "17"}))
    assert "adults" in ann.get(f"/people/{number}/stopped").text
    assert _screenings(services, number)[0][0] == "OUT_OF_SCOPE"


def test_a_stop_stands_on_every_page_of_the_person(ann_with_a_week: Visitor, services: TestServices) -> None:
    ann, number = ann_with_a_week, 1
    ann.send(f"/people/{number}/questions")
    ann.answer(number, with_answers(signs_heart={"RED-09a": "yes"}))
    files = tuple(f"weeks/2026-11-23/week.{kind}" for kind in ("pdf", "ics", "json"))
    for rest in (
        "",
        "/week",
        "/check",
        "/questions",
        "/questions/days",
        "/weeks/2026-11-23",
        *(f"/{f}" for f in files),
    ):
        assert ann.open(f"/people/{number}{rest}").request.path == f"/people/{number}/stopped", rest
    assert _letters(services, number)
    assert {state for _kind, state in _letters(services, number)} == {"cancelled"}


def test_a_clearance_lets_a_person_go_on(ann: Visitor, services: TestServices) -> None:
    number = ann.consent()
    form = with_answers(signs_back={"RED-08": "yes"})
    ann.answer(number, form)
    agreed = {"role": "doctor", "day": "2026-11-10", "limits": "no lifting over 5 kg"}
    assert ann.send(f"/people/{number}/stopped", agreed).headers["Location"] == f"/people/{number}"
    assert ann.answer(number, form).headers["Location"] == f"/people/{number}/check"
    assert ann.finish(number).headers["Location"] == f"/people/{number}/week"
    assert _answers(services, number)["clearance"] == {
        "date": "2026-11-10", "role": "doctor", "limits": "no lifting over 5 kg", "for": ["RED-08"],
    }  # fmt: skip


def test_a_second_clearance_keeps_the_first_and_its_date(ann: Visitor, services: TestServices) -> None:
    number = ann.consent()
    form = with_answers(signs_back={"RED-08": "yes"}, operations={"spine.myelopathy": "yes"})
    ann.answer(number, form)
    ann.send(f"/people/{number}/stopped", {"role": "doctor", "day": "2026-11-10"})
    ann.answer(number, form)
    ann.finish(number)
    assert _person(services, number).state is PersonState.STOPPED
    ann.send(f"/people/{number}/stopped", {"role": "nurse", "day": "2026-11-17"})
    clearance = _answers(services, number)["clearance"]
    assert clearance["date"] == "2026-11-10"
    assert {"RED-08", "MYE"} <= set(clearance["for"])
    ann.answer(number, form)
    assert ann.finish(number).headers["Location"] == f"/people/{number}/week"


def test_an_urgent_sign_is_not_cleared_by_an_older_agreement(ann: Visitor, services: TestServices) -> None:
    number = ann.consent()
    ann.answer(number, with_answers(signs_nerves={"RED-01": "yes"}))
    for day, why in (
        ("2026-11-17", "before these answers"),
        ("2026-11-19", "not come yet"),
        ("2026-08-01", "12 weeks"),
    ):
        page = ann.send(f"/people/{number}/stopped", {"role": "doctor", "day": day})
        assert page.status_code == 422
        assert why in page.text
    assert ann.send(f"/people/{number}/stopped", {"role": "doctor", "day": "2026-11-18"}).status_code == 303
    again = ann.answer(number, with_answers(signs_nerves={"RED-01": "yes"}))
    assert again.headers["Location"] == f"/people/{number}/stopped", "the question itself must be answered no"


def test_an_agreement_of_today_counts_where_today_has_begun_earlier(ann: Visitor, services: TestServices) -> None:
    number = ann.consent()
    services.clock = services.clock.replace(hour=21)
    form = with_answers(person={"country": "NZ", "time_zone": "Pacific/Auckland"}, signs_back={"RED-08": "yes"})
    ann.answer(number, form)
    assert ann.send(f"/people/{number}/stopped", {"role": "doctor", "day": "2026-11-19"}).status_code == 303
    assert ann.answer(number, form).headers["Location"] == f"/people/{number}/check"


def test_a_slip_of_the_finger_can_be_put_right_for_an_hour(
    ann: Visitor, services: TestServices, later: Callable[[timedelta], None]
) -> None:
    number = ann.consent()
    ann.answer(number, with_answers(signs_nerves={"RED-01": "yes"}))
    ann.send(f"/people/{number}/questions")
    assert _person(services, number).state is PersonState.PAUSED
    ann.answer(number, with_answers(signs_nerves={"RED-01": "yes"}))
    later(timedelta(hours=1, seconds=1))
    assert "wrong answer" not in ann.get(f"/people/{number}/stopped").text
    ann.send(f"/people/{number}/questions")
    assert _person(services, number).state is PersonState.STOPPED


_B12: Form = {"b12.low": "yes", "b12.cause": "diet", "b12.treatment": "both"}
_HB: Form = {
    "haemoglobin-known": "yes",
    "haemoglobin.value": "121",
    "haemoglobin.unit": "g/L",
    "haemoglobin.date": "2026-10-20",
}
_HIP: Form = {"hip_replacement.had": "yes", "hip_replacement.approach": "unknown", "hip_replacement.limits": "no"}
_NUMB: Form = {"numb": "yes", "numbness.areas": ["feet"], "numbness.change": "same", "numbness.assessed": "yes"}


@pytest.mark.parametrize(
    ("slug", "form", "name"),
    [
        ("nerves", _NUMB | {"numbness.change": "worse"}, "numbness.change"),
        ("nerves", _NUMB | {"numbness.assessed": "no"}, "numbness.assessed"),
        ("nerves", _NUMB | {"numbness.areas": []}, "numbness.areas"),
        ("nerves", _NUMB | {"numb": "no"}, "numb"),
        ("nerves", _NUMB | {"numb": "not sure"}, "numb"),
        ("back", {"pain_areas": ["low-back", "below-knee"]}, "back_pain.below_knee"),
        ("pregnancy", {"pregnancy.weeks": "20"}, "pregnancy.weeks"),
        ("back", {"back_pain.worst": "2"}, "back_pain.worst"),
        ("back", {"back_pain.average": "9"}, "back_pain.average"),
        ("moving", {"activity.days": "0"}, "activity.minutes"),
        ("days", {"best_day": "sun"}, "best_day"),
        ("days", {"days.thu.at": ""}, "days"),
        ("person", {"age": "forty"}, "age"),
        ("person", {"age": "131"}, "age"),
        ("person", {"name": "  "}, "name"),
        ("person", {"country": "XX"}, "country"),
        ("blood", {"pressure-upper": "120"}, "pressure-lower"),
        ("blood", {"pressure-upper": "80", "pressure-lower": "120"}, "pressure-lower"),
        ("blood", _HB | {"haemoglobin.unit": "g/dL"}, "haemoglobin.value"),
        ("blood", _HB | {"haemoglobin.value": "12"}, "haemoglobin.unit"),
        ("blood", _HB | {"haemoglobin.date": "2026-11-19"}, "haemoglobin.date"),
        ("b12", _B12 | {"b12.treatment": "not_yet", "b12.started": "2026-01-01"}, "b12.treatment"),
        ("b12", _B12 | {"b12.started": "2026-03-01", "b12.last_injection": "2026-02-01"}, "b12.last_injection"),
        ("b12", _B12 | {"schedule-every": "60", "schedule-unit": "months"}, "schedule-every"),
        ("b12", _B12 | {"schedule-often": "3"}, "schedule-weeks"),
        ("b12", _B12 | {"schedule-usual": "monthly", "schedule-every": "2"}, "schedule-usual"),
        ("b12", _B12 | {"b12.treatment": "injections", "schedule-usual": "daily-tablet"}, "schedule-usual"),
        ("operations", _HIP | {"hip_replacement.date": "2027-01-01"}, "hip_replacement.date"),
        ("conditions", {"conditions.heart": ""}, "conditions"),
        ("reminders", {"reminders.email": "ann"}, "reminders.email"),
        ("reminders", {"quiet-to": ""}, "quiet-to"),
    ],
)
def test_answers_that_do_not_fit_are_asked_again_beside_the_field(
    ann: Visitor, services: TestServices, slug: str, form: Form, name: str
) -> None:
    number = ann.consent()
    forms = healthy()
    forms[slug] |= form
    page = ann.answer(number, forms)
    assert page.status_code == 422, slug
    assert page.request.path.endswith(slug)
    assert f'id="{name}-slip"' in page.text
    assert f'href="#{name}"' in page.text
    assert not set(forms[slug]) & set(_answers(services, number))


def test_a_body_to_point_at_stands_beside_boxes_for_every_place(ann: Visitor, services: TestServices) -> None:
    number = ann.consent()
    ann.answer(number, with_answers(back={"pain_areas": ["low-back"]}))
    assert _answers(services, number)["pain_areas"] == ["low-back"]
    for slug in ("back", "nerves"):
        page = ann.get(f"/people/{number}/questions/{slug}").text
        drawn = set(re.findall(r'data-place="([a-z-]+)"', page))
        boxes = set(re.findall(r'type="checkbox" name="(?:pain_areas|numbness.areas)" value="([a-z-]+)"', page))
        assert drawn == boxes != set(), slug
    assert ann.finish(number).headers["Location"].endswith("/week")
    assert "pain_areas" not in _answers(services, number)


def test_nobody_jumps_over_the_warning_signs(ann: Visitor, services: TestServices) -> None:
    number = ann.consent()
    ann.answer(number, {"person": healthy()["person"]})
    for slug in ("signs-other", "back", "reminders"):
        assert ann.get(f"/people/{number}/questions/{slug}").headers["Location"].endswith("signs-nerves")
        assert (
            ann.send(f"/people/{number}/questions/{slug}", healthy()[slug]).headers["Location"].endswith("signs-nerves")
        )
    assert ann.finish(number).status_code in (303, 422)
    assert _person(services, number).state is PersonState.PAUSED


def test_answers_stay_when_the_person_comes_back_another_day(
    ann: Visitor, visit: Callable[[], Visitor], services: TestServices, later: Callable[[timedelta], None]
) -> None:
    number = ann.consent()
    some = {slug: form for slug, form in healthy().items() if slug.startswith(("person", "signs", "back"))}
    ann.answer(number, some)
    later(timedelta(days=2))
    again = visit().sign_in("ann@example.org")
    assert again.open("/people").request.path == f"/people/{number}/questions/moving"
    assert 'value="5" checked' in again.get(f"/people/{number}/questions/back").text


def test_changing_answers_pauses_the_plan_and_asks_the_warning_signs_anew(
    ann_with_a_week: Visitor, services: TestServices
) -> None:
    ann, number = ann_with_a_week, 1
    ann.send(f"/people/{number}/questions")
    assert _person(services, number).state is PersonState.PAUSED
    assert {state for _kind, state in _letters(services, number)} == {"cancelled"}
    assert ann.open(f"/people/{number}/week").request.path.endswith("questions/signs-nerves")
    signs = {slug: form for slug, form in healthy().items() if slug.startswith("signs")}
    assert ann.answer(number, signs).headers["Location"] == f"/people/{number}/check"
    assert ann.finish(number).headers["Location"] == f"/people/{number}/week"
    assert _person(services, number).state is PersonState.ACTIVE
    assert ("session", "queued") in [(kind.value, state) for kind, state in _letters(services, number)]


def test_hostile_names_are_shown_as_text(ann: Visitor) -> None:
    number = ann.consent()
    name = "<script>alert(1)</script>\"'{{7*7}}"
    ann.answer(number, with_answers(person={"name": name}))
    for path in ("check", "week"):
        page = ann.open(f"/people/{number}/{path}").text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
        if path == "check":
            ann.finish(number)
            ann.get("/people")


def test_a_second_person_is_somebody_cared_for_and_is_listed(ann: Visitor) -> None:
    first = ann.consent()
    ann.answer(first, {"person": healthy()["person"]})
    second = ann.consent()
    page = ann.get("/people")
    assert page.status_code == 200
    assert f"/people/{first}" in page.text
    assert f"/people/{second}" in page.text


def test_the_guess_at_country_and_address_may_be_changed(ann: Visitor) -> None:
    number = ann.consent()
    page = ann.get(f"/people/{number}/questions/person", headers={"Accept-Language": "de-AT"}).text
    assert 'value="AT" selected' in page
    assert 'value="Europe/Vienna" selected' in page


def test_an_address_of_somebody_else_first_gets_a_letter_with_a_link(ann: Visitor, services: TestServices) -> None:
    number = ann.consent()
    ann.answer(number, with_answers(reminders={"reminders.email": "Bob@Example.org"}))
    assert ann.finish(number).headers["Location"].endswith("/week")
    assert _letters(services, number) == [(LetterKind.CONFIRM, "queued")]
    with services.storage.reading() as unit:
        assert unit.reminders.of_person(PersonId(number)).email is None
        (letter,) = unit.outbox.of_person(PersonId(number), services.now())
    assert letter.to_address == "bob@example.org"
