"""The keys of a shared view: its address, its code, the device's own secret, and two words.

Address and code are not stored anywhere: they follow from the view's id and the installation's
secret key, so that the counsellor sees them again after a reload, and a copy of the database opens
nothing. What is stored are keyed hashes to find them by (docs/adr/0020-shared-view.md).
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core import signing

from roterfaden.sharing.two_words import WORDS

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, O, 1, I and L, which look alike."""
CODE_LENGTH: Final = 8
_SALT = "roterfaden.sharing"


def token_of(view: UUID) -> str:
    """The secret part of the address, 256 bits."""
    return urlsafe_b64encode(_keyed("token", str(view))).decode().rstrip("=")


def code_of(view: UUID) -> str:
    """The short code to type: eight signs, about 40 bits."""
    number = int.from_bytes(_keyed("code", str(view)))
    signs = []
    for _sign in range(CODE_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "".join(signs)


def spaced(code: str) -> str:
    """The code as people read it: ``K7MP 3XQR``."""
    return f"{code[: CODE_LENGTH // 2]} {code[CODE_LENGTH // 2 :]}"


def tidied(code: str) -> str:
    """What somebody typed, without spaces and dashes, in capitals."""
    return "".join(sign for sign in code.upper() if sign.isalnum())[:CODE_LENGTH]


def hash_of(kind: str, secret: str) -> str:
    """By which a token, a code or a device's secret is found; worth nothing without our key."""
    return _keyed(f"hash-{kind}", secret).hex()


def new_device() -> str:
    """A secret for the device that opened the view first."""
    return secrets.token_urlsafe(32)


def new_words() -> str:
    """Two different plain words, drawn anew for each device that opens a view."""
    return " ".join(secrets.SystemRandom().sample(WORDS, 2))


def cookie_name() -> str:
    """With the prefix no other host below the office's domain can plant one."""
    return "mitsicht" if settings.ENVIRONMENT.loopback else "__Host-mitsicht"


def cookie_of(view: UUID, device: str) -> str:
    """What the device keeps: signed, so that nobody can try secrets at the database."""
    return signing.dumps([str(view), device], salt=_SALT)


def read_cookie(value: str) -> tuple[UUID, str] | None:
    """View and device's secret from a cookie that we signed, else None."""
    try:
        view, device = signing.loads(value, salt=_SALT)
        return UUID(view), str(device)
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def _keyed(purpose: str, text: str) -> bytes:
    key = f"{_SALT}.{purpose}.{settings.SECRET_KEY}".encode()
    return hmac.digest(key, text.encode(), "sha256")
