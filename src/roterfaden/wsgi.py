"""The pages as a WSGI application."""

import gc
import os
from threading import Timer

from django.core.wsgi import get_wsgi_application

from roterfaden.core.lifeline import end_with_supervisor

SECONDS_UNTIL_WARM = 5.0


def warm_later(seconds: float = SECONDS_UNTIL_WARM) -> Timer:
    """Load what hints need after the first pages are out, so that neither waits for the other."""

    def warm() -> None:
        from roterfaden.plans import hints

        hints.warm()

    timer = Timer(seconds, warm)
    timer.daemon = True
    timer.start()
    return timer


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
end_with_supervisor()
application = get_wsgi_application()

# What was loaded once is never looked through again; what a page makes dies with it:
# a fifth less computing a page.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
warm_later()
