"""Browsers of people who have signed in; the sign-in itself has tests of its own."""

from django.test import Client

from roterfaden.organisations.models import StaffMember


def client_of(staff: StaffMember) -> Client:
    """A browser without scripts."""
    client = Client()
    assert staff.user
    client.force_login(staff.user)
    return client
