"""Suggesting text blocks while somebody types, beside the obvious way of doing it."""

import statistics
import time
from collections.abc import Callable, Iterator
from random import Random

from django.db import connection, transaction
from django.db.models import Q

from benchmarks.figures import Figure
from roterfaden.core import clock
from roterfaden.organisations.actions.offices import create_jobcentre, create_staff
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.models import BlockAtOffice, FavouriteBlock, TextBlock
from roterfaden.plans.text_blocks import suggestions
from roterfaden.plans.text_blocks.delivered import Wording, delivered
from roterfaden.plans.text_blocks.delivery import deliver
from roterfaden.plans.text_blocks.wording import search_key

BLOCKS, QUESTIONS, OTHER_OFFICES = 1_000, 300, 4
PLACES = """Stadtteilhaus Sprachcafé Familienbüro Marktplatz Bahnhof Lotsenpunkt Werkhof Kantine
    Nachbarschaftstreff Jugendhaus Handwerkskammer Volkshochschule""".split()


def run() -> dict[str, Figure]:
    """Milliseconds a suggestion among 1,000 blocks, and for delivering all again."""
    with transaction.atomic():
        deliver(delivered(), at=clock.now())
        offices = [_office(f"9100{number}") for number in range(OTHER_OFFICES + 1)]
        for office, counsellor in offices:
            _fill(office, counsellor)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE plans_textblock, plans_blockatoffice, plans_favouriteblock")
        figures = _suggesting(*offices[0]) | _delivering()
        transaction.set_rollback(True)
    return figures


def _suggesting(office: Jobcentre, counsellor: StaffMember) -> dict[str, Figure]:
    today, asked = clock.today(), list(_questions(office))
    ours = _times(asked, lambda words: suggestions(counsellor, office, words, on=today))
    naive = _times(asked, lambda words: _suggest_naively(counsellor, office, words))
    return {
        f"suggestion among {BLOCKS:,} text blocks, p{percent}": Figure(
            _percentile(ours, percent), "ms", _percentile(naive, percent), "icontains", target
        )
        for percent, target in ((50, None), (95, 20))
    }


def _delivering() -> dict[str, Figure]:
    times = [_milliseconds(lambda: deliver(delivered(), at=clock.now())) for _ in range(10)]
    naive = _milliseconds(_deliver_naively)
    name = f"delivering {len(delivered().wordings)} unchanged text blocks"
    return {name: Figure(round(statistics.median(times), 1), "ms", naive, "one by one", 200)}


def _suggest_naively(staff: StaffMember, office: Jobcentre, words: str) -> list[TextBlock]:
    """Every word somewhere in text or keywords, all matches ranked in Python."""
    condition = Q()
    for word in words.split():
        condition &= Q(text__icontains=word) | Q(keywords__icontains=word)
    found = list(TextBlock.objects.of(office).valid_on(clock.today()).filter(condition))
    liked = {one.block_id for one in FavouriteBlock.objects.filter(staff=staff)}
    uses = {one.block_id: one.uses for one in BlockAtOffice.objects.filter(jobcentre=office)}
    rank = {block.pk: (block.pk not in liked, -uses.get(block.pk, 0)) for block in found}
    return sorted(found, key=lambda block: (*rank[block.pk], block.text))[:8]


def _deliver_naively() -> None:
    for wording in delivered().wordings.values():
        TextBlock.objects.update_or_create(
            jobcentre=None,
            key=wording.key,
            defaults={"text": wording.text, "keywords": wording.keywords},
        )


def _fill(office: Jobcentre, counsellor: StaffMember) -> None:
    """Regional blocks up to the number, with uses and favourites, the same in each run."""
    dice = Random(4)  # noqa: S311  the same blocks in each run
    wordings = list(delivered().wordings.values())
    own = [_regional(office, dice.choice(wordings), number, dice) for number in _missing(wordings)]
    TextBlock.objects.bulk_create(own)
    blocks = list(TextBlock.objects.of(office).order_by("key"))
    BlockAtOffice.objects.bulk_create(
        BlockAtOffice(jobcentre=office, block=block, uses=dice.randrange(500))
        for block in dice.sample(blocks, 400)
    )
    liked = dice.sample(blocks, 20)
    FavouriteBlock.objects.bulk_create(FavouriteBlock(staff=counsellor, block=b) for b in liked)


def _missing(wordings: list[Wording]) -> range:
    return range(max(BLOCKS - len(wordings), 0))


def _regional(office: Jobcentre, like: Wording, number: int, dice: Random) -> TextBlock:
    text = f"{like.text} {dice.choice(PLACES)} {number}."
    return TextBlock(
        jobcentre=office,
        key=f"eigen-{number}",
        rubric=like.rubric,
        topic=like.topic,
        form=like.form,
        text=text,
        keywords=like.keywords,
        offer_kind=like.offer_kind,
        search_key=search_key(text, form=like.form, keywords=like.keywords),
        state=TextBlock.State.APPROVED,
        written_at=clock.now(),
    )


def _questions(office: Jobcentre) -> Iterator[str]:
    """What people type: growing beginnings, two parts of words, and nothing."""
    dice = Random(5)  # noqa: S311  the same questions in each run
    blocks = list(TextBlock.objects.of(office).order_by("key"))
    for block in dice.sample(blocks, QUESTIONS // 6):
        words = [word for word in block.text.split() if len(word) > 3] or ["Ich"]
        word, other = dice.choice(words), dice.choice(words)
        yield from ("", word[:2], word[:3], word[:5], word, f"{other[:4]} {word[:4]}")


def _office(traegernummer: str) -> tuple[Jobcentre, StaffMember]:
    office = create_jobcentre(
        traegernummer=traegernummer,
        name=f"Jobcenter {traegernummer}",
        kind=Jobcentre.Kind.MUNICIPAL,
        land="NW",
        at=clock.now(),
    )
    counsellor = create_staff(
        jobcentre=office,
        short_name=f"fk{traegernummer}",
        roles=[Role.COUNSELLOR],
        first_name="Anna",
        last_name="Reuter",
        at=clock.now(),
    )
    return office, counsellor


def _times(asked: list[str], ask: Callable[[str], object]) -> list[float]:
    for words in asked[:8]:
        ask(words)
    return [_milliseconds(lambda words=words: ask(words)) for words in asked]  # type: ignore[misc]


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _percentile(times: list[float], percent: int) -> float:
    return round(statistics.quantiles(times, n=100)[percent - 1], 1)
