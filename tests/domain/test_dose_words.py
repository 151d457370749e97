from __future__ import annotations

import pytest

from planner.domain.dose_words import dose_words, minutes_words
from planner.domain.exercise import Dose


@pytest.mark.parametrize(
    ("dose", "sides", "words"),
    [
        (Dose(2, 8), 1, "2 sets of 8"),
        (Dose(3, 4, 8), 2, "3 sets of 4 on each side, hold 8 seconds"),
        (Dose(1, 10), 1, "10 times"),
        (Dose(1, 2, 20), 2, "twice on each side, hold 20 seconds"),
        (Dose(1, 1, 45), 1, "once, hold 45 seconds"),
        (Dose(3, (6, 4, 2), 10), 2, "6, then 4, then 2 times on each side, hold 10 seconds"),
        (Dose(2, (5, 5)), 1, "2 sets of 5"),
        (Dose(1, None, None, 3), 1, "3 minutes"),
        (Dose(1, None, None, 2), 2, "2 minutes, half on each side"),
    ],
)
def test_a_dose_reads_as_a_person_would_say_it(dose: Dose, sides: int, words: str) -> None:
    assert dose_words(dose, sides) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "1 minute"),
        (2.5, "2½ minutes"),
        (0.5, "½ minute"),
        (0.75, "45 seconds"),
        (1.2, "1 min 12 s"),
        (20, "20 minutes"),
    ],
)
def test_minutes_read_without_decimals(minutes: float, words: str) -> None:
    assert minutes_words(minutes) == words
