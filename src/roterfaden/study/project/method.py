"""The method box of a report: how the figures came about."""

from contextlib import suppress
from datetime import date, datetime

from roterfaden import __version__
from roterfaden.study import sampling
from roterfaden.study.project.results import Results
from roterfaden.study.tables.printing import thousands

Rows = tuple[tuple[str, str], ...]


def rows(results: Results, made_at: datetime) -> Rows:
    """How the figures came about: sample, seed, versions, coders, agreement, disclosure."""
    project, settings = results.project, results.project.settings
    permission = settings.permission
    found = [
        ("Zweck", settings.purpose),
        (
            "Genehmigung",
            _joined(permission.number, permission.granted_by, _until(permission.until)),
        ),
        ("Auswahl", _drawn(results)),
        ("Gefunden", _walked(results)),
        ("Dokumente", thousands(len(project.documents)) if project.documents else ""),
        ("Kategoriensystem", _book(results)),
        ("Quelle der Kategorien", _joined(project.codebook.source, project.codebook.licence)),
        ("Codierung", _coded(results)),
        ("Einigung", _decided(results)),
        ("Geheimhaltung", _disclosure(results)),
        ("Prüfpfad", _trail(results)),
        ("Erstellt", f"{made_at:%d.%m.%Y} mit Roter Faden {__version__}"),
    ]
    return tuple((name, text) for name, text in found if text)


def _book(results: Results) -> str:
    book = results.project.codebook
    status = "veröffentlicht" if book.status == "published" else "Entwurf"
    return f"{book.title}, Version {book.version} ({status})"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _until(day: str) -> str:
    """The permission's last day as people write it; other words stay as they are."""
    with suppress(ValueError):
        day = f"{date.fromisoformat(day):%d.%m.%Y}"
    return f"gültig bis {day}" if day else ""


def _drawn(results: Results) -> str:
    project, settings = results.project, results.project.settings
    if not project.sample:
        return ""
    frame = f" aus {thousands(len(project.frame.members))}" if project.frame else ""
    strata = f", geschichtet nach {settings.strata}" if settings.strata else ""
    seed = f", seed {settings.seed}" if settings.seed is not None else ""
    algorithm = settings.algorithm or sampling.ALGORITHM
    return f"{thousands(len(project.sample))}{frame} gezogen{strata}{seed}, {algorithm}"


def _walked(results: Results) -> str:
    walk = results.walk
    if walk is None:
        return ""
    told = f"{thousands(len(walk.found))} Pläne bei {thousands(walk.checked)} geprüften Personen"
    if walk.share.value is None or walk.share.ci95 is None:
        return told
    low, high = walk.share.ci95
    return (
        f"{told}; Anteil {_percent(walk.share.value)} (95-%-Intervall {_percent(low)} bis "
        f"{_percent(high)})"
    )


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %".replace(".", ",")


def _coded(results: Results) -> str:
    coders = {coder for one in results.dimensions for coder in one.coded_by}
    twice = max((one.coded_twice for one in results.dimensions), default=0)
    if not coders:
        return ""
    who = "eine Person" if len(coders) == 1 else f"{len(coders)} Personen, unabhängig"
    return f"{who}; {thousands(twice)} Dokumente mehrfach codiert"


def _decided(results: Results) -> str:
    decided = sum(one.decided for one in results.dimensions)
    left = sum(len(one.final.open) for one in results.dimensions)
    if not decided and not left:
        return ""
    what = "Abweichung" if decided == 1 else "Abweichungen"
    return f"{thousands(decided)} {what} entschieden, {thousands(left)} offen"


def _disclosure(results: Results) -> str:
    smallest = results.project.settings.disclosure.smallest
    if smallest <= 1:
        return "keine; alle Anzahlen sind ausgewiesen"
    return f"Anzahlen unter {smallest} und was sie verriete, sind nicht ausgewiesen"


def _trail(results: Results) -> str:
    entries = results.project.trail
    if not entries:
        return ""
    return f"{thousands(len(entries))} Einträge, letzter Hash {entries[-1].hash[:16]}…"
