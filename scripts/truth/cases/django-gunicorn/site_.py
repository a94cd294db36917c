import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

if not settings.configured:
    settings.configure(SECRET_KEY="for-tests", ROOT_URLCONF="urls", ALLOWED_HOSTS=["*"])
application = get_wsgi_application()
