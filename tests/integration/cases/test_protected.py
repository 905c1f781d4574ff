"""A protected case exists only for those who are named: every role, every page, every count."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.documents.models import Document
from roterfaden.organisations.actions import stand_ins
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission, Role
from roterfaden.plans import worklists
from roterfaden.recipients.actions import cases
from roterfaden.recipients.models import Case
from tests.factories.house import House, build_house
from tests.integration.cases.conftest import SECRET, SECRET_IN_HOUSEHOLD, Ask

OF_ONE_CASE = ("case", "history", "file", "responsibility")


def listings(house: House) -> list[str]:
    household = house.case("Haddad", "Samira")
    return [
        reverse("cases:home"),
        f"{reverse('cases:list')}?wessen=meine",
        f"{reverse('cases:list')}?wessen=vertretung",
        f"{reverse('cases:list')}?wessen=alle",
        f"{reverse('cases:list')}?wessen=alle&plan=ohne",
        f"{reverse('cases:list')}?wessen=alle&q=geheim",
        f"{reverse('cases:export')}?wessen=alle",
        f"{reverse('cases:search')}?q=geheim",
        f"{reverse('cases:search')}?q={SECRET}",
        reverse("cases:case", args=[household.pk]),
    ]


def mentions(ask: Ask, staff: StaffMember, house: House) -> set[str]:
    """The listings in which a protected person shows; every page of the case where it opens."""
    found = set()
    for url in listings(house):
        response = ask(staff, url)
        searched = response.content.decode().replace("Suche nach „geheim“", "")
        searched = searched.replace(f"„{SECRET}“", "").replace('value="', "value=")
        hits = ("Greta", "Gerd", f"{SECRET} ", f"{SECRET};", SECRET_IN_HOUSEHOLD)
        if response.status_code == 200 and any(hit in searched for hit in hits):
            found.add(url)
    return found


@pytest.mark.parametrize("is_named", [True, False], ids=["named", "not named"])
@pytest.mark.parametrize("is_own", [True, False], ids=["own office", "another office"])
@pytest.mark.parametrize("role", list(Role))
def test_who_knows_of_a_protected_case(
    house: House, ask: Ask, role: Role, is_own: bool, is_named: bool
) -> None:
    asker = house.staff[role] if is_own else build_house("10002", prefix="o-").staff[role]
    secrets = [house.case("Geheim"), house.case("Geheimnis")]
    may_know = is_own and is_named and asker.has(Permission.VIEW_CASES)
    if is_named:
        for secret in secrets:
            _name(secret, asker, allowed=may_know)
    assert bool(mentions(ask, asker, house)) == may_know
    for page in OF_ONE_CASE:
        status = ask(asker, reverse(f"cases:{page}", args=[secrets[0].pk])).status_code
        closed = 404 if asker.has(Permission.VIEW_CASES) else 403
        assert status == (200 if may_know else closed), page


def _name(case: Case, staff: StaffMember, *, allowed: bool) -> None:
    try:
        cases.name_for_protected(case=case, staff=staff, by=None, at=clock.now())
    except Refused:
        assert not allowed


def test_a_named_colleague_finds_it_everywhere(house: House, ask: Ask) -> None:
    urls = listings(house)
    expected = {url for url in urls if "vertretung" not in url}
    assert mentions(ask, house.colleague, house) == expected


def test_a_missing_case_and_a_protected_one_answer_alike(house: House, ask: Ask) -> None:
    nothing = UUID(int=0)
    for page in OF_ONE_CASE:
        secret = ask(
            house.counsellor, reverse(f"cases:{page}", args=[house.case("Geheim").pk])
        ).content
        missing = ask(house.counsellor, reverse(f"cases:{page}", args=[nothing])).content
        assert _without_addresses(secret) == _without_addresses(missing)


def _without_addresses(page: bytes) -> list[str]:
    """The page without what repeats its own address and what is new in each answer."""
    own = ("csrf", 'name="next"', "gedruckt am")
    return [line for line in page.decode().splitlines() if not any(x in line.lower() for x in own)]


def test_a_stand_in_does_not_inherit_protected_cases(
    house: House, text_of: Callable[..., str]
) -> None:
    today = clock.today()
    stand_in = stand_ins.arrange(
        absent=house.colleague,
        substitute=house.counsellor,
        begins_on=today,
        ends_on=today + timedelta(days=7),
        by=house.staff[Role.TEAM_LEAD],
        at=house.at,
    )
    assert worklists.brought_by(stand_in, house.counsellor, today).count() == 1
    page = text_of(house.counsellor, f"{reverse('cases:list')}?wessen=vertretung")
    assert "Müller, Anna" in page
    assert "Geheim" not in page


def test_counts_leave_protected_cases_out(house: House, text_of: Callable[..., str]) -> None:
    url = f"{reverse('cases:list')}?wessen=alle"
    assert "4 Fälle" in text_of(house.counsellor, url)
    assert "6 Fälle" in text_of(house.colleague, url)


def test_documents_of_a_protected_case_are_not_there_for_others(house: House, ask: Ask) -> None:
    version = house.agreed(house.case("Geheim"), house.colleague)
    document = Document.objects.get(kind="plan", subject=version.pk)
    for page in ("document", "document_file"):
        url = reverse(f"cases:{page}", args=[document.pk])
        assert ask(house.counsellor, url).status_code == 404
        assert ask(house.colleague, url).status_code == 200
