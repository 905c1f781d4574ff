"""The database role of the research side reads studies, no people and no keys, and never writes."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from tests.factories.studies import Study

pytestmark = pytest.mark.django_db
ROLE = "roterfaden_research_in_tests"


@pytest.fixture
def role(study: Study) -> str:
    """Made within the test's transaction, so it goes with it."""
    call_command("research_role", name=ROLE, verbosity=0)
    call_command("research_role", name=ROLE, verbosity=0)
    return ROLE


@contextmanager
def _acting_as(role: str) -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        yield
        cursor.execute("RESET ROLE")


def _rows(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return len(cursor.fetchall())


def test_the_role_reads_documents_and_codings(role: str) -> None:
    with _acting_as(role):
        assert _rows("SELECT content FROM research_studydocument") == 3


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM recipients_recipient",
        "SELECT * FROM recipients_case",
        "SELECT * FROM plans_entry",
        "SELECT * FROM organisations_staffmember",
        "SELECT * FROM research_pseudonymkey",
        "DELETE FROM research_task",
        "UPDATE research_coding SET memo = ''",
    ],
)
def test_everything_else_is_closed_to_the_role(role: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), _acting_as(role):
        _rows(statement)
