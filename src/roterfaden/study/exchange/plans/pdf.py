"""Plans from PDF files: our own by the data they carry, others by their six headings."""

import io
import logging
from pathlib import Path
from typing import Any

from roterfaden.study import documents
from roterfaden.study.exchange.plans.splitting import split
from roterfaden.study.rubrics import RUBRICS, rubric_of
from roterfaden.study.tabular import content_of
from roterfaden.study.troubles import WrongData

MOST_PAGES = 30
ATTACHMENT = "plan.json"


def read_pdf(path: Path, id_: str) -> dict[str, Any]:
    """Read one plan; raises WrongData for encrypted, broken or scanned files."""
    import pypdf

    name = str(path)
    content = content_of(path, name=name)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise WrongData("Die Datei ist verschlüsselt.", "Ohne Kennwort ausgeben.", file=name)
        if len(reader.pages) > MOST_PAGES:
            raise WrongData(
                f"Die Datei hat {len(reader.pages)} Seiten.", "Je Datei ein Plan.", file=name
            )
        own = reader.attachments.get(ATTACHMENT)
        if own:
            return plan_of_json(own[0].decode("utf-8"), id_=id_, name=f"{name}/{ATTACHMENT}")
        text = "\n".join(page.extract_text() for page in reader.pages)
    except WrongData:
        raise
    except Exception as error:
        raise WrongData(
            f"Die PDF-Datei ist nicht lesbar ({type(error).__name__}).",
            "In einem Programm öffnen und neu als PDF ausgeben.",
            file=name,
        ) from error
    if not text.strip():
        raise WrongData(
            "Die PDF-Datei enthält keinen Text, nur Bilder.",
            "Erst Text erkennen lassen (OCR) oder abschreiben.",
            file=name,
        )
    rubrics, day = split(text, name=name, wrapped=True)
    return documents.plan(id_, rubrics, agreed_on=day)


def plan_of_json(text: str, *, id_: str, name: str) -> dict[str, Any]:
    """Read a plan of the program or a document of a study from JSON."""
    content = documents.from_json(text, id_=id_, name=name)
    if not str(content.get("schema", "")).startswith("roterfaden/plan/"):
        if content.get("kind") not in ("plan", "transcript"):
            raise WrongData(
                "Das ist weder Plan noch Transkript.", "Einen Plan als JSON ausgeben.", file=name
            )
        empty: dict[str, Any] = {"rubrics": {}} if content["kind"] == "plan" else {"turns": []}
        return {**empty, **content}
    rubrics: dict[str, list[str]] = {rubric: [] for rubric in RUBRICS}
    try:
        for entry in content.get("entries", ()):
            rubrics[rubric_of(entry)].append(str(entry["text"]))
        agreed_on = str((content.get("version") or {}).get("agreed_on") or "")
    except (KeyError, TypeError, AttributeError):
        raise WrongData(
            "Ein Eintrag des Plans ist nicht zu lesen.", "Den Plan neu ausgeben.", file=name
        ) from None
    return documents.plan(id_, rubrics, agreed_on=agreed_on)
