"""What a rule refuses reaches the person in words."""

from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.web.components.middleware import RefusalMiddleware

Make = Callable[..., HttpRequest]


def ask(request: HttpRequest, error: Exception) -> HttpResponse | None:
    from django.contrib.auth.models import AnonymousUser

    request.user = AnonymousUser()
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return RefusalMiddleware(lambda _: HttpResponse()).process_exception(request, error)


def test_a_missing_right_is_403_with_the_reason(rf: RequestFactory) -> None:
    response = ask(rf.post("/"), NotPermitted("Zuständig ist die Teamleitung."))
    assert response is not None
    assert response.status_code == 403
    assert "Zuständig ist die Teamleitung." in response.text


def test_another_refusal_is_told_where_the_person_was(rf: RequestFactory) -> None:
    request = rf.post("/fall/", headers={"referer": "http://testserver/fall/"})
    response = ask(request, StateRefused("Die Fassung gilt schon."))
    assert response is not None
    assert (response.status_code, response["Location"]) == (302, "http://testserver/fall/")
    assert [str(message) for message in get_messages(request)] == ["Die Fassung gilt schon."]


@pytest.mark.parametrize(
    "headers", [{}, {"referer": "https://anderswo.example/"}, {"hx-request": "true"}]
)
def test_where_there_is_no_way_back_the_refusal_is_a_page(
    rf: RequestFactory, headers: dict[str, str]
) -> None:
    response = ask(rf.post("/fall/", headers=headers), Refused("Geht nicht."))
    assert response is not None
    assert response.status_code == 409
    assert "Geht nicht." in response.text


def test_other_errors_are_left_alone(rf: RequestFactory) -> None:
    assert ask(rf.post("/"), ValueError("x")) is None
