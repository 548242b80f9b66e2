"""The web application, for Granian."""

import os
import sys

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

# A request waits for the database some twenty times, and each time for the interpreter's lock
# behind whichever thread computes: 5 ms at a time by default, which is most of a latency.
sys.setswitchinterval(0.0005)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  # loads every page now, not in somebody's first request
