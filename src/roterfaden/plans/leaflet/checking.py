"""What must not stand in the leaflet: a notice of legal consequences, an unknown gap, nothing.

The plan has no such notice, and its leaflet must not become one by the back door: whoever is told
"otherwise your benefit is cut" reads duties where the law knows an arrangement (§ 15 SGB II).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roterfaden.plans.leaflet.model import LANGUAGES, SECTIONS, Office, Rules

LONGEST = 300

_MONEY = r"(leistung|geld|regelbedarf|bürgergeld|grundsicherung)\w*"
_CUT = (
    r"(\w*(minder|kürz|entzieh|entzog|einstell|eingestellt|streich|gestrich)\w*"
    r"|(ent|weg)f[aä]ll\w*)"
)
_LEGAL = re.compile(
    r"""
    rechtsfolge\w* | (leistungs)?(minderung|kürzung)\w* | sanktion\w* | pflichtverletzung\w*
    | meldeversäumnis\w* | rechtsbehelf\w* | bußgeld\w* | ordnungswidrig\w*
    | §+\s*(31|32|63|66)\w?\b | \b\d+\s*(prozent|%|v\.\s?h\.)
    """
    rf"| {_MONEY}\s+(\w+\s+){{0,4}}?{_CUT} | {_CUT}\s+(\w+\s+){{0,3}}?{_MONEY}"
    r"""
    | legal\ consequence\w* | sanction\w* | breach\ of\ duty
    | benefit\w*\s+(\w+\s+){0,4}?(reduc|cut|stop|withdraw|los)\w*
    | (reduc|cut|stop|withdraw|los)\w*\s+(\w+\s+){0,3}?benefit\w*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_THREAT = re.compile(
    r"\b(sonst|andernfalls|müssen|verpflichtet|pflicht|konsequenz\w*|nachteil\w*|folgen"
    r"|must|otherwise|obliged|duty|consequence\w*)\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Finding:
    """Something to look at: the section and language, what is said, and whether it is refused."""

    section: str
    language: str
    message: str
    is_refused: bool


def findings(rules: Rules) -> list[Finding]:
    """What the leaflet must not say, and what it should perhaps not say."""
    return [*_missing(rules), *_said(rules)]


def _missing(rules: Rules) -> Iterator[Finding]:
    for section in SECTIONS:
        if section.is_needed and not rules.get(section.code):
            message = _("Hier fehlt noch ein Satz. Beide Seiten gehören auf das Merkblatt.")
            yield Finding(section.code, "de", message, is_refused=True)


def _said(rules: Rules) -> Iterator[Finding]:
    for section in SECTIONS:
        for sentence in rules.get(section.code, []):
            for language in LANGUAGES:
                text = sentence.get(language, "")
                for message, is_refused in _about(text):
                    yield Finding(section.code, language, message, is_refused)


def _about(text: str) -> Iterator[tuple[str, bool]]:
    if match := _LEGAL.search(text):
        yield (
            _(
                "„%(words)s“ klingt nach einer Belehrung über Rechtsfolgen. Die gehört nicht auf "
                "das Merkblatt; sagen Sie, wie Sie zusammenarbeiten."
            )
            % {"words": match[0].strip()},
            True,
        )
    elif match := _THREAT.search(text):
        yield _("„%(words)s“ klingt nach Zwang. Geht es als Bitte?") % {"words": match[0]}, False
    for gap in _GAP.findall(text):
        if gap not in Office("").gaps:
            message = _("Die Lücke {%(gap)s} gibt es nicht. Möglich sind: %(known)s.")
            known = ", ".join(f"{{{name}}}" for name in Office("").gaps)
            yield message % {"gap": gap, "known": known}, True
    if len(text) > LONGEST:
        yield _("Ein Satz hat mehr als %(most)d Zeichen. Teilen Sie ihn.") % {"most": LONGEST}, True
