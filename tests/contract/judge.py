"""A second reading of the contract: judges ``week.json`` from the files alone, with none of the program's code.

It reads the exercise files and the matrix as plain YAML and does its own arithmetic, so that a mistake in the program
and in its own checker does not hide here as well.
"""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BLOCK_ORDER = ("warm-up", "balance", "core", "aerobic", "yoga", "stretch", "breathing")
REPLACING = {"AD-01", "AD-03", "AD-07", "AD-10"}
LOCAL = {"KOA": "knee", "WRI": "wrist", "SHO": "shoulder", "NEC": "neck"}
EVERY_HOME = {"shoes", "towel", "doorway", "rail", "none"}
HIP_APPROACH = {
    "posterior": {"HIP_FLEX90": "E", "HIP_ADDIR": "E", "HIP_EXTER": "."},
    "anterior": {"HIP_FLEX90": "A", "HIP_ADDIR": "A", "HIP_EXTER": "E"},
    "unknown": {"HIP_FLEX90": "E", "HIP_ADDIR": "E", "HIP_EXTER": "E"},
    "not sure": {"HIP_FLEX90": "E", "HIP_ADDIR": "E", "HIP_EXTER": "E"},
}
TAG_CODE = {
    "FLEX_LOAD": "AD-01",
    "FLEX_END": "AD-01",
    "ROT_END": "AD-02",
    "ROT_LOAD": "AD-02",
    "ROT_MID": "AD-02",
    "EXT_END": "AD-03",
    "PRONE": "AD-04",
    "SUPINE": "AD-05",
    "KNEEL": "AD-06",
    "INVERT": "AD-07",
    "SLS": "AD-08",
    "BAL_FREE": "AD-08",
    "EYES_CLOSED": "AD-08",
    "FLOOR": "AD-09",
    "IMPACT": "AD-10",
    "VALSALVA": "AD-11",
    "ABD_PRESS": "AD-11",
    "OVERHEAD": "AD-12",
    "WRIST": "AD-13",
    "SHLD": "AD-14",
    "CERV": "AD-15",
    "HEAD_MOVE": "AD-15",
    "ISO_LONG": "AD-16",
    "KNEE_DEEP": "AD-17",
    "HIP_FLEX90": "AD-17",
    "HIP_ADDIR": "AD-18",
    "HIP_EXTER": "AD-18",
    "NEURAL": "AD-19",
    "HEEL_LOAD": "AD-20",
    "STAND_LONG": "AD-21",
    "LOAD": "AD-22",
}


def exercises() -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted((ROOT / "exercises").glob("*/*.yaml")):
        if path.parent.name not in ("routines", "safety"):
            loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
            found[loaded["id"]] = loaded
    return found


def matrix() -> dict[str, dict[str, str]]:
    """Tag → condition → cell, as the clinician's file has it."""
    loaded = yaml.safe_load((ROOT / "exercises" / "safety" / "matrix.yaml").read_text(encoding="utf-8"))
    codes = loaded["conditions"].split()
    return {tag: dict(zip(codes, cells.split(), strict=True)) for tag, cells in loaded["tags"].items()}


def verdicts(cells: dict[str, dict[str, str]], tag: str, conditions: list[str], profile: dict[str, Any]) -> str:
    """E, A or . for one tag over all conditions, LOC-01 included."""
    worst = "."
    for code in conditions:
        cell = cells.get(tag, {}).get(code, ".")
        joint = LOCAL.get(code)
        pain = (profile.get("joint_pain") or {}).get(joint, 0) if joint else 0
        if code == "THR" and tag.startswith("HIP_"):
            cell = HIP_APPROACH[(profile["hip_replacement"].get("approach") or "unknown")][tag]
        if cell == "E" and joint and pain != "not sure" and pain <= 3:
            cell = "A"
        if cell == "E":
            return "E"
        if cell == "A":
            worst = "A"
    return worst


def _seconds(item: dict[str, Any]) -> int:
    if item["minutes"] is not None:
        return round(item["minutes"] * 60)
    reps = item["reps"] if isinstance(item["reps"], list) else [item["reps"]] * item["sets"]
    rep = 4 if item["hold_seconds"] is None else item["hold_seconds"] + 3
    return item["sides"] * sum(reps) * rep + (item["sets"] * item["sides"] - 1) * item["rest_seconds"]


class Judge:
    def __init__(self, library: dict[str, dict[str, Any]], cells: dict[str, dict[str, str]]) -> None:
        self.library = library
        self.cells = cells

    def on_floor(self, exercise: str, profile: dict[str, Any]) -> bool:
        entry = self.library[exercise]
        offers_bed = any("bed" in group.split(" or ") for group in entry["equipment"])
        return "FLOOR" in entry["tags"] and not (offers_bed and "bed" in profile.get("equipment", []))

    def faults(self, week: dict[str, Any], profile: dict[str, Any]) -> list[str]:
        found = [*self._shape(week, profile)]
        for day in week["days"]:
            for session in day["sessions"]:
                found += self._session(session, week, profile)
        return found + self._whole_week(week, profile)

    def _shape(self, week: dict[str, Any], profile: dict[str, Any]) -> list[str]:
        found = []
        if week["format"] != "planner.week/1":
            found.append("format")
        start = date.fromisoformat(week["start"])
        if len(week["days"]) != 7:
            found.append("seven days")
        for number, day in enumerate(week["days"]):
            wanted = start + timedelta(days=number)
            if day["date"] != wanted.isoformat() or day["weekday"] != WEEKDAYS[wanted.weekday()]:
                found.append(f"date of day {number}")
            if day["rest"] != (not day["sessions"]):
                found.append(f"rest of {day['weekday']}")
            offer = profile["days"].get(day["weekday"])
            if day["sessions"] and offer is None:
                found.append(f"{day['weekday']} was not offered")
            if offer and sum(s["minutes"] for s in day["sessions"]) > offer["minutes"] + 1e-6:
                found.append(f"{day['weekday']} is over its minutes")
            found += [
                f"id {s['id']}"
                for n, s in enumerate(day["sessions"], 1)
                if s["id"] != f"{day['weekday']}-{n}" or (n == 1 and s["at"] != offer["at"])
            ]
        if all(day["sessions"] for day in week["days"]):
            found.append("no rest day")
        for law in week["laws"]:
            if set(law) < {"id", "kept", "text", "article"} or not law["text"]:
                found.append(f"law {law}")
        return found

    def _session(self, session: dict[str, Any], week: dict[str, Any], profile: dict[str, Any]) -> list[str]:
        found = []
        where = session["id"]
        kinds = [block["kind"] for block in session["blocks"]]
        if kinds != sorted(set(kinds), key=BLOCK_ORDER.index):
            found.append(f"{where}: blocks {kinds}")
        items = [item for block in session["blocks"] for item in block["items"]]
        if not items:
            return [*found, f"{where}: empty"]
        slow = {"ORT", "ANA"} & set(week["screening"]["conditions"])
        get_up = 120 if slow else 60
        floor = [self.on_floor(i["exercise"], profile) for i in items]
        changes = sum(1 for n, down in enumerate(floor) if down and not [*floor, False][n + 1])
        most = 1 if {"ORT", "ANA", "FAL"} & set(week["screening"]["conditions"]) else 2
        if changes > most:
            found.append(f"{where}: {changes} floor changes")
        total = sum(i["seconds"] for i in items) + 15 * (len(items) - 1) + changes * get_up
        if abs(session["minutes"] - total / 60) > 0.051:
            found.append(f"{where}: {session['minutes']} minutes written, {total / 60:.2f} counted")
        if session["minutes"] > session["budget_minutes"]:
            found.append(f"{where}: over budget")
        for item in items:
            found += [f"{where}: {item['exercise']}: {fault}" for fault in self._item(item, week, profile)]
        return found

    def _dose(self, item: dict[str, Any], week: dict[str, Any]) -> list[str]:
        found = []
        entry = self.library[item["exercise"]]
        caps = week["screening"]["caps"]
        if item["seconds"] != _seconds(item):
            found.append(f"{item['seconds']} seconds written, {_seconds(item)} counted")
        if item["minutes"] is not None and (item["sets"], item["reps"], item["hold_seconds"]) != (1, None, None):
            found.append("timed item with sets, reps or hold")
        if item["sides"] != entry["sides"]:
            found.append("sides")
        if caps["effort"] is not None and item["effort"] > caps["effort"]:
            found.append(f"effort {item['effort']} over {caps['effort']}")
        binds = entry["category"] in ("core", "posture", "balance") or (
            entry["category"] == "yoga" and item["effort"] >= 4
        )
        if binds and caps["hold_seconds"] and (item["hold_seconds"] or 0) > caps["hold_seconds"]:
            found.append(f"hold {item['hold_seconds']} over {caps['hold_seconds']}")
        return found

    def _item(self, item: dict[str, Any], week: dict[str, Any], profile: dict[str, Any]) -> list[str]:
        found = self._dose(item, week)
        entry = self.library[item["exercise"]]
        caps = week["screening"]["caps"]
        if item.get("overridden"):
            return found
        highest = {"beginner": 2, "intermediate": 3, "advanced": 5}[week["person"]["level"]]
        if entry["level"] > min(highest, caps["level"] or 5):
            found.append(f"level {entry['level']}")
        have = set(profile.get("equipment", [])) | EVERY_HOME
        for group in entry["equipment"]:
            if not set(group.split(" or ")) & have:
                found.append(f"needs {group}")
        if item["exercise"] in profile.get("dislikes", []):
            found.append("disliked")
        return found + self._tags(item, week["screening"]["conditions"], profile)

    def _tags(self, item: dict[str, Any], conditions: list[str], profile: dict[str, Any]) -> list[str]:
        found = []
        entry = self.library[item["exercise"]]
        for tag in entry["tags"]:
            if tag == "FLOOR" and not self.on_floor(item["exercise"], profile):
                continue
            verdict = verdicts(self.cells, tag, conditions, profile)
            code = TAG_CODE.get(tag)
            if verdict == "E":
                found.append(f"{tag} is excluded")
            elif verdict == "A" and code in REPLACING:
                found.append(f"{tag} should be replaced ({code})")
            elif verdict == "A" and code not in item["adaptations"]:
                found.append(f"{tag} is not adapted ({code})")
        return found

    def _whole_week(self, week: dict[str, Any], profile: dict[str, Any]) -> list[str]:
        found = []
        kinds = [{b["kind"] for s in d["sessions"] for b in s["blocks"]} for d in week["days"]]
        walks = [any(c["kind"] == "walk" for c in d["care"]) for d in week["days"]]
        laws = {law["id"]: law["kept"] for law in week["laws"]}
        if "WEEK-03" not in laws:
            found.append("WEEK-03 is not reported")
        counts = (
            sum("core" in k for k in kinds),
            sum(bool(k & {"stretch", "yoga"}) for k in kinds),
            sum("aerobic" in k or w for k, w in zip(kinds, walks, strict=True)),
        )
        whole = counts[0] >= 2 and counts[1] >= 2 and counts[2] >= 3
        if laws.get("WEEK-03") is not None and laws["WEEK-03"] != whole:
            found.append(f"WEEK-03 says {laws['WEEK-03']}, counted {counts}")
        if not all(any(c["kind"] == "posture" for c in d["care"]) for d in week["days"]):
            found.append("posture breaks are not daily")
        strength = [
            any(
                self.library[i["exercise"]]["dose_row"] == "DOSE-03"
                for s in d["sessions"]
                for b in s["blocks"]
                for i in b["items"]
            )
            for d in week["days"]
        ]
        if any(a and b for a, b in itertools.pairwise(strength)):
            found.append(f"strength on two days in a row {strength}")
        used = {
            i["exercise"]
            for d in week["days"]
            for s in d["sessions"]
            for b in s["blocks"]
            for i in b["items"]
            if not i.get("overridden")
        }
        found += [
            f"{entry['exercise']} is left out and used" for entry in week["left_out"] if entry["exercise"] in used
        ]
        found += [
            f"{entry['exercise']} is left out without a reason" for entry in week["left_out"] if not entry["reasons"]
        ]
        return found
