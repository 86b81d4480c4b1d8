"""The settings under test: the product's own, with a folder of its own."""

import os
import tempfile

_folder = tempfile.mkdtemp(prefix="belfort-test-")
os.environ["BELFORT_DATA"] = _folder
os.mkdir(os.path.join(_folder, "static"))
for _name in ("BELFORT_KEYS", "BELFORT_DEMO", "BELFORT_ADDRESS", "BELFORT_BIND"):
    os.environ.pop(_name, None)

from belfort.site.settings import *  # noqa: E402, F403
from belfort.site.settings import STORAGES  # noqa: E402

# Hashing a password slowly is the point in production and a waste in a test.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
