"""Sites: which to ask, so that they differ as much as possible, and what they replied.

The report chose four jobcentres for contrast, by size, place, labour market and organisation, with
the comparison types of the IAB (section 2.2; Dauth et al. 2013). Six were asked, two declined.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from roterfaden.study import tabular
from roterfaden.study.sampling.drawing import rank
from roterfaden.study.troubles import WrongData


class Reply(StrEnum):
    """What became of asking a site."""

    ASKED = "asked"
    JOINED = "joined"
    DECLINED = "declined"


@dataclass(frozen=True)
class Site:
    """A jobcentre that can take part; ``features`` such as kind, size, place."""

    id: str
    comparison_type: str
    features: Mapping[str, str] = field(default_factory=dict)
    reply: Reply | None = None
    asked_on: date | None = None
    reason: str = ""


_HEADS = {"jobcenter": "id", "name": "id", "vergleichstyp": "comparison_type"}
"""What people write over the columns instead."""


def typed_sites(text: str) -> tuple[Site, ...]:
    """Read what somebody typed or pasted: name, comparison type and features, a site a line.

    A heading may stand above. Raises WrongData as ``read_sites`` does.
    """
    lines = text.splitlines()
    first, line = next(((n, one) for n, one in enumerate(lines) if one.strip()), (0, ""))
    if not line:
        raise WrongData("Die Liste ist leer.", "Je Zeile ein Jobcenter eintragen.")
    separator = max(tabular.SEPARATORS, key=line.count)
    words = [one.strip().casefold() for one in line.split(separator)]
    heads = [_HEADS.get(one, one) for one in words]
    if {"id", "comparison_type"} <= set(heads):
        return read_sites("\n".join([*lines[:first], separator.join(heads), *lines[first + 1 :]]))
    features = [f"merkmal {number}" for number in range(1, len(heads) - 1)]
    heading = separator.join(["id", "comparison_type", *features])
    try:
        return read_sites("\n".join([heading, *lines]))
    except WrongData as trouble:
        own_line = trouble.line - 1 if trouble.line else None
        raise WrongData(trouble.cause, trouble.way_out, line=own_line) from None


def read_sites(source: tabular.Source) -> tuple[Site, ...]:
    """Read a list of sites: ``id,comparison_type[,reply]``, every other column is a feature.

    Raises WrongData with file and line for a doubled id, an empty type or an unknown reply.
    """
    table = tabular.read(source)
    features = [name for name in table.header if name not in {"id", "comparison_type", "reply"}]
    asked = ["reply"] if table.has("reply") else []
    sites: dict[str, Site] = {}
    for line, (id_, kind, *more) in table.rows("id", "comparison_type", *asked, *features):
        if not id_ or not kind or id_ in sites:
            raise WrongData(
                f"„{id_}“ steht doppelt oder ohne Kennung oder Vergleichstyp da.",
                "Je Jobcenter eine Zeile mit id und comparison_type schreiben.",
                file=table.name,
                line=line,
            )
        reply = _reply(more[0], table.name, line) if asked else None
        sites[id_] = Site(id_, kind, dict(zip(features, more[len(asked) :], strict=True)), reply)
    return tuple(sites.values())


def _reply(text: str, name: str, line: int) -> Reply | None:
    if text in {"", *Reply}:
        return Reply(text) if text else None
    raise WrongData(
        f"Die Antwort „{text}“ gibt es nicht.",
        f"Möglich sind {', '.join(Reply)} oder nichts.",
        file=name,
        line=line,
    )


def contrasting(
    sites: Sequence[Site], number: int, *, seed: int, chosen: Sequence[Site] = ()
) -> tuple[Site, ...]:
    """Propose ``number`` sites that differ from each other and from those ``chosen`` before.

    Each next site is one whose comparison type is rarest so far, then one that shares the fewest
    features with the nearest chosen one; ties go by the rank of the seed, so that the proposal can
    be made again. Sites that were asked are not proposed anew.

    Raises WrongData where fewer sites are left than wanted.
    """
    left = [one for one in sites if one.reply is None and one not in chosen]
    if number > len(left):
        raise WrongData(
            f"Nur {len(left)} Jobcenter sind noch nicht angefragt, gewünscht sind {number}.",
            "Weniger wählen oder die Liste der Jobcenter erweitern.",
        )
    picked = list(chosen)
    for _ in range(number):
        best = min(left, key=lambda one: (*_likeness(one, picked), rank(one.id, seed)))
        picked.append(best)
        left.remove(best)
    return tuple(picked[len(chosen) :])


def _likeness(site: Site, picked: Sequence[Site]) -> tuple[int, int]:
    """How often the type was picked, and how many features the most alike picked site shares."""
    same_type = sum(one.comparison_type == site.comparison_type for one in picked)
    shared = [
        sum(one.features.get(key) == value for key, value in site.features.items())
        for one in picked
    ]
    return same_type, max(shared, default=0)
