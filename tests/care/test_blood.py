"""Blood results as typed: kept in one unit, or refused with what would be accepted."""

from __future__ import annotations

import pytest

from planner.care.blood import BloodReading, NotRead, accepted, read_result
from planner.domain.health_record import BloodTest

HB, B12 = BloodTest.HAEMOGLOBIN, BloodTest.B12


@pytest.mark.parametrize(
    ("typed", "grams"),
    [
        ("121 g/L", 121),
        ("121", 121),
        ("11.2 g/dL", 112),
        ("11,2 g/dl", 112),
        ("11.2", 112),
        (" 24.9  g/dL ", 249),
        ("25 g/L", 25),
        ("25", 25),
        ("1.5 g/dL", 15),
        ("250 g/l", 250),
        # The contract reads a number below 25 as g/dL whatever stands behind it.
        ("12 g/L", 120),
    ],
)
def test_haemoglobin_is_kept_in_grams_per_litre(typed: str, grams: float) -> None:
    assert read_result(typed, HB) == BloodReading(HB, grams, "g/L", " ".join(typed.split()))


@pytest.mark.parametrize("typed", ["25 g/dL", "121 g/dL", "7.5 mmol/L", "1.4", "14.9 mg/L", "251", "250.5 g/L", "0"])
def test_other_units_and_impossible_values_of_haemoglobin_are_refused_with_the_range(typed: str) -> None:
    refusal = read_result(typed, HB)
    assert isinstance(refusal, NotRead)
    assert "from 15 to 250 g/L, or from 1.5 to below 25 g/dL" in refusal.text
    assert typed in refusal.text


@pytest.mark.parametrize(
    ("test", "typed", "value"),
    [
        (B12, "320 ng/L", 320),
        (B12, "320 pg/ml", 320),
        (B12, "10 ng/L", 10),
        (B12, "20000 ng/L", 20000),
        (BloodTest.FERRITIN, "45.5 ug/L", 45.5),
        (BloodTest.FERRITIN, "45 µg/L", 45),
        (BloodTest.FERRITIN, "45 \u03bcg/L", 45),
        (BloodTest.FERRITIN, "45 mcg/l", 45),
        (BloodTest.FERRITIN, "1 ng/mL", 1),
        (BloodTest.FOLATE, "0.1 µg/L", 0.1),
        (BloodTest.FOLATE, "500 ng/mL", 500),
    ],
)
def test_other_tests_are_kept_in_one_unit_however_it_is_written(test: BloodTest, typed: str, value: float) -> None:
    reading = read_result(typed, test)
    assert isinstance(reading, BloodReading)
    unit = "ng/L" if test is B12 else "µg/L"
    assert (reading.value, reading.unit, reading.typed) == (value, unit, typed)


@pytest.mark.parametrize(
    ("test", "typed"),
    [
        (B12, "236 pmol/L"),
        (B12, "9.9 ng/L"),
        (B12, "20001 ng/L"),
        (BloodTest.FERRITIN, "0.9 µg/L"),
        (BloodTest.FERRITIN, "100 pmol/L"),
        (BloodTest.FOLATE, "20 nmol/L"),
        (BloodTest.FOLATE, "0.05 µg/L"),
    ],
)
def test_nothing_is_converted_that_the_reference_does_not_convert(test: BloodTest, typed: str) -> None:
    refusal = read_result(typed, test)
    assert isinstance(refusal, NotRead)
    assert accepted(test) in refusal.text


def test_a_number_without_its_unit_is_asked_again() -> None:
    refusal = read_result("320", B12)
    assert isinstance(refusal, NotRead)
    assert refusal.text.startswith("Please write the unit too.")


@pytest.mark.parametrize("typed", ["", "normal", "<150 ng/L", "> 2000 ng/L", "-3", "1.2.3 g/L", "1e3 ng/L", "NaN"])
def test_what_is_no_number_is_refused_with_an_example(typed: str) -> None:
    for test in BloodTest:
        refusal = read_result(typed, test)
        assert isinstance(refusal, NotRead)
        assert accepted(test) in refusal.text


def test_no_word_judges_a_result_or_a_dose() -> None:
    refusals = [read_result("1", test) for test in BloodTest] + [read_result("900000 ng/L", test) for test in BloodTest]
    words = " ".join(r.text if isinstance(r, NotRead) else r.unit for r in refusals).lower()
    assert not any(word in words for word in ("too low", "too high", "normal", "deficien", "dose", "treatment"))
