"""The product's settings as the tests need them: own folder, own database, quick hashes."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
os.environ.pop("DATABASE_URL", None)
os.environ["ROTERFADEN_TESTING"] = "1"
os.environ["ROTERFADEN_VAR"] = str(ROOT / "var" / "test")

from roterfaden.settings import *  # noqa: E402, F403
from roterfaden.settings import DATABASES  # noqa: E402

DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["TEST"] = {
    "NAME": os.environ.get("ROTERFADEN_TEST_DB", "test_roterfaden"),
}
PASSWORD_HASHERS = ["tests.hashers.QuickArgon2"]
