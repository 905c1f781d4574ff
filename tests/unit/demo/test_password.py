"""The demo's password can be said aloud and is kept for this account only."""

import re
import stat
from pathlib import Path

from roterfaden.demo import password


def test_a_made_password_has_four_words_that_can_be_said() -> None:
    assert re.fullmatch(
        r"([bdfghklmnprstvwz][aeiou]){2}(-([bdfghklmnprstvwz][aeiou]){2}){3}", password.made()
    )


def test_two_made_passwords_differ() -> None:
    assert password.made() != password.made()


def test_the_password_is_kept_readable_for_the_own_account_only(tmp_path: Path) -> None:
    password.keep(tmp_path, "wald-wiese-bach-weg")
    path = tmp_path / "demo-password"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert password.kept(tmp_path) == "wald-wiese-bach-weg"


def test_nothing_is_kept_where_nothing_was_loaded(tmp_path: Path) -> None:
    assert password.kept(tmp_path) is None
