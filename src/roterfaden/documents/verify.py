"""Finding files that are no longer what was filed."""

from roterfaden.documents.models import StoredFile

AT_ONCE = 20
"""Files read at a time, so that any number fits into memory."""


def damaged_files() -> tuple[int, list[str]]:
    """How many files were read, and the SHA-256 under which each damaged one is kept."""
    checked, damaged = 0, []
    for stored in StoredFile.objects.order_by("sha256").iterator(chunk_size=AT_ONCE):
        checked += 1
        if not stored.is_intact() or stored.size != len(stored.content):
            damaged.append(stored.sha256)
    return checked, damaged
