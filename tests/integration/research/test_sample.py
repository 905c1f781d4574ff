"""From the office's cases to documents without names."""

from typing import Any

import pytest
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.core.errors import StateRefused
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import answers, drafts, entries
from roterfaden.plans.actions.entries import EntryContent
from roterfaden.plans.for_studies import Stratum
from roterfaden.recipients.actions.cases import assign
from roterfaden.research.actions import documents, projects, sampling
from roterfaden.research.models import Draw, Project, StudyDocument
from roterfaden.research.sampling import sizes_of, varying_of, walk_of
from roterfaden.study.troubles import WrongData
from tests.factories.browsers import client_of
from tests.factories.house import House, build_house
from tests.factories.studies import a_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(house: House) -> Project:
    by = house.staff[Role.RESEARCHER]
    return projects.begin(record=a_record(), by=by, at=house.at)


def _drawn(project: Project, house: House, size: int, stop: int) -> Draw:
    by, at = house.staff[Role.RESEARCHER], house.at
    frame = sampling.frame_of_office(project=project, on=clock.day_of(at), by=by, at=at)
    return sampling.draw(frame=frame, size=size, stop=stop, seed=7, by=by, at=at)


def _agreed_with_names(house: House) -> None:
    case = house.case("Haddad", "Samira")
    by, at = house.counsellor, house.at
    version = drafts.start(case=case, by=by, at=at)
    for content in (
        EntryContent(kind="goal", text="Samira Haddads Ziel ist Arbeit.", topic="work"),
        EntryContent(
            kind="step",
            owner="recipient",
            text="Karim und ich rufen Frau Counsellor an, 0171 2345678.",
            topic="other",
        ),
        EntryContent(kind="step", owner="jobcentre", text="Wir beraten.", topic="advice"),
    ):
        entries.add(version=version, content=content, by=by, at=at)
    answers.agree(version=version, sought_by=["read_aloud"], by=by, at=at)


def test_the_frame_holds_no_protected_case_and_no_number_of_the_office(
    project: Project, house: House
) -> None:
    draw = _drawn(project, house, 4, 1)
    assert draw.frame.size == 4
    assert "101A" not in draw.frame.content
    assert str(house.case("Haddad", "Samira").pk) not in draw.frame.content


def _in_teams(house: House) -> None:
    """One case goes to a team; the colleague of the others has none."""
    assign(
        case=house.case("Haddad", "Samira"),
        team=house.jobcentre.teams.get(),
        begins_on=clock.day_of(house.at),
        by=house.staff[Role.TEAM_LEAD],
        at=house.at,
    )


def test_teams_are_strata_where_there_are_several(project: Project, house: House) -> None:
    on = clock.day_of(house.at)
    assert varying_of(project, on) == []
    _in_teams(house)
    assert varying_of(project, on) == [Stratum.TEAM]
    by: dict[str, Any] = {"by": house.staff[Role.RESEARCHER], "at": house.at}
    frame = sampling.frame_of_office(project=project, on=on, strata=Stratum.TEAM, **by)
    assert sizes_of(frame) == [("Team 1", 1), ("ohne Team", 3)]
    draw = sampling.draw(frame=frame, size=4, stop=1, seed=7, stratified=True, **by)
    assert sorted(draw.items.values_list("stratum", flat=True)) == ["Team 1", *["ohne Team"] * 3]


def test_the_year_of_the_plan_is_a_stratum_and_having_none_too(
    project: Project, house: House
) -> None:
    _agreed_with_names(house)
    on = clock.day_of(house.at)
    by: dict[str, Any] = {"by": house.staff[Role.RESEARCHER], "at": house.at}
    frame = sampling.frame_of_office(project=project, on=on, strata=Stratum.PLAN_YEAR, **by)
    assert sizes_of(frame) == [(str(on.year), 1), ("ohne Plan", 3)]


def test_one_stratum_alone_is_none(project: Project, house: House) -> None:
    by: dict[str, Any] = {"by": house.staff[Role.RESEARCHER], "at": house.at}
    on = clock.day_of(house.at)
    with pytest.raises(StateRefused, match="nur eine Schicht"):
        sampling.frame_of_office(project=project, on=on, strata=Stratum.TEAM, **by)
    assert not project.frames.exists()


def test_the_page_offers_strata_only_where_cases_differ(project: Project, house: House) -> None:
    browser = client_of(house.staff[Role.RESEARCHER])
    page = reverse("research:sample", args=[project.pk])
    assert "Jahr des Plans" not in browser.get(page).content.decode()
    _in_teams(house)
    shown = browser.get(page).content.decode()
    assert 'value="team"' in shown
    assert "Jahr des Plans" not in shown
    sent = {"on": f"{clock.day_of(house.at):%d.%m.%Y}", "strata": "team"}
    browser.post(reverse("research:office_frame", args=[project.pk]), sent)
    shown = browser.get(page).content.decode()
    assert "ohne Team: 3" in shown
    assert 'name="stratified" ' in shown


def test_protected_cases_are_in_the_frame_where_the_permission_says_so(house: House) -> None:
    by, at = house.staff[Role.RESEARCHER], house.at
    record = a_record()
    project = projects.begin(
        record=type(record)(**{**vars(record), "with_protected": True}), by=by, at=at
    )
    assert _drawn(project, house, 5, 1).frame.size == 5


def test_another_office_is_never_in_the_frame(project: Project, house: House) -> None:
    build_house("10002", prefix="other-")
    assert _drawn(project, house, 4, 1).frame.size == 4


def test_the_same_seed_draws_the_same_list(project: Project, house: House) -> None:
    first, second = _drawn(project, house, 4, 1), _drawn(project, house, 4, 1)
    idents = [list(one.items.values_list("ident", flat=True)) for one in (first, second)]
    assert idents[0] == idents[1]


def test_the_walk_goes_in_order_and_stops_at_enough(project: Project, house: House) -> None:
    draw = _drawn(project, house, 4, 1)
    by, at = house.staff[Role.RESEARCHER], house.at
    with pytest.raises(StateRefused):
        sampling.note_found(draw=draw, position=2, has_plan=True, by=by, at=at)
    sampling.note_found(draw=draw, position=1, has_plan=False, by=by, at=at)
    sampling.take_back(draw=draw, by=by, at=at)
    sampling.note_found(draw=draw, position=1, has_plan=True, by=by, at=at)
    assert walk_of(draw).stopped
    with pytest.raises(StateRefused):
        sampling.note_found(draw=draw, position=2, has_plan=True, by=by, at=at)


def test_plans_of_the_office_come_in_without_names(project: Project, house: House) -> None:
    _agreed_with_names(house)
    draw = _drawn(project, house, 4, 1)
    by, at = house.staff[Role.RESEARCHER], house.at
    sampling.look_up(draw=draw, by=by, at=at)
    (made,) = documents.bring_found(draw=draw, by=by, at=at)
    kept = str(made.content)
    for word in ("Samira", "Haddad", "Karim", "Counsellor", "0171", "101A"):
        assert word not in kept
    (goal,) = made.content["rubrics"]["goal"]
    assert goal.startswith("[Name")
    assert goal.endswith("Ziel ist Arbeit.")


def test_without_keys_no_way_leads_back(project: Project, house: House) -> None:
    draw = _drawn(project, house, 4, 1)
    by, at = house.staff[Role.RESEARCHER], house.at
    projects.delete_keys(project=project, by=by, at=at)
    with pytest.raises(StateRefused):
        sampling.look_up(draw=draw, by=by, at=at)


def test_a_list_keeps_only_numbers_and_strata(project: Project, house: House) -> None:
    content = b"nr;name;typ\n7;Samira Haddad;IIIc\n8;Kevin Brandt;Ia\n"
    by, at = house.staff[Role.RESEARCHER], house.at
    frame = sampling.frame_from_file(
        project=project,
        filename="liste.csv",
        content=content,
        id_column="nr",
        strata_column="typ",
        by=by,
        at=at,
    )
    assert frame.content == "id,stratum\n7,IIIc\n8,Ia\n"
    draw = sampling.draw(frame=frame, size=2, stop=2, seed=1, stratified=True, by=by, at=at)
    assert {one.stratum for one in draw.items.all()} == {"IIIc", "Ia"}


def test_a_doubled_number_is_refused_with_its_line(project: Project, house: House) -> None:
    by, at = house.staff[Role.RESEARCHER], house.at
    with pytest.raises(WrongData, match="Zeile 3"):
        sampling.frame_from_file(
            project=project,
            filename="liste.csv",
            content=b"id\n7\n7\n",
            id_column="id",
            strata_column="",
            by=by,
            at=at,
        )
    assert not project.frames.exists()


def test_after_the_last_day_nothing_is_drawn(project: Project, house: House) -> None:
    Project.objects.update(permitted_until_on=clock.day_of(house.at).replace(year=2020))
    project.refresh_from_db()
    with pytest.raises(StateRefused):
        _drawn(project, house, 4, 1)


def test_the_page_leads_from_the_frame_to_the_documents(project: Project, house: House) -> None:
    _agreed_with_names(house)
    browser = client_of(house.staff[Role.RESEARCHER])
    page = reverse("research:sample", args=[project.pk])
    for name, data in (
        ("office_frame", {"on": f"{clock.day_of(house.at):%d.%m.%Y}"}),
        ("draw", {"stop": 1, "size": 4, "seed": 7}),
        ("look_up", {}),
        ("bring", {}),
    ):
        assert browser.get(page).status_code == 200
        url = reverse(f"research:{name}", args=[project.pk])
        assert browser.post(url, data, headers={"Referer": page}).status_code == 302
    assert StudyDocument.objects.filter(project=project).count() == 1
    assert browser.get(page).status_code == 200
