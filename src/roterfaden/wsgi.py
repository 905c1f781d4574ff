"""The pages as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from roterfaden.core.lifeline import end_with_supervisor

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
end_with_supervisor()
application = get_wsgi_application()
