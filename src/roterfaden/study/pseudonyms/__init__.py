"""Texts without their people: the record first, then patterns, then flags for a human."""

from roterfaden.study.pseudonyms.flags import Flag
from roterfaden.study.pseudonyms.folder import Folder, pseudonymise_folder, writing_folder
from roterfaden.study.pseudonyms.keys import (
    Mapping,
    Purpose,
    delete_key,
    new_passphrase,
    read_key,
    read_purpose,
    refuse_existing,
    write_key,
)
from roterfaden.study.pseudonyms.records import Fact, Record, read_record
from roterfaden.study.pseudonyms.spans import Kind
from roterfaden.study.pseudonyms.texts import Pseudonymised, Pseudonymiser

__all__ = [
    "Fact",
    "Flag",
    "Folder",
    "Kind",
    "Mapping",
    "Pseudonymised",
    "Pseudonymiser",
    "Purpose",
    "Record",
    "delete_key",
    "new_passphrase",
    "pseudonymise_folder",
    "read_key",
    "read_purpose",
    "read_record",
    "refuse_existing",
    "write_key",
    "writing_folder",
]
