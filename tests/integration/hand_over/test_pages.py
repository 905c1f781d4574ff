"""From the list over the preview to the protocol, as a team lead goes."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.organisations.actions import stand_ins
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.models import Assignment, HandOver
from tests.factories.browsers import client_of
from tests.factories.hand_overs import handed_over, prepared
from tests.factories.house import House, build_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    house = build_house()
    team = house.jobcentre.teams.get()
    for person in (house.counsellor, house.colleague):
        person.team = team
        person.save()
    return house


@pytest.fixture
def client(house: House) -> Client:
    return client_of(house.staff[Role.TEAM_LEAD])


def _day(days: int) -> str:
    return f"{clock.today() + timedelta(days=days):%d.%m.%Y}"


def test_ticked_rows_become_a_choice(house: House, client: Client) -> None:
    chosen = [str(house.case("Müller").pk), "no id", str(house.case("Geheim").pk)]
    response = client.post(reverse("hand_over:choose"), {"case": chosen})
    made = HandOver.objects.get()
    assert response["Location"] == reverse("hand_over:one", args=[made.pk])
    assert [one.case for one in made.cases.all()] == [house.case("Müller")]


def test_all_that_a_list_found_become_a_choice(house: House, client: Client) -> None:
    query = {"alle": "1", "auswahl": "wessen=alle&q=haddad"}
    client.post(reverse("hand_over:choose"), query)
    assert HandOver.objects.get().cases.count() == 2


def test_a_whole_caseload_becomes_a_choice(house: House, client: Client) -> None:
    client.post(reverse("hand_over:caseload"), {"person": str(house.counsellor.pk)})
    assert HandOver.objects.get().cases.count() == 3


def test_the_preview_says_who_gets_what_and_who_is_away(house: House, client: Client) -> None:
    stand_ins.arrange(
        absent=house.colleague,
        substitute=house.counsellor,
        begins_on=clock.today(),
        ends_on=clock.today() + timedelta(days=9),
        by=house.staff[Role.TEAM_LEAD],
        at=house.at,
    )
    made = prepared(house, house.case("Brandt"), house.case("Müller"))
    query = {"an": "verteilen", "team": str(house.jobcentre.teams.get().pk), "ab": _day(1)}
    page = client.get(reverse("hand_over:one", args=[made.pk]), query).content.decode()
    assert "Was geschehen würde" in page
    assert "vertreten durch" in page
    assert Assignment.objects.filter(staff=house.colleague).count() == 2


def test_only_who_has_cases_can_hand_a_caseload_over(house: House, client: Client) -> None:
    page = client.get(reverse("hand_over:list")).content.decode()
    assert str(house.counsellor.pk) in page
    assert str(house.staff[Role.ADMINISTRATOR].pk) not in page


def test_who_gives_a_caseload_away_keeps_none_of_it_unless_somebody_says_so(
    house: House, client: Client
) -> None:
    haddads = [house.case("Haddad", one) for one in ("Samira", "Karim")]
    made = prepared(house, *haddads, house.case("Brandt"))
    address = reverse("hand_over:one", args=[made.pk])
    query = {"an": "verteilen", "team": str(house.jobcentre.teams.get().pk), "ab": _day(1)}
    [share] = client.get(address, query).context["shares"]
    assert (share.staff, share.cases) == (house.colleague, 3)

    query |= {f"zahl_{house.counsellor.pk}": "1", f"zahl_{house.colleague.pk}": "2"}
    kept = {one.staff: one for one in client.get(address, query).context["shares"]}
    assert kept[house.counsellor].cases == kept[house.counsellor].has_then == 1


def test_shares_must_add_up(house: House, client: Client) -> None:
    made = prepared(house, house.case("Brandt"), house.case("Müller"))
    sent = {
        "an": "verteilen",
        "team": str(house.jobcentre.teams.get().pk),
        "ab": _day(1),
        f"zahl_{house.counsellor.pk}": "2",
        f"zahl_{house.colleague.pk}": "2",
    }
    response = client.post(reverse("hand_over:carry_out", args=[made.pk]), sent)
    assert response.status_code == 422
    assert "Zu verteilen sind 2 Fälle, eingetragen sind 4." in response.content.decode()


@pytest.mark.parametrize("missing", ["person", "team", "verteilen"])
def test_a_way_without_its_goal_names_the_field(house: House, client: Client, missing: str) -> None:
    made = prepared(house)
    sent = {"an": missing, "ab": _day(0)}
    response = client.post(reverse("hand_over:carry_out", args=[made.pk]), sent)
    assert response.status_code == 422
    assert "Wählen Sie ein" in response.content.decode()


def test_what_was_confirmed_happens_and_stands_in_the_protocol(
    house: House, client: Client
) -> None:
    made = prepared(house)
    sent = {"an": "person", "person": str(house.counsellor.pk), "ab": _day(0)}
    address = reverse("hand_over:one", args=[made.pk])
    assert client.post(f"{address}ausfuehren", sent)["Location"] == address
    page = client.get(address).content.decode()
    assert "Müller, Anna" in page
    rows = list(
        csv.reader(
            io.StringIO(client.get(f"{address}protokoll.csv").content.decode("utf-8-sig")),
            delimiter=";",
        )
    )
    assert rows[1][1:3] == ["Müller", "Anna"]
    assert client.get(f"{address}protokoll.pdf").content.startswith(b"%PDF")
    client.post(f"{address}zurueck")
    assert "rückgängig gemacht" in client.get(address).content.decode()


def test_who_received_sees_their_part_with_what_comes_next(house: House) -> None:
    house.agreed(house.case("Müller"), house.colleague)
    made = handed_over(house)
    url = reverse("hand_over:received", args=[made.pk, house.counsellor.pk])
    page = client_of(house.counsellor).get(url).content.decode()
    assert "Ich melde mich für den Kurs an." in page
    assert "Mein Jobcenter gibt mir die Berechtigung." in page
    assert client_of(house.colleague).get(url).status_code == 404
