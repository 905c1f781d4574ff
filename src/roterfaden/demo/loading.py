"""Loads the demo: all or nothing, once, and only where nobody's real data can lie."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import connection, transaction

from roterfaden.core import clock
from roterfaden.core.german import BERLIN
from roterfaden.demo import password
from roterfaden.demo.blocks import Shelf, propose_blocks, write_blocks
from roterfaden.demo.cast import cast
from roterfaden.demo.moving_in import move_in, opening_day, waves
from roterfaden.demo.office import arrange_stand_ins, counsellors, open_office
from roterfaden.demo.performing import Performance, in_order
from roterfaden.demo.presence import Loaded, look
from roterfaden.demo.procedures import stand_for_letters
from roterfaden.demo.story import Person, Story
from roterfaden.demo.studies import can_study, study_plans
from roterfaden.demo.study_talks import study_talks
from roterfaden.demo.texts import Promises, keep_texts, news_of_today
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.recipients.models import Case

Progress = Callable[[int, int], None]


def load(progress: Progress = lambda done, whole: None) -> Loaded:
    """Load the demo, or find that it is loaded; raises :class:`DemoRefused`.

    ``progress`` hears how many steps of how many are done.
    """
    if found := look():
        return found
    secret = settings.ENVIRONMENT.demo_password or password.made()
    password.keep(settings.ENVIRONMENT.var, secret)
    people = _perform(secret, clock.today(), progress)
    return Loaded("made", people, secret)


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """One transaction around many actions, without a savepoint for each.

    A third of all statements would be savepoints, and nobody rolls back to one: an action that
    fails makes the whole load fail.
    """
    features = connection.features
    usual = features.uses_savepoints
    with transaction.atomic():
        features.uses_savepoints = False
        try:
            yield
        finally:
            features.uses_savepoints = usual


@_all_or_nothing()
def _perform(secret: str, today: date, progress: Progress) -> int:
    """Everything in the order of time; a broken-off load leaves nothing."""
    opened_at = datetime.combine(opening_day(today), time(7, 0), BERLIN)
    jobcentre, staff = open_office(password=secret, at=opened_at)
    write_blocks(staff, at=opened_at)
    stand_for_letters(jobcentre, staff["fachaufsicht"], at=opened_at)
    promises = keep_texts(jobcentre, staff["fachaufsicht"], at=opened_at)
    shelf = Shelf.of(jobcentre)
    stories = cast(today, counsellors())
    arrivals = deque(_arrivals(stories, today))
    performances: dict[str, Performance] = {}
    acts = list(in_order(stories))
    for done, (story, act, at) in enumerate(acts, 1):
        while arrivals and arrivals[0][0] < at:
            performances |= _move_in(*arrivals.popleft(), jobcentre, staff, shelf, promises)
        performances[story.person.kundennummer].play(act, at)
        progress(done, len(acts))
    for moment, people in arrivals:
        _move_in(moment, people, jobcentre, staff, shelf, promises)
    propose_blocks(staff, at=acts[-1][2])
    news_of_today(jobcentre, staff["fachaufsicht"], today=today, at=acts[-1][2])
    arrange_stand_ins(staff, today=today, at=acts[-1][2])
    if can_study():
        study_talks(staff, today=today, at=acts[-1][2])
        study_plans(staff, today=today, at=acts[-1][2] + timedelta(seconds=1))
    return len(stories)


def _arrivals(stories: list[Story], today: date) -> Iterator[tuple[datetime, list[Person]]]:
    """The files of people, each early on its day."""
    for day, people in waves([story.person for story in stories], today).items():
        if people:
            yield datetime.combine(day, time(7, 30), BERLIN), people


def _move_in(
    at: datetime,
    people: list[Person],
    jobcentre: Jobcentre,
    staff: dict[str, StaffMember],
    shelf: Shelf,
    promises: Promises,
) -> dict[str, Performance]:
    """Read a file in; gives the performances that can now begin, by Kundennummer."""
    move_in(people, jobcentre=jobcentre, by=staff["verwaltung"], at=at)
    numbers = {person.kundennummer: staff[person.counsellor] for person in people}
    cases = Case.objects.filter(jobcentre=jobcentre, recipient__kundennummer__in=numbers)
    found = {case.recipient.kundennummer: case for case in cases.select_related("recipient")}
    return {
        number: Performance(found[number], counsellor, staff, shelf, promises)
        for number, counsellor in numbers.items()
    }
