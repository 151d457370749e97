"""A practice at work: its people, its team, a week signed and shared."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from planner.domain.account import AccountId
from planner.domain.exercise import Dose
from planner.domain.kept import PersonState
from planner.domain.person import PersonId
from planner.resources import data_folder
from planner.use_cases.programme import dose_with
from tests.web.conftest import TestServices, Visitor

Visit = Callable[[], Visitor]
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def link_in(page: str, part: str) -> str:
    found = re.search(rf"http://[^\s<\"]+?({part}/[^\s<\"]+)", page)
    assert found, page
    return "/" + found[1].lstrip("/")


def share_with_practice(services: TestServices, practice: int = 1) -> None:
    """Ann, person 1, is looked after by the practice too."""
    with services.storage.writing() as unit:
        here = unit.practitioners.find_by_account(AccountId(practice_head(services)))
        assert here is not None
        assert here.practice is not None
        unit.practices.give_access(here.practice, PersonId(1), services.now())
        unit.commit()


def practice_head(services: TestServices) -> int:
    with services.storage.reading() as unit:
        found = unit.accounts.find_by_email("ola@example.org")
    assert found is not None
    return found.id


@pytest.fixture
def ola(ann_with_a_week: Visitor, visit: Visit) -> Visitor:
    """A physiotherapist with a practice of her own, beside Ann and her week."""
    del ann_with_a_week
    ola = visit().sign_in("ola@example.org")
    sent = ola.send("/practice/new", {"practice": "High Street", "name": "Ola Berg", "profession": "physiotherapist"})
    assert sent.headers["Location"] == "/practice"
    return ola


@pytest.fixture
def ola_for_ann(ola: Visitor, services: TestServices) -> Visitor:
    share_with_practice(services)
    return ola


def test_somebody_without_a_practice_is_asked_to_found_one(ann: Visitor) -> None:
    assert ann.get("/practice").headers["Location"] == "/practice/new"
    assert ann.send("/practice/new", {"practice": " ", "name": "Ann"}).status_code == 422
    assert "Practice</a>" not in ann.get("/consent").text


def test_a_new_practice_has_nobody_and_says_what_to_do(ola: Visitor) -> None:
    page = ola.get("/practice").text
    assert "High Street" in page
    assert "Nobody yet" in page


def test_a_clinician_sees_the_people_of_the_practice_and_their_pages(ola_for_ann: Visitor) -> None:
    assert "Ann" in ola_for_ann.get("/practice").text
    assert "Ann" in ola_for_ann.get("/practice?q=an").text
    assert "Nobody here has a name like that" in ola_for_ann.get("/practice?q=zoe").text
    assert ola_for_ann.get("/people/1/week").status_code == 200
    assert ola_for_ann.get("/people/1/programme").status_code == 200


def test_a_clinician_of_another_practice_and_a_removed_one_see_nothing(
    ola_for_ann: Visitor, visit: Visit, services: TestServices
) -> None:
    stranger = visit().sign_in("eve@example.org")
    stranger.send("/practice/new", {"practice": "Low Street", "name": "Eve"})
    kai = visit().sign_in("kai@example.org")
    join = link_in(ola_for_ann.send("/practice/team/invite", {"email": "kai@example.org"}).text, "practice/join")
    assert kai.send(join, {"name": "Kai"}).headers["Location"] == "/practice"
    paths = ("/people/1/week", "/people/1/programme", "/people/1/weeks/2026-11-23/week.pdf")
    assert kai.get(paths[0]).status_code == 200
    with services.storage.reading() as unit:
        account = unit.accounts.find_by_email("kai@example.org")
        assert account is not None
        colleague = unit.practitioners.find_by_account(account.id)
    assert colleague is not None
    assert ola_for_ann.send(f"/practice/team/{colleague.id}/remove").status_code == 303
    for path in paths:
        assert stranger.get(path).status_code == 404
        assert kai.get(path).status_code == 404
    for path in ("sign", "notes"):
        assert kai.send(f"/people/1/programme/2026-11-23/{path}").status_code == 404
    assert kai.send("/people/1/links").status_code == 404
    assert "Ann" not in stranger.get("/practice").text
    assert kai.get("/practice").headers["Location"] == "/practice/new"


def test_an_invitation_opens_once_for_its_address_within_a_week(
    ola: Visitor, visit: Visit, later: Callable[[timedelta], None]
) -> None:
    join = link_in(ola.send("/practice/team/invite", {"email": "Kai@Example.org"}).text, "practice/join")
    eve, kai = visit().sign_in("eve@example.org"), visit().sign_in("kai@example.org")
    assert eve.get(join).status_code == 410
    assert kai.get(join).status_code == 200
    assert kai.send(join, {"name": ""}).status_code == 422
    assert kai.send(join, {"name": "Kai"}).status_code == 303
    assert kai.send(join, {"name": "Kai"}).status_code == 410
    late = link_in(ola.send("/practice/team/invite", {"email": "eve@example.org"}).text, "practice/join")
    later(timedelta(days=8))
    assert visit().sign_in("eve@example.org").get(late).status_code == 410


def test_only_an_administrator_invites_and_the_last_one_stays(ola: Visitor, visit: Visit) -> None:
    join = link_in(ola.send("/practice/team/invite", {"email": "kai@example.org"}).text, "practice/join")
    kai = visit().sign_in("kai@example.org")
    kai.send(join, {"name": "Kai"})
    assert "Invite a colleague" not in kai.get("/practice/team").text
    assert kai.send("/practice/team/invite", {"email": "x@example.org"}).status_code == 404
    assert kai.send("/practice/header", {"name": "Mine"}).status_code == 404
    assert kai.send("/practice/team/1/remove").status_code == 404
    assert ola.send("/practice/team/1/remove").status_code == 404


def test_the_head_of_the_sheets_takes_a_small_png_and_nothing_else(ola: Visitor, services: TestServices) -> None:
    form = {"name": "High Street Physio", "telephone": "01632 960000"}
    assert ola.send("/practice/header", form | {"logo": (io.BytesIO(PNG), "logo.png")}).status_code == 303
    with services.storage.reading() as unit:
        practice = unit.practitioners.find_by_account(AccountId(practice_head(services)))
        assert practice is not None
        assert practice.practice is not None
        kept = unit.practices.get(practice.practice)
    assert (kept.name, kept.telephone, kept.logo) == ("High Street Physio", "01632 960000", PNG)
    for wrong in (b"<svg onload='x'/>", PNG[:8] + b"0" * 41_000):
        assert ola.send("/practice/header", form | {"logo": (io.BytesIO(wrong), "logo.png")}).status_code == 422


def test_a_person_added_with_an_address_answers_by_themselves(ola: Visitor, visit: Visit) -> None:
    where = ola.send("/practice/people", {"name": "Sam Reed", "email": "sam@example.org"}).headers["Location"]
    number = int(where.split("/")[2])
    assert where == f"/people/{number}/programme"
    page = ola.get(where).text
    assert "Send this address to sam@example.org" in page
    assert 'href="mailto:sam%40example.org?subject=Questions%20before' in page
    sam = visit().sign_in("sam@example.org")
    assert sam.open("/people").request.path == f"/people/{number}/consent"
    sam.send(f"/people/{number}/consent", {"agree": "yes"})
    assert 'value="Sam Reed"' in sam.get(f"/people/{number}/questions/person").text
    assert re.search(r"Sam Reed</a>\s*<span[^>]*>Questions not finished", ola.get("/practice?q=reed+sam").text)


def test_a_person_added_without_an_address_is_asked_at_the_desk(ola: Visitor) -> None:
    where = ola.send("/practice/people", {"name": "Sam"}).headers["Location"]
    assert ola.open(where).request.path == f"{where}/consent"
    refused = ola.send("/practice/people", {"name": "Kim", "email": "kim at home"})
    assert (refused.status_code, "does not look like a mail address" in refused.text) == (422, True)
    assert "Kim" not in ola.get("/practice").text


def test_a_clinician_without_a_plan_of_their_own_begins_at_the_desk(ola: Visitor, visit: Visit) -> None:
    assert ola.get("/people").headers["Location"] == "/practice"
    eve = visit().sign_in("eve@example.org")
    assert eve.get("/people").headers["Location"] == "/consent"
    for path in ("/consent", "/account"):
        assert "/practice/new" in eve.get(path).text
        assert "/practice/new" not in ola.get(path).text


def test_a_signed_week_is_not_signed_any_more_once_it_changes(ola_for_ann: Visitor) -> None:
    assert ola_for_ann.send("/people/1/programme/2026-11-23/sign").status_code == 303
    assert "Signed by Ola Berg, physiotherapist" in ola_for_ann.get("/people/1/programme").text
    exercise = re.search(r'name="note\.([a-z0-9-]+)"', ola_for_ann.last.text)
    assert exercise
    note = {f"note.{exercise[1]}": "Slowly, and <b>breathe</b>"}
    assert ola_for_ann.send("/people/1/programme/2026-11-23/notes", note).status_code == 303
    page = ola_for_ann.get("/people/1/programme").text
    assert "Not signed." in page
    assert "Slowly, and &lt;b&gt;breathe&lt;/b&gt;" in page


def test_an_exclusion_is_admitted_with_a_reason_and_taken_back(ola_for_ann: Visitor) -> None:
    options = left_out(ola_for_ann.get("/people/1/programme").text)
    assert options
    path = "/people/1/programme/exercises"
    assert ola_for_ann.send(path, {"exercise": options[0], "reason": " "}).status_code == 422
    assert ola_for_ann.send(path, {"exercise": "no-such", "reason": "why"}).status_code == 422
    seen = {"exercise": options[0], "reason": "Seen and safe for her"}
    too_early = ola_for_ann.send(path, seen)
    assert too_early.status_code == 422
    assert "None on file holds today: record one first." in too_early.text
    agreed = {"date": "2026-11-10", "role": "GP", "limits": "", "for": "OP"}
    assert ola_for_ann.send("/people/1/programme/clearance", agreed).status_code == 303
    assert ola_for_ann.send(path, seen).status_code == 303
    assert "Seen and safe for her" in ola_for_ann.get("/people/1/programme").text
    assert ola_for_ann.send(f"{path}/{options[0]}/take-back").status_code == 303
    assert "Seen and safe for her" not in ola_for_ann.get("/people/1/programme").text


def left_out(page: str) -> list[str]:
    """The exercises that the page offers to admit."""
    return re.findall(r'name="exercise" value="([a-z0-9-]+)"', page)


def test_what_was_left_out_stands_by_its_reason_and_is_found_by_name_or_reason(ola_for_ann: Visitor) -> None:
    path = "/people/1/programme"
    everything = ola_for_ann.get(path).text
    assert len(set(left_out(everything))) == len(left_out(everything)) > 20
    assert "<summary>Left out because you told us about thin bones: it rounds the back to its limit." in everything
    assert '<details class="fold left-out">' in everything
    found = ola_for_ann.get(f"{path}?left=CRESCENT").text
    (one,) = left_out(found)
    assert one in left_out(everything)
    assert '<details class="fold left-out" open>' in found
    assert left_out(ola_for_ann.get(f"{path}?left=thin+bones+twists").text)
    nothing = ola_for_ann.get(f"{path}?left=<b>no+such").text
    assert left_out(nothing) == []
    assert "Show all of them" in nothing
    assert "<b>no" not in nothing
    kept = ola_for_ann.send(f"{path}/exercises", {"exercise": one, "reason": "", "left": "crescent"})
    assert (kept.status_code, left_out(kept.text)) == (422, [one])
    assert f'value="{one}" checked' in kept.text


def test_only_what_a_reason_can_bring_in_is_offered_and_taken(ola_for_ann: Visitor, services: TestServices) -> None:
    page = ola_for_ann.get("/people/1/programme").text
    assert re.search(r"\d+ more need a thing that is not on the list", page)
    with services.storage.reading() as unit:
        week = json.loads(unit.weeks.of_person(PersonId(1))[-1].text)
    refused = {left["exercise"]: {reason["rule"] for reason in left["reasons"]} for left in week["left_out"]}
    no_thing = next(exercise for exercise, rules in refused.items() if "EQUIPMENT" in rules)
    assert set(left_out(page)) == {exercise for exercise, rules in refused.items() if "EQUIPMENT" not in rules}
    for other in (no_thing, week["days"][0]["sessions"][0]["blocks"][0]["items"][0]["exercise"]):
        sent = ola_for_ann.send("/people/1/programme/exercises", {"exercise": other, "reason": "why not"})
        assert (sent.status_code, "Choose an exercise and write why." in sent.text) == (422, True)


def test_a_clearance_needs_a_day_that_has_been_and_something_to_clear(ola_for_ann: Visitor) -> None:
    path = "/people/1/programme/clearance"
    whole = {"date": "2026-11-10", "role": "GP", "limits": "no lifting", "for": "OP"}
    assert ola_for_ann.send(path, whole | {"for": ""}).status_code == 422
    assert ola_for_ann.send(path, whole | {"date": "2026-12-10"}).status_code == 422
    assert ola_for_ann.send(path, whole | {"date": "soon"}).status_code == 422
    assert ola_for_ann.send(path, whole).status_code == 303
    assert "by GP, for OP." in ola_for_ann.get("/people/1/programme").text


def test_a_link_opens_the_week_and_takes_done_and_pain_until_it_is_taken_back(
    ola_for_ann: Visitor, nobody: Visitor, services: TestServices
) -> None:
    page = ola_for_ann.send("/people/1/links").text
    assert "<svg" in page
    link = link_in(page, "shared")
    opened = nobody.get(link)
    assert opened.status_code == 200
    session = re.search(rf'href="{link}/([a-z]+-1)/after"', opened.text)
    assert session
    assert nobody.send(f"{link}/{session[1]}", {"done": "yes", "pain": "7", "new": "no"}).status_code == 303
    with services.storage.reading() as unit:
        (entry,) = unit.diaries.of_person(PersonId(1)).sessions
    assert (entry.done, entry.pain_during) == ("all", 7)
    assert "Pain 7 of 10" in ola_for_ann.get("/practice").text
    assert nobody.send(f"{link}/sun-9", {"done": "yes", "new": "no"}).status_code == 404
    assert nobody.get(f"{link}/sun-9/after").status_code == 404
    number = re.search(r"/people/1/links/(\d+)/revoke", ola_for_ann.get("/people/1/programme").text)
    assert number
    assert ola_for_ann.send(f"/people/1/links/{number[1]}/revoke").status_code == 303
    assert nobody.get(link).status_code == 404
    assert nobody.send(f"{link}/{session[1]}", {"done": "yes"}).status_code == 404


def test_a_stop_reaches_whoever_holds_the_link_and_heads_the_list(
    ola_for_ann: Visitor, nobody: Visitor, services: TestServices
) -> None:
    link = link_in(ola_for_ann.send("/people/1/links").text, "shared")
    with services.storage.writing() as unit:
        unit.persons.change_state(PersonId(1), PersonState.STOPPED, "Please call 999 now.")
        unit.commit()
    assert "Please call 999 now." in nobody.get(link).text
    assert "Stopped by screening" in ola_for_ann.get("/practice").text
    assert ola_for_ann.send("/people/1/links").status_code == 404
    assert ola_for_ann.send("/people/1/programme/2026-11-23/sign").status_code == 404


def test_who_looked_and_who_changed_is_written_down_for_the_person(
    ola_for_ann: Visitor, ann_with_a_week: Visitor, services: TestServices
) -> None:
    ann_with_a_week.get("/people/1/week")
    for _ in range(3):
        ola_for_ann.get("/people/1/week")
    ola_for_ann.send("/people/1/programme/2026-11-23/sign")
    with services.storage.reading() as unit:
        log = unit.practices.access_log(PersonId(1))
    assert [(entry.who, entry.what) for entry in reversed(log)] == [
        ("Ola Berg, physiotherapist (High Street)", "looked at: week"),
        ("Ola Berg, physiotherapist (High Street)", "changed: programme"),
    ]


def test_doses_are_set_for_the_whole_week_and_judged(ola_for_ann: Visitor, services: TestServices) -> None:
    def numbers(part: str) -> dict[str, int]:
        page = ola_for_ann.get("/people/1/programme").text
        return {e: int(n) for e, n in re.findall(rf'name="{part}\.([a-z0-9-]+)"[^>]*value="(\d+)"', page)}

    path = "/people/1/programme/2026-11-23/doses"
    before = numbers("reps")
    gentler = {f"reps.{e}": str(max(2, n - 1)) for e, n in before.items()}
    assert ola_for_ann.send(path, gentler).status_code == 303
    after = {e: max(2, n - 1) for e, n in before.items()}
    assert numbers("reps") == after != before
    refused = ola_for_ann.send(path, {f"sets.{e}": "10" for e in before})
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    assert numbers("reps") == after
    with services.storage.reading() as unit:
        newest = unit.weeks.of_person(PersonId(1))[-1]
    assert newest.made_by == "practitioner"


def test_one_set_more_or_fewer_for_all_goes_with_falling_repeats_too() -> None:
    assert dose_with(Dose(2, 8), {"more_sets": 1}) == Dose(3, 8)
    assert dose_with(Dose(1, 8, 5), {"more_sets": -1}) == Dose(1, 8, 5)
    assert dose_with(Dose(3, (6, 4, 2), 8), {"more_sets": -1}) == Dose(2, (6, 4), 8)
    assert dose_with(Dose(2, (6, 4), 8), {"more_sets": 1}) == Dose(3, (6, 4, 4), 8)
    assert dose_with(Dose(1, None, minutes=3.0), {"more_sets": 1, "minutes": 4}) == Dose(1, None, minutes=4.0)


def _files(*contents: bytes) -> dict[str, object]:
    return {"agreed": "yes", "files": [(io.BytesIO(data), f"{n}.yaml") for n, data in enumerate(contents)]}


def test_profile_files_bring_people_along_each_as_a_whole_or_not_at_all(ola: Visitor, services: TestServices) -> None:
    good = (data_folder("exercises").parent / "profile.example.yaml").read_bytes()
    stopped = good.replace(b"red_flags: none", b"red_flags: [RED-01]")
    assert stopped != good
    before = len(people_in(services))
    page = ola.send("/practice/people/import", _files(good, stopped, b"name: [", b"name: Sam\n" * 9000)).text
    assert page.count("Not kept.") == 3, page
    assert "0.yaml" in page
    assert "2.yaml:1" in page
    assert len(people_in(services)) == before + 1
    assert "Nobody needs you right now" in ola.get("/practice").text


def test_who_was_brought_along_is_asked_for_consent_on_the_first_visit_of_their_own(
    ola: Visitor, visit: Visit, services: TestServices
) -> None:
    profile = (data_folder("exercises").parent / "profile.example.yaml").read_bytes()
    page = ola.send("/practice/people/import", _files(profile)).text
    number = re.search(r"/people/(\d+)/programme", page)
    assert number
    assert ola.get(f"/people/{number[1]}/week").status_code == 200
    sam, week, asked = (
        visit().sign_in("person@example.org"),
        f"/people/{number[1]}/week",
        f"/people/{number[1]}/consent",
    )
    assert sam.open(week).request.path == asked
    assert sam.open("/people").request.path == asked
    assert sam.send(asked, {"agree": "yes"}).status_code == 303
    assert sam.open("/people").request.path == week
    assert ola.get(week).status_code == 200


def test_a_file_that_admits_an_exercise_needs_the_clearance_it_lapses_with(
    ola: Visitor, services: TestServices
) -> None:
    profile = (data_folder("exercises").parent / "profile.example.yaml").read_bytes()
    admits = profile.replace(b"overrides: []", b"overrides: [{exercise: bridge, reason: seen, by: me}]")
    agreed = b"clearance: {date: 2026-11-01, role: GP, limits: '', for: [OP]}"
    before = len(people_in(services))
    assert "add the clearance" in ola.send("/practice/people/import", _files(admits)).text
    ola.send("/practice/people/import", _files(admits.replace(b"clearance: null", agreed)))
    assert len(people_in(services)) == before + 1


def test_files_without_agreement_or_from_a_stranger_are_not_read(ola: Visitor, ann_with_a_week: Visitor) -> None:
    assert ola.send("/practice/people/import", {"agreed": "yes"}).status_code == 422
    refused = ann_with_a_week.send("/practice/people/import", _files(b"name: Sam"))
    assert refused.headers["Location"] == "/practice/new?needed=yes"
    assert ola.send("/practice/people/import", _files(b"x" * 450_000)).status_code == 413


def people_in(services: TestServices) -> tuple[object, ...]:
    with services.storage.reading() as unit:
        return unit.persons.all_active()


def test_a_week_kept_as_a_template_holds_nothing_about_its_person_and_fits_another(
    ola_for_ann: Visitor, visit: Visit, services: TestServices
) -> None:
    keep = "/people/1/programme/2026-11-23/keep"
    assert ola_for_ann.send(keep, {"template_name": " "}).status_code == 422
    assert ola_for_ann.send(keep, {"template_name": "Gentle start", "shared": "yes"}).status_code == 303
    with services.storage.reading() as unit:
        here = unit.practitioners.find_by_account(AccountId(practice_head(services)))
        assert here is not None
        (kept,) = unit.practices.templates(here.account, here.practice)
    assert "Ann" not in kept.text
    assert '"OP"' not in kept.text
    assert "adaptations" in kept.text
    profile = (data_folder("exercises").parent / "profile.example.yaml").read_bytes()
    ola_for_ann.send("/practice/people/import", _files(profile))
    number = re.search(r"/people/(\d+)/programme", ola_for_ann.last.text)
    assert number
    path = f"/people/{number[1]}/programme"
    start = re.search(rf"{path}/([\d-]+)/template", ola_for_ann.get(path).text)
    assert start
    assert ola_for_ann.send(f"{path}/{start[1]}/template", {"template": ""}).status_code == 422
    used = ola_for_ann.send(f"{path}/{start[1]}/template", {"template": str(kept.id)})
    assert used.status_code == 303, used.text
    with services.storage.reading() as unit:
        versions = unit.weeks.versions(PersonId(int(number[1])), date.fromisoformat(start[1]))
    assert [version.made_by for version in versions] == ["person", "practitioner"]
    stranger = visit().sign_in("eve@example.org")
    stranger.send("/practice/new", {"practice": "Low Street", "name": "Eve"})
    assert stranger.send(f"{path}/{start[1]}/template", {"template": str(kept.id)}).status_code == 404


def test_an_oswestry_score_is_typed_in_by_a_clinician_alone(ola_for_ann: Visitor, ann_with_a_week: Visitor) -> None:
    path = "/people/1/programme/oswestry"
    for wrong in ("", "101", "-1", "many"):
        assert ola_for_ann.send(path, {"score": wrong}).status_code == 422
    assert ola_for_ann.send(path, {"score": "34"}).headers["Location"] == "/people/1/progress#measures"
    assert "Oswestry index" in ola_for_ann.get("/people/1/progress").text
    assert ann_with_a_week.send(path, {"score": "34"}).status_code == 404


def test_a_second_clearance_at_the_desk_keeps_what_the_first_one_carries(
    ola_for_ann: Visitor, services: TestServices
) -> None:
    path, whole = "/people/1/programme/clearance", {"role": "GP", "limits": ""}
    assert ola_for_ann.send(path, whole | {"date": "2026-11-02", "for": "OP"}).status_code == 303
    assert ola_for_ann.send(path, whole | {"date": "2026-11-16", "for": "AMB-01"}).status_code == 303
    with services.storage.reading() as unit:
        kept = json.loads(unit.persons.get(PersonId(1)).answers)["clearance"]
    assert (kept["date"], kept["for"]) == ("2026-11-02", ["AMB-01", "OP"])
    assert ola_for_ann.send(path, whole | {"date": "2026-11-17", "for": ["OP", "AMB-01"]}).status_code == 303
    with services.storage.reading() as unit:
        kept = json.loads(unit.persons.get(PersonId(1)).answers)["clearance"]
    assert kept["date"] == "2026-11-17"
