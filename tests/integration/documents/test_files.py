"""What lies in a case file stays as it was filed, and a changed byte is found."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from roterfaden.documents.actions import file
from roterfaden.documents.models import Document, StoredFile
from roterfaden.documents.verify import damaged_files
from tests.factories.house import House
from tests.integration.audit.conftest import triggers_off


def file_text(house: House, text: str) -> Document:
    return file(
        case_file=house.case("Brandt").pk,
        subject=uuid4(),
        kind=Document.Kind.PLAN,
        title="Ein Dokument",
        filename="dokument.pdf",
        media_type="application/pdf",
        content=text.encode(),
        by=house.counsellor,
        at=house.at,
    )


def change_a_byte(document: Document) -> None:
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE documents_storedfile SET content = set_byte(content, 0, 88) WHERE sha256 = %s",
            [document.stored_file_id],
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents_storedfile SET content = '\\x00'",
        "DELETE FROM documents_storedfile",
        "TRUNCATE documents_storedfile CASCADE",
        "UPDATE documents_document SET title = 'Ein anderes'",
        "DELETE FROM documents_document",
    ],
)
def test_the_database_refuses_to_change_a_file(house: House, statement: str) -> None:
    file_text(house, "Plan")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            cursor.execute(statement)


def test_the_same_bytes_are_kept_once(house: House) -> None:
    assert file_text(house, "Plan").stored_file == file_text(house, "Plan").stored_file
    assert StoredFile.objects.count() == 1


def test_untouched_files_pass(house: House) -> None:
    file_text(house, "Plan")
    file_text(house, "Noch ein Plan")
    out = StringIO()
    call_command("verify_files", stdout=out)
    assert out.getvalue() == "2 Dateien geprüft, alle unverändert.\n"


def test_a_changed_byte_is_found_and_named(house: House) -> None:
    document = file_text(house, "Plan")
    file_text(house, "Noch ein Plan")
    change_a_byte(document)
    assert damaged_files() == (2, [document.stored_file_id])
    out = StringIO()
    with pytest.raises(CommandError, match="1 von 2 Dateien sind verändert"):
        call_command("verify_files", stdout=out)
    assert str(document.pk) in out.getvalue()
