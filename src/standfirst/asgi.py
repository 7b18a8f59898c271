"""Django as an ASGI application: what the front door does not answer itself."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
application = get_asgi_application()
