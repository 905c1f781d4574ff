"""Adding a link to a chain in one statement, the hash computed by the database."""

import json
from uuid import uuid4

from django.db import connection

from roterfaden.audit.models import ChainedEvent, ChainHead

_STATEMENT = """
WITH head AS (
    SELECT id, sequence + 1 AS sequence, hash FROM audit_chainhead
    WHERE jobcentre_id = %(jobcentre_id)s AND kind = %(kind)s FOR UPDATE
), link AS (
    INSERT INTO {table} (jobcentre_id, sequence, at, type, actor, target_type, target_id, facts,
                         previous_hash, hash)
    SELECT %(jobcentre_id)s, sequence, %(at)s, %(type)s, %(actor)s, %(target_type)s, %(target_id)s,
           %(facts)s::jsonb, hash,
           encode(sha256(convert_to(
               %(before)s || sequence || %(between)s || hash || %(after)s, 'UTF8'
           )), 'hex')
    FROM head
    RETURNING sequence, hash
)
UPDATE audit_chainhead SET sequence = link.sequence, hash = link.hash
FROM link, head WHERE audit_chainhead.id = head.id
"""


def append_in_one_statement(link: ChainedEvent, kind: ChainHead.Kind) -> bool:
    """Write ``link`` behind the head of its chain; False where the chain has no head yet.

    Hashed is exactly what :meth:`ChainedEvent.canonical` says: the text is made here, with two
    marks that the database replaces by what it finds at the head.
    """
    sequence, previous = uuid4().hex, uuid4().hex
    text = link.canonical(sequence=sequence, previous_hash=previous)
    before, rest = text.split(f'"{sequence}"')
    between, after = rest.split(previous)
    values = {
        "kind": str(kind),
        "type": str(link.type),
        "facts": json.dumps(link.facts, ensure_ascii=False),
        "before": before,
        "between": between,
        "after": after,
        **{
            name: getattr(link, name)
            for name in ("jobcentre_id", "at", "actor", "target_type", "target_id")
        },
    }
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT.format(table=link._meta.db_table), values)
        return bool(cursor.rowcount)
