"""Ann's kept answers changed without the pages, for tests of what stands beside the exercise."""

from __future__ import annotations

import json
from typing import Any

from planner.domain.kept import KeptPerson
from planner.domain.person import PersonId
from tests.web.conftest import TestServices

ANN = PersonId(1)
ON_INJECTIONS = {
    "low": "yes", "cause": "absorption", "treatment": "injections", "schedule": {"every_weeks": 12},
    "started": "2025-03-03", "last_injection": "2026-09-14",
}  # fmt: skip
"""The next treatment is on 7 December 2026; the tests' clock stands at 18 November."""


def change_answers(services: TestServices, **answers: Any) -> KeptPerson:
    with services.storage.writing() as unit:
        ann = unit.persons.get(ANN)
        text = json.dumps(json.loads(ann.answers) | answers)
        changed = unit.persons.change_answers(ANN, ann.name, ann.time_zone, text)
        unit.commit()
    return changed
