"""Every exercise reads easily, breathes, says how its sides change, and has words of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations

import pytest

from planner.domain.exercise import Exercise
from planner.domain.library import Library
from planner.library.vocabulary import Vocabulary, read_vocabulary
from planner.resources import data_folder

from .conftest import sentences_of, texts_of, words_of

LONGEST_SENTENCE = 22
USUAL_SENTENCE = 18
HIGHEST_GRADE = 7.0
"""About the reading age of 12."""

PLAIN_WORDS_IN_MUSCLE_NAMES = {
    "benders", "bone", "circulation", "control", "directions", "floor", "four", "girdle", "loading", "middle", "pelvic",
    "rear", "relaxation", "wrist",
}  # fmt: skip
SHARED_ON_PURPOSE = frozenset(
    {
        "Stand tall and put your weight on one leg.",
        "The outer hip and the ankle of the leg you stand on.",
        "Float both arms out, lower than your shoulders.",
        "The fronts of your thighs and your buttocks.",
        "Breathe out as the doors open and in as they close.",
        "Tuck your tailbone under until the front of the thigh feels long.",
        "Look straight ahead and make your neck long.",
        "A light pull from the side of the neck to the top of the shoulder.",
    }
)
COUNTING = re.compile(r"change sides|your repeats|your count|other way round|out loud", re.IGNORECASE)
BREATH = re.compile(
    r"breath|exhal|inhal|air\b|blow|sigh|hum\b|whisper|talk|sing\b|count|numbers|aloud|out loud|in and out",
    re.IGNORECASE,
)
HOLDING = re.compile(r"\b(hold|stop|trap)\w* (in )?(your|the) (breath|air)", re.IGNORECASE)


def syllables(word: str) -> int:
    """Groups of vowels, less a silent ending; good enough for an average."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    if len(plain) <= 3:
        return 1
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?:[^laeiouy]es|[^dt]ed|[^laeiouy]e)$", "", plain))))


def grade(texts: tuple[str, ...]) -> float:
    """Flesch and Kincaid's school grade: long sentences and long words raise it."""
    sentences = [words_of(sentence) for text in texts for sentence in sentences_of(text)]
    words = [word for sentence in sentences for word in sentence]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_the_measure_tells_plain_words_from_hard_ones() -> None:
    assert [syllables(word) for word in ("hip", "breathe", "shoulder", "lifted", "tilted", "abdominal")] == [
        1, 1, 2, 2, 2, 4
    ]  # fmt: skip
    assert grade(("Lie on your back. Lift your hips.",)) < 2
    assert grade(("Initiate posterior pelvic inclination utilising abdominal musculature exclusively.",)) > 15


def test_no_sentence_is_long_and_hardly_any_passes_eighteen_words(exercises: tuple[Exercise, ...]) -> None:
    lengths = {
        sentence: len(words_of(sentence)) for e in exercises for text in texts_of(e) for sentence in sentences_of(text)
    }
    assert [s for s, length in lengths.items() if length > LONGEST_SENTENCE] == []
    assert sum(length > USUAL_SENTENCE for length in lengths.values()) <= 0.05 * len(lengths)


def test_every_exercise_can_be_read_at_eleven(exercises: tuple[Exercise, ...]) -> None:
    assert {e.id: round(grade(texts_of(e)), 1) for e in exercises if grade(texts_of(e)) > HIGHEST_GRADE} == {}


def test_no_latin_and_no_sanskrit_where_a_person_is_told_what_to_do(exercises: tuple[Exercise, ...]) -> None:
    vocabulary = read_vocabulary(data_folder("exercises") / "vocabulary.yaml")
    assert isinstance(vocabulary, Vocabulary)
    plain = {word for name in vocabulary.regions.values() for word in words_of(name.lower())}
    plain |= {word for name in vocabulary.muscles.values() for word in words_of(name.lower())}
    latin = {word for name in vocabulary.muscles for word in words_of(name.lower())} - plain
    latin -= PLAIN_WORDS_IN_MUSCLE_NAMES
    poses = {word for e in exercises if e.sanskrit for word in words_of(re.sub(r"\(.*?\)", "", e.sanskrit).lower())}
    assert {"multifidus", "gluteus", "trapezius", "quadriceps"} <= latin
    hard = latin | {word for word in poses if len(word) > 3}
    assert {(e.id, w) for e in exercises for text in texts_of(e) for w in words_of(text.lower()) if w in hard} == set()


def test_every_breathing_cue_is_about_breath_or_a_voice(exercises: tuple[Exercise, ...]) -> None:
    assert [(e.id, e.breathing) for e in exercises if not BREATH.search(e.breathing)] == []


def test_nobody_is_told_to_hold_the_breath(exercises: tuple[Exercise, ...]) -> None:
    asked = {e.id: (e.setup, *e.steps, e.breathing, e.feel) for e in exercises}
    told = [(name, s) for name, texts in asked.items() for t in texts for s in sentences_of(t) if HOLDING.search(s)]
    warned = re.compile(r"never|not|without|instead of|holding|trapping", re.IGNORECASE)
    assert [(name, s) for name, s in told if not warned.search(s)] == []


def test_two_sided_exercises_say_change_sides_and_others_do_not(exercises: tuple[Exercise, ...]) -> None:
    says = {e.id for e in exercises if "change sides" in " ".join(e.steps).lower()}
    assert says == {e.id for e in exercises if e.sides == 2}


def test_steps_are_three_to_six_and_each_is_a_sentence(exercises: tuple[Exercise, ...]) -> None:
    for e in exercises:
        assert 3 <= len(e.steps) <= 6, e.id
        for text in texts_of(e):
            assert text[0].isupper() or text[0].isdigit(), (e.id, text)
            assert text.endswith((".", "!", "?")), (e.id, text)


def test_no_two_exercises_share_a_sentence_that_tells_the_movement(exercises: tuple[Exercise, ...]) -> None:
    """Short phrases of up to seven words, counting and changing sides may come again."""
    users: dict[str, set[str]] = defaultdict(set)
    for e in exercises:
        for text in (*e.steps, e.breathing, e.feel):
            for sentence in sentences_of(text):
                users[sentence].add(e.id)
    shared = {
        s: sorted(ids) for s, ids in users.items() if len(ids) > 1 and len(words_of(s)) > 7 and not COUNTING.search(s)
    }
    assert {s: ids for s, ids in shared.items() if s not in SHARED_ON_PURPOSE} == {}


def test_no_two_exercises_are_nearly_the_same_text(exercises: tuple[Exercise, ...]) -> None:
    sentences = {e.id: {s for text in texts_of(e) for s in sentences_of(text)} for e in exercises}
    alike = {(a, b): len(sentences[a] & sentences[b]) for a, b in combinations(sentences, 2)}
    assert {pair: count for pair, count in alike.items() if count > 3} == {}


@pytest.mark.parametrize("word", [r"\d+ (seconds|times|repeats|sets)", "diagnos", r"\bcure", "guarantee", "heals?"])
def test_texts_hold_no_dose_and_no_promise(exercises: tuple[Exercise, ...], word: str) -> None:
    """Doses are the person's own and come from the plan."""
    found = [(e.id, t) for e in exercises for t in texts_of(e) if re.search(rf"{word}\b", t, re.IGNORECASE)]
    assert found == []


def test_every_routine_has_exercises_that_exist_and_words_for_its_purpose(library: Library) -> None:
    assert len(library.routines) == 27
    for routine in library.routines.values():
        assert routine.items, routine.id
        assert set(routine.items) <= set(library.exercises), routine.id
        assert len(routine.items) == len(set(routine.items)), routine.id
        assert routine.purpose.strip(), routine.id
