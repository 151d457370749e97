"""Real sheets to be looked at, page by page: ``python -m tests.sheets.sets FOLDER``.

Five sets: a beginner with thin bones and numb feet in large print, a desk worker on Letter, somebody anaemic and very
tired in grey, the longest week that can be asked for, and the shortest. Beside them the week on its side with diary
and B12, a handout picked by hand, and the report for a visit.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from planner.care.visit_report import VisitReport, visit_report
from planner.domain.diary import DayLog, Diary, SessionDiary
from planner.domain.exercise import ExerciseId, Level
from planner.domain.health_record import BloodResult, BloodTest, OutcomeScore, TreatmentMark, TreatmentState
from planner.domain.person import Profile
from planner.domain.week import Week
from planner.exchange.profile_file import read_profile
from planner.generator.outcome import Planned
from planner.sheets.options import Clinic, Part, SheetOptions
from planner.use_cases.handout import items_of, line_of
from planner.use_cases.make_week import make_week
from planner.wiring import Services, build_services
from tests.generator.people import FULL_HOME, START, days, desk_worker, person, very_tired

CLINIC = Clinic("Hill Street Practice", "01234 567890")
PICKED = tuple(map(ExerciseId, ("cat-camel", "bird-dog", "bridge", "sit-to-stand", "heel-raise-support", "calf-wall")))
LATER = START + timedelta(days=2)


def thin_bones_and_numb_feet() -> Profile:
    """The example person: a beginner with thin bones and numb feet, on B12 injections."""
    read = read_profile(Path(__file__).parents[2] / "profile.example.yaml", START)
    assert isinstance(read, Profile)
    return read


def longest_week() -> Profile:
    """An hour on each of seven days, for somebody who may do nearly everything."""
    hours = days(mon=60, tue=60, wed=60, thu=60, fri=60, sat=60, sun=60)
    return person(name="Alexandra", level=Level.ADVANCED, days=hours, equipment=FULL_HOME | {"band", "strap", "block"})


def shortest_week() -> Profile:
    """Ten minutes on two days."""
    return person(name="Chris", days=days(tue=10, fri=10))


PEOPLE = {
    "thin-bones": thin_bones_and_numb_feet,
    "desk": lambda: replace(desk_worker(), name="Sam", country="US", language="en-US"),
    "tired": lambda: replace(very_tired(), name="Robin"),
    "longest": longest_week,
    "shortest": shortest_week,
}
EVERYTHING = frozenset(Part)
SHEETS: dict[str, tuple[str, SheetOptions]] = {
    "thin-bones-large": ("thin-bones", SheetOptions(large_print=True, clinic=CLINIC)),
    "desk-letter": ("desk", SheetOptions(paper="Letter")),
    "tired-grey": ("tired", SheetOptions(grey=True, parts=EVERYTHING)),
    "longest": ("longest", SheetOptions(clinic=CLINIC, own_page="https://planner.example.org/people/7/week")),
    "shortest": ("shortest", SheetOptions()),
    "usual": ("thin-bones", SheetOptions()),
    "sideways": (
        "thin-bones",
        SheetOptions(landscape=True, clinic=CLINIC, parts=frozenset({Part.WEEK, Part.DIARY, Part.B12})),
    ),
}
"""Name of the file: who, and how it is printed. The first five are the sets."""


class Printer:
    """Prints what ``SHEETS`` names, and the two sheets that hang on no week."""

    def __init__(self) -> None:
        self.services: Services = build_services()
        self.week_of = cache(self._week_of)

    def _week_of(self, who: str) -> tuple[Week, Profile]:
        profile = PEOPLE[who]()
        made = make_week(profile, self.services.content, START)
        assert isinstance(made, Planned), made
        return made.week, profile

    def sheet(self, name: str) -> bytes:
        who, options = SHEETS[name]
        return self.services.sheet_pdf(*self.week_of(who), options)

    def handout(self) -> bytes:
        """Six exercises picked by hand, with a word to the person."""
        library = self.services.library
        items = items_of([line_of(library.exercises[name]) for name in PICKED])
        notes = {PICKED[2]: "Only as high as is easy."}
        options = SheetOptions(screened=False, clinic=CLINIC, signed_by="Dana Reed, physiotherapist", notes=notes)
        return self.services.handout_pdf(items, "For your back at home", options)

    def report(self) -> bytes:
        return self.services.report_pdf(self._visit(), SheetOptions(clinic=CLINIC))

    def _visit(self) -> VisitReport:
        """Twelve weeks of the example person, who fills in every other day."""
        week, profile = self.week_of("thin-bones")
        starts = [START - timedelta(weeks=n) for n in range(11, -1, -1)]
        weeks = [
            replace(week, start=s, days=tuple(replace(d, date=s + timedelta(days=n)) for n, d in enumerate(week.days)))
            for s in starts
        ]
        logs = [
            DayLog(starts[0] + timedelta(days=n), pain=6 - n // 20, tiredness=5 - n // 40, walk_minutes=10 + n // 8)
            for n in range(0, 79, 2)
        ]
        logs[-1] = replace(logs[-1], note="Stairs are easier than in the summer.")
        sessions = [
            SessionDiary(w.start, s.id, "all", effort=4)
            for n, w in enumerate(weeks)
            for _, s in w.sessions[: 2 + n % 3]
        ]
        blood = (
            BloodResult(1, BloodTest.HAEMOGLOBIN, START - timedelta(days=260), 98, "g/L", "98"),
            BloodResult(2, BloodTest.HAEMOGLOBIN, START - timedelta(days=34), 121, "g/L", "121"),
            BloodResult(3, BloodTest.FERRITIN, START - timedelta(days=34), 22, "µg/L", "22"),
        )
        scores = (
            OutcomeScore(1, "OUT-01", starts[0], 6, {}),
            OutcomeScore(2, "OUT-01", LATER, 3, {}),
            OutcomeScore(3, "OUT-11", LATER, 11, {}),
        )
        marks = (TreatmentMark(START - timedelta(days=70), TreatmentState.DONE),)
        return visit_report(profile, weeks, Diary(tuple(sessions)), logs, marks, blood, scores, LATER)


def main() -> None:
    folder, names = Path(sys.argv[1]), sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    printer = Printer()
    kinds = {name: lambda name=name: printer.sheet(name) for name in SHEETS}
    kinds |= {"handout": printer.handout, "report": printer.report}
    for name in names or kinds:
        (folder / f"{name}.pdf").write_bytes(kinds[name]())


if __name__ == "__main__":
    main()
