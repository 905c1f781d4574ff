"""Every address, every role, the own jobcentre and another one, protected and not."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from roterfaden.documents.models import Document
from roterfaden.meetings import actions as meetings
from roterfaden.meetings.actions import potential
from roterfaden.meetings.models import Meeting
from roterfaden.meetings.potential import Side
from roterfaden.organisations.actions import staff_files
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.organisations.staff_table import template
from roterfaden.plans.actions.text_block_proposals import propose
from roterfaden.plans.models import Entry, PlanVersion, TextBlock
from roterfaden.plans.text_blocks.content import BlockContent
from roterfaden.proofs.models import Proof
from roterfaden.recipients.actions import import_runs
from roterfaden.recipients.models import Case
from tests.factories.deadlines import a_moved_deadline
from tests.factories.hand_overs import handed_over, prepared
from tests.factories.house import House, build_house
from tests.factories.letters import a_hearing, a_wording
from tests.factories.procedures import a_procedure, a_proposal
from tests.factories.proofs import a_received_proof
from tests.factories.sharing import a_wish, shared_view
from tests.factories.studies import Study, a_study
from tests.factories.talks import a_reason_not_to_raise
from tests.factories.texts import (
    a_closing_day,
    a_coming_leaflet,
    a_reason,
    an_offer,
)
from tests.integration.security.headers import assert_safe
from tests.integration.security.matrix import (
    ADDRESSES,
    KEPT_BY_CACHES,
    OWN_ACCOUNT,
    PUBLIC,
    About,
    Address,
)

pytestmark = pytest.mark.django_db

OF_THE_OFFICE = {
    *(About.RUN, About.TEAM, About.PERSON, About.STAFF_FILE),
    *(About.BLOCK, About.OFFER, About.LEAFLET, About.REASON, About.HOLIDAY),
    *(About.NOT_RAISED_REASON, About.WORDING),
    *(About.HAND_OVER, About.HANDED_OVER, About.RECEIVED),
    *(About.STUDY, About.STUDY_MEMBER, About.STUDY_DOCUMENT, About.STUDY_BOOK),
    *(About.COMPARED_STUDY, About.STUDY_SITE, About.STUDY_TALK, About.STUDY_CONSENT),
}
"""About no case, so that nothing of it can be protected."""
OF_A_TALK = {
    *(About.NOTE, About.FINDING, About.MEETING, About.MEETING_ALONE),
    *(About.SHARED_VIEW, About.OWN_WISH),
    *(About.DUE_PROOF, About.PROOF),
}
OF_A_PROCEDURE = {About.PROCEDURE, About.PROPOSAL, About.LETTER, About.MOVED_DEADLINE}
_MORE_IN_THE_ADDRESS: dict[str, dict[str, Any]] = {
    "procedures:act": {"act": "grund"},
    "blocks:act": {"act": "freigeben"},
    **{f"wordings:{name}": {"kind": "hearing"} for name in ("kind", "write", "approve")},
    "blocks:translate": {"language": "en"},
    "research:code": {"act": "zweifel"},
    "research:field_add": {"what": "jobcenter"},
    "research:table_file": {"kind": "csv"},
    "research:book_file": {"kind": "qdc"},
    "research:report": {"kind": "html"},
    "research:picture": {"kind": "svg", "number": 1},
}
_CSV = b"kundennummer;nachname;vorname;geburtsdatum\n102B000001;Neu;Nina;01.02.1990\n"


def _names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names(pattern, inner)


def test_every_address_stands_in_the_matrix() -> None:
    listed = {address.name for address in ADDRESSES} | PUBLIC | OWN_ACCOUNT
    assert set(_names(get_resolver())) == listed


def _kwargs(about: About, house: House, case: Case, by: StaffMember) -> dict[str, Any]:
    if about in OF_THE_OFFICE:
        return _of_office(about, house)
    if about is About.CASE:
        return {"case_id": case.pk}
    if about in {About.DRAFT, About.DRAFT_ENTRY}:
        return _of_version(house.draft(case, by), about is About.DRAFT_ENTRY)
    if about in {About.AGREED, About.AGREED_ENTRY}:
        return _of_version(house.agreed(case, by), about is About.AGREED_ENTRY)
    if about in OF_A_PROCEDURE:
        return _of_procedure(about, house, case, by)
    if about in OF_A_TALK:
        return _of_talk(about, house, case, by)
    if about is About.DOCUMENT:
        return {
            "document_id": Document.objects.get(kind="plan", subject=house.agreed(case, by).pk).pk
        }
    return {}


def _of_procedure(about: About, house: House, case: Case, by: StaffMember) -> dict[str, Any]:
    if about is About.LETTER:
        return {"letter_id": a_hearing(house, case, by).pk}
    if about is About.PROPOSAL:
        return {"case_id": case.pk, "offer_id": a_proposal(house, case, by).pk}
    procedure = a_procedure(house, case, by)
    if about is About.MOVED_DEADLINE:
        return {"moved_id": a_moved_deadline(procedure).pk}
    return {"procedure_id": procedure.pk}


def _of_proof(about: About, proof: Proof) -> dict[str, Any]:
    if about is About.PROOF:
        return {"case_id": proof.case_id, "proof_id": proof.pk}
    day = proof.due_on.isoformat()
    return {"case_id": proof.case_id, "line_id": proof.line_id, "due_on": day}


def _of_talk(about: About, house: House, case: Case, by: StaffMember) -> dict[str, Any]:
    if about in {About.DUE_PROOF, About.PROOF}:
        return _of_proof(about, a_received_proof(house, case, by))
    if about in {About.SHARED_VIEW, About.OWN_WISH}:
        return _of_shared_view(about, house.draft(case, by), by)
    if about is About.NOTE:
        return {"case_id": case.pk, "note_id": uuid4()}
    if about is About.FINDING:
        side = Side.STRENGTH
        found = potential.find(case=case, side=side, code="experience", by=by, at=house.at)
        return {"case_id": case.pk, "finding_id": found.pk}
    meeting = meetings.arrange(
        case=case,
        starts_at=house.at,
        kind=Meeting.Kind.FOLLOW_UP,
        channel=Meeting.Channel.PHONE,
        by=by,
        at=house.at,
    )
    alone = {"meeting_id": meeting.pk}
    return alone if about is About.MEETING_ALONE else {"case_id": case.pk, **alone}


def _of_office(about: About, house: House) -> dict[str, Any]:
    admin = house.staff[Role.ADMINISTRATOR]
    if about is About.RUN:
        found = import_runs.upload(filename="f.csv", content=_CSV, by=admin, at=house.at)
        return {"run_id": found.pk}
    if about is About.TEAM:
        return {"team_id": house.jobcentre.teams.get().pk}
    if about is About.PERSON:
        return {"staff_id": house.colleague.pk}
    if about is About.HAND_OVER:
        return {"hand_over_id": prepared(house).pk}
    if about is About.HANDED_OVER:
        return {"hand_over_id": handed_over(house).pk}
    if about is About.RECEIVED:
        return {"hand_over_id": handed_over(house).pk, "staff_id": house.counsellor.pk}
    if about in OF_ONE_KIND:
        return OF_ONE_KIND[about](house)
    sent = staff_files.upload(filename="p.csv", content=template(), by=admin, at=house.at)
    return {"file_id": sent.pk}


def _a_proposal(house: House) -> TextBlock:
    content = BlockContent(rubric="aspect", text="Mir ist mein Zebra wichtig.")
    return propose(content=content, by=house.counsellor, at=house.at)


def _of_study(house: House, find: Callable[[Study], dict[str, Any]]) -> dict[str, Any]:
    study = a_study(house)
    return {"study_id": study.project.pk, **find(study)}


OF_ONE_KIND: dict[About, Callable[[House], dict[str, Any]]] = {
    About.BLOCK: lambda house: {"block_id": _a_proposal(house).pk},
    About.OFFER: lambda house: {"offer_id": an_offer(house).pk},
    About.LEAFLET: lambda house: {"leaflet_id": a_coming_leaflet(house).pk},
    About.REASON: lambda house: {"reason_id": a_reason(house).pk},
    About.NOT_RAISED_REASON: lambda house: {"reason_id": a_reason_not_to_raise(house).pk},
    About.WORDING: lambda house: {"wording_id": a_wording(house).pk},
    About.STUDY: lambda house: _of_study(house, lambda study: {}),
    About.STUDY_MEMBER: lambda house: _of_study(
        house, lambda study: {"member_id": study.member(study.second).pk}
    ),
    About.STUDY_DOCUMENT: lambda house: _of_study(house, lambda study: {"number": 1}),
    About.STUDY_BOOK: lambda house: _of_study(
        house, lambda study: {"book_id": study.project.books.get().pk}
    ),
    About.STUDY_SITE: lambda house: _of_study(
        house, lambda study: {"site_id": study.talk().site_id}
    ),
    About.STUDY_TALK: lambda house: _of_study(house, lambda study: {"talk_id": study.talk().pk}),
    About.STUDY_CONSENT: lambda house: _of_study(
        house, lambda study: {"consent_id": study.talk().consents.all()[0].pk}
    ),
    About.COMPARED_STUDY: lambda house: _of_study(house, lambda study: study.compare()),
    About.HOLIDAY: lambda house: {"holiday_id": a_closing_day(house).pk},
}


def _of_shared_view(about: About, version: PlanVersion, by: StaffMember) -> dict[str, Any]:
    view = shared_view(version, by)
    if about is About.SHARED_VIEW:
        return {"version_id": version.pk, "view_id": view.pk}
    return {"version_id": version.pk, "wish_id": a_wish(view).pk}


def _of_version(version: PlanVersion, with_entry: bool) -> dict[str, Any]:
    kwargs: dict[str, Any] = {"version_id": version.pk}
    if with_entry:
        kwargs["entry_id"] = Entry.objects.filter(version=version).order_by("position")[0].pk
    return kwargs


def _url(address: Address, kwargs: dict[str, Any]) -> str:
    if address.name == "plans:entry_add":
        kwargs = {**kwargs, "rubric": "goal"}
    kwargs |= _MORE_IN_THE_ADDRESS.get(address.name, {})
    return reverse(address.name, kwargs=kwargs)


def _ask(address: Address, url: str, staff: StaffMember | None) -> HttpResponse:
    client = Client()
    if staff is not None:
        assert staff.user
        client.force_login(staff.user)
    response: HttpResponse = getattr(client, address.method)(url)
    assert_safe(response)
    if response.streaming:
        b"".join(response)  # then the client closes it
    return response


def _is_let_in(response: HttpResponse) -> bool:
    """Anything but a closed door: a page, a redirect, or a form that wants more."""
    return response.status_code in {200, 204, 302, 400, 409, 422}


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: f"{a.name} {a.about.value}")
def test_each_role_enters_where_it_may(address: Address, house: House) -> None:
    case = house.case("Haddad", "Samira")
    url = _url(address, _kwargs(address.about, house, case, house.counsellor))
    for role in sorted(set(Role) - address.allowed):
        assert _ask(address, url, house.staff[role]).status_code == 403, role
    for role in sorted(address.allowed):
        assert _is_let_in(_ask(address, url, house.staff[role])), role


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda a: f"{a.name} {a.about.value}")
def test_nobody_enters_without_sign_in(address: Address, house: House) -> None:
    case = house.case("Haddad", "Samira")
    url = _url(address, _kwargs(address.about, house, case, house.counsellor))
    response = _ask(address, url, None)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "address",
    [a for a in ADDRESSES if a.about is not About.NOTHING],
    ids=lambda a: f"{a.name} {a.about.value}",
)
def test_what_belongs_to_others_does_not_exist(address: Address, house: House) -> None:
    """Another jobcentre's objects and protected cases answer 404 to those who may otherwise."""
    other = build_house("10002", prefix="other-")
    theirs = _url(
        address, _kwargs(address.about, other, other.case("Haddad", "Samira"), other.counsellor)
    )
    for role in sorted(address.allowed):
        assert _ask(address, theirs, house.staff[role]).status_code == 404, role
    if address.about in OF_THE_OFFICE:
        return
    protected = _url(address, _kwargs(address.about, house, house.case("Geheim"), house.colleague))
    for role in sorted(address.allowed):
        assert _ask(address, protected, house.staff[role]).status_code == 404, role


@pytest.mark.parametrize("name", sorted(OWN_ACCOUNT))
def test_the_own_account_needs_sign_in(name: str) -> None:
    response = Client().get(reverse(name))
    assert_safe(response)
    assert response.status_code in {302, 401, 405}
    if response.status_code == 302:
        assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", list(Role))
def test_pages_for_everybody_are_safe_too(role: Role, house: House) -> None:
    client = Client()
    for name in sorted(PUBLIC - KEPT_BY_CACHES):
        assert_safe(client.get(_public(name)))
    for name in KEPT_BY_CACHES:
        assert_safe(client.get(_public(name)), cache="public, max-age=300")
    user = house.staff[role].user
    assert user
    client.force_login(user)
    for name in sorted(PUBLIC | OWN_ACCOUNT):
        assert_safe(client.get(_public(name)))


def _public(name: str) -> str:
    """With an address that nobody ever made, where one belongs in it."""
    inside = {"session:address": ["A" * 43], "law:rule": ["notification"]}
    return reverse(name, args=inside.get(name, []))
