"""The WSGI application that a web server loads; it refuses to load unsafe."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "belfort.site.settings")

application = get_wsgi_application()

from belfort.site.checks import refuse_unsafe_start  # noqa: E402

refuse_unsafe_start()
