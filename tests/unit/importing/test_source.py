"""How the encoding of a file is judged."""

import io

import pytest

from roterfaden.core.tables.source import CHUNK, detect_encoding

UMLAUT = "ü".encode()


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"plain", "utf-8-sig"),
        (UMLAUT, "utf-8-sig"),
        ("ü".encode("cp1252"), "cp1252"),
        (b"x" * (CHUNK - 1) + UMLAUT, "utf-8-sig"),
        (b"x" * (CHUNK - 1) + UMLAUT + b"x" * CHUNK + "ü".encode("cp1252") * 2, "cp1252"),
        (UMLAUT[:1], "cp1252"),
        (UMLAUT * 2 + b"\xfc", "utf-8-sig"),
        (b"\xef\xbb\xbf\xfc\xfc", "utf-8-sig"),
    ],
)
def test_the_encoding_of_the_whole_file(content: bytes, encoding: str) -> None:
    stream = io.BytesIO(content)
    assert detect_encoding(stream) == encoding
    assert stream.tell() == 0
