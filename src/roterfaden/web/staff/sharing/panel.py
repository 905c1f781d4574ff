"""What the counsellor sees of the shared view: code and words, answers, wishes, translations."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import qrcode
from django.http import HttpRequest
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import Entry, PlanVersion, TextBlock
from roterfaden.plans.text_blocks.filling import with_open_gaps
from roterfaden.plans.text_blocks.suggesting import shown_to
from roterfaden.sharing import keys
from roterfaden.sharing.languages import LANGUAGES, Language
from roterfaden.sharing.models import Interest, OwnWish, Reply, SharedView
from roterfaden.sharing.reading import newest_view, originals, replies, still_holds
from roterfaden.sharing.topics import topic_of
from roterfaden.sharing.translated import wordings
from roterfaden.web.staff.sharing.words import INTERESTS

MOST_BLOCKS = 3


@dataclass(frozen=True)
class Said:
    """An answer beside its entry; ``holds`` while the entry says what it was given to."""

    entry: Entry
    reply: Reply
    holds: bool


@dataclass(frozen=True)
class Wanted:
    """A topic or question that was tapped, with blocks to begin with."""

    label: str
    blocks: Sequence[TextBlock]


@dataclass(frozen=True)
class ToTranslate:
    """An entry without a reviewed translation, and the words typed for it so far."""

    entry: Entry
    typed: str


@dataclass(frozen=True)
class Code:
    """How the device joins: the address, its picture, and the short code."""

    address: str
    short_address: str
    code: str
    path: str
    size: int


@dataclass(frozen=True)
class Panel:
    """The panel as it stands; without a view there is only the way to begin."""

    version: PlanVersion
    stage: str
    view: SharedView | None = None
    language: Language = LANGUAGES["de"]
    code: Code | None = None
    said: Sequence[Said] = ()
    wishes: Sequence[OwnWish] = ()
    interests: Sequence[Wanted] = ()
    to_translate: Sequence[ToTranslate] = ()
    originals: Sequence[OwnWish] = ()


def panel(request: HttpRequest, version: PlanVersion, staff: StaffMember) -> Panel:
    """One query where nothing was ever shared, nine at most."""
    view = newest_view(version)
    if view is None:
        return Panel(version, SharedView.Stage.ENDED)
    view.version = version
    stage, language = view.stage_at(clock.now()), LANGUAGES[view.language]
    entries = list(version.entries.present().select_related("text_block"))
    return Panel(
        version,
        stage,
        view,
        language,
        _code(request, view) if stage == SharedView.Stage.WAITING else None,
        _said(version, entries),
        list(version.own_wishes.exclude(state=OwnWish.State.TAKEN)),
        _interests(version, staff),
        _to_translate(entries, language) if stage == SharedView.Stage.SHARED else (),
        _original_words(entries),
    )


def _code(request: HttpRequest, view: SharedView) -> Code:
    token = keys.token_of(view.pk)
    address = request.build_absolute_uri(reverse("session:address", args=[token]))
    short = request.build_absolute_uri(reverse("session:code")).partition("://")[2]
    path, size = picture(address)
    return Code(address, short, keys.spaced(keys.code_of(view.pk)), path, size)


def picture(address: str) -> tuple[str, int]:
    """The QR code as an SVG path on a grid, and the width of the grid with its quiet edge."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=4)
    code.add_data(address)
    matrix = code.get_matrix()
    dark = [
        f"M{x},{y}h1v1h-1z" for y, row in enumerate(matrix) for x, is_on in enumerate(row) if is_on
    ]
    return "".join(dark), len(matrix)


def _said(version: PlanVersion, entries: Sequence[Entry]) -> list[Said]:
    given = replies(version)
    return [
        Said(entry, given[entry.pk], still_holds(given[entry.pk], entry))
        for entry in entries
        if entry.pk in given
    ]


def _interests(version: PlanVersion, staff: StaffMember) -> list[Wanted]:
    codes = list(Interest.objects.filter(version=version).values_list("code", flat=True))
    topics = {topic_of(code) for code in codes} - {""}
    by_topic = _blocks(version, staff, topics) if topics else {}
    return [Wanted(str(INTERESTS[code]), by_topic.get(topic_of(code), ())) for code in codes]


def _blocks(
    version: PlanVersion, staff: StaffMember, topics: set[str]
) -> dict[str, list[TextBlock]]:
    """The first goals of each topic: favourites, then what this office takes most often."""
    jobcentre = version.plan.case.jobcentre
    blocks = TextBlock.objects.of(jobcentre).valid_on(clock.today()).not_hidden_at(jobcentre)
    blocks = blocks.filter(rubric="goal", topic__in=topics)
    found: dict[str, list[TextBlock]] = defaultdict(list)
    for block in shown_to(blocks, staff, jobcentre).order_by("-is_favourite", "-uses", "text"):
        if len(found[block.topic]) < MOST_BLOCKS:
            block.text = with_open_gaps(block.text)
            found[block.topic].append(block)
    return found


def _to_translate(entries: Sequence[Entry], language: Language) -> list[ToTranslate]:
    """Free text in a language that is not German; typed words can be corrected."""
    if language.is_german:
        return []
    worded = wordings(entries, language.code)
    free = [entry for entry in entries if worded[entry.pk].is_german or _is_typed(entry)]
    return [
        ToTranslate(entry, "" if worded[entry.pk].is_german else worded[entry.pk].text)
        for entry in free
    ]


def _is_typed(entry: Entry) -> bool:
    return entry.text_block_id is None


def _original_words(entries: Sequence[Entry]) -> list[OwnWish]:
    """Own words that the plan words in another way, to be read beside it."""
    texts = {entry.pk: entry.text for entry in entries}
    found = originals([entry for entry in entries if entry.kind == Entry.Kind.ASPECT])
    return [wish for pk, wish in found.items() if texts[pk] != wish.words]
