"""The report of a study: readable for all and fit for an archive, with its numbers inside."""

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from roterfaden.study import project
from roterfaden.study.project.reporting import files
from tests.pdf.vera import Vera
from tests.unit.study.project.study_folder import build

MOMENT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = build(tmp_path_factory.mktemp("report") / "project")
    return files(project.compute(project.read(folder)), MOMENT)


def test_it_is_pdf_ua_1_and_pdf_a_3a(report: dict[str, bytes], tmp_path: Path, vera: Vera) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(report["report.pdf"])
    valid, said = vera.validate("ua1,3a", [path])
    assert valid, said


def test_every_number_is_attached(report: dict[str, bytes]) -> None:
    reader = PdfReader(BytesIO(report["report.pdf"]))
    attached = json.loads(reader.attachments["results.json"][0])
    written = json.loads(report["results.json"])
    assert attached == {key: written[key] for key in attached}
    assert attached["dimensions"]["goals"]["frequency"]["work"] == 82
