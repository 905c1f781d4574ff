"""Makes data once in a process, through the product's actions, and then puts the same rows back.

To make the same people anew took most of a test's time. What is put back are the very rows that
the actions wrote on the first call: nothing can be there that no action makes.
"""

from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from roterfaden.core import clock
from tests import rows

Asked = ParamSpec("Asked")
Made = TypeVar("Made")

_real_now = clock.now


def kept(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """Let ``make`` work once for each set of arguments and each day.

    Where a test sets the clock, it works anew.
    """
    made: dict[object, tuple[Made, str]] = {}

    @wraps(make)
    def made_or_put_back(*args: Asked.args, **kwargs: Asked.kwargs) -> Made:
        if clock.now is not _real_now:
            return make(*args, **kwargs)
        key = (args, tuple(sorted(kwargs.items())), clock.today())
        if key in made:
            result, statements = made[key]
            with transaction.atomic():
                rows.run(statements)
        else:
            before = rows.read_all()
            result = make(*args, **kwargs)
            made[key] = result, rows.inserting(rows.read_all(), before)
        return deepcopy(result)

    return made_or_put_back
