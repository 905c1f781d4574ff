"""Filing a document."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.documents.models import Document, StoredFile
from roterfaden.organisations.models import StaffMember


@transaction.atomic
def file(
    *,
    case_file: UUID,
    subject: UUID,
    kind: Document.Kind,
    title: str,
    filename: str,
    media_type: str,
    content: bytes,
    by: StaffMember,
    at: datetime,
) -> Document:
    """Put bytes into a case file, once and for good; ``subject`` is what they document."""
    stored_file = _store(content, media_type)
    document = Document.objects.create(
        jobcentre_id=by.jobcentre_id,
        case_file=case_file,
        subject=subject,
        kind=kind,
        title=title,
        filename=filename,
        stored_file=stored_file,
        filed_at=at,
        filed_by=by,
    )
    record(
        Change.DOCUMENT_FILED,
        jobcentre_id=by.jobcentre_id,
        by=by,
        target=document,
        at=at,
        facts={"sha256": stored_file.sha256, "kind": str(kind), "case": str(case_file)},
    )
    return document


def _store(content: bytes, media_type: str) -> StoredFile:
    digest = hashlib.sha256(content).hexdigest()
    stored_file, _created = StoredFile.objects.defer("content").get_or_create(
        sha256=digest,
        defaults={"size": len(content), "media_type": media_type, "content": content},
    )
    return stored_file
