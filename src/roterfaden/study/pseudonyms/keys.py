"""The key file: what stood where, encrypted, kept apart from the texts and deleted at the end.

AES-256-GCM under a key that scrypt (n = 2^15, r = 8, p = 1) makes of a passphrase. What the file is
for, by which permission (§ 75 SGB X) and until when stands readable before it and is authenticated
with it, so that whoever must delete it can see so without the passphrase.
"""

import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from roterfaden.study.troubles import WrongData
from roterfaden.study.writing import written

FORMAT = "roterfaden/pseudonym-key/1"
_COST = {"n": 2**15, "r": 8, "p": 1}
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Mapping:
    """One placeholder of one document and every form of what it stands for."""

    document: str
    source: str
    placeholder: str
    originals: tuple[str, ...]


@dataclass(frozen=True)
class Purpose:
    """Why the key exists: the project record of § 75 SGB X."""

    purpose: str = ""
    permission: str = ""
    delete_on: date | None = None

    def header(self) -> dict[str, str]:
        day = self.delete_on.isoformat() if self.delete_on else ""
        return {"purpose": self.purpose, "permission": self.permission, "delete_on": day}


def new_passphrase() -> str:
    """Give a random passphrase of 119 bits, in groups that can be read out."""
    signs = "".join(secrets.choice(_SIGNS) for _ in range(24))
    return "-".join(signs[place : place + 4] for place in range(0, 24, 4))


def write_key(
    path: Path, mappings: Iterable[Mapping], *, passphrase: str, purpose: Purpose
) -> None:
    """Encrypt the mappings into a new file, readable by its owner only.

    Raises WrongData where the file exists: an overwritten key can never be had back.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    refuse_existing(path)
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    header = purpose.header()
    plain = json.dumps([asdict(one) for one in mappings], ensure_ascii=False).encode()
    secret = AESGCM(_key(passphrase, salt, _COST)).encrypt(nonce, plain, _bound(header))
    parts = {"salt": salt, "nonce": nonce, "data": secret}
    content = {"format": FORMAT, **header, "kdf": "scrypt", **_COST}
    content |= {name: b64encode(value).decode() for name, value in parts.items()}
    with written(path) as part:
        part.touch(mode=0o600)
        part.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_key(path: Path, *, passphrase: str) -> tuple[Mapping, ...]:
    """Decrypt a key file; raises WrongData for another file or a wrong passphrase."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    content = _content(path)
    try:
        header = {name: content[name] for name in ("purpose", "permission", "delete_on")}
        salt, nonce, data = (b64decode(content[name]) for name in ("salt", "nonce", "data"))
        secret = AESGCM(_key(passphrase, salt, {name: content[name] for name in _COST}))
        rows = json.loads(secret.decrypt(nonce, data, _bound(header)))
    except InvalidTag:
        raise WrongData(
            "Das Kennwort ist falsch, oder die Datei wurde verändert.",
            "Das Kennwort prüfen; Groß- und Kleinschreibung zählen.",
            file=str(path),
        ) from None
    except (KeyError, TypeError, ValueError) as error:
        raise _no_key(path) from error
    return tuple(Mapping(**one | {"originals": tuple(one["originals"])}) for one in rows)


def read_purpose(path: Path) -> Purpose:
    """Read what a key file is for and when it must go, without its passphrase."""
    content = _content(path)
    try:
        day = content["delete_on"]
        delete_on = date.fromisoformat(day) if day else None
        return Purpose(str(content["purpose"]), str(content["permission"]), delete_on)
    except (KeyError, TypeError, ValueError) as error:
        raise _no_key(path) from error


def delete_key(path: Path) -> None:
    """Overwrite a key file and remove it; raises WrongData where it is none.

    Copies and backups of it are not reached, nor what a drive keeps of overwritten places.
    """
    _content(path)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def refuse_existing(path: Path) -> None:
    """Raise WrongData where a key file is there already."""
    if path.exists():
        raise WrongData(
            "Die Schlüsseldatei gibt es schon; sie würde unwiederbringlich überschrieben.",
            "Einen anderen Namen wählen oder die alte bewusst löschen.",
            file=str(path),
        )


def _content(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise _no_key(path) from error
    known = isinstance(content, dict) and content.get("format") == FORMAT
    if not known or any(content.get(name) != value for name, value in _COST.items()):
        raise _no_key(path)
    return dict(content)


def _no_key(path: Path) -> WrongData:
    return WrongData(
        "Das ist keine lesbare Schlüsseldatei.",
        "Die Datei angeben, die `roterfaden study pseudonymise` schrieb.",
        file=str(path),
    )


def _key(passphrase: str, salt: bytes, cost: dict[str, int]) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, **cost).derive(passphrase.encode())


def _bound(header: dict[str, str]) -> bytes:
    return json.dumps({"format": FORMAT, **header}, sort_keys=True).encode()
