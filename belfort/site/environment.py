"""Every setting that an installation can make, with its default and meaning.

``belfort describe_settings`` prints them, and ``docs/settings.md`` is made from
here; a setting that is read anywhere else does not exist.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class SettingRefused(Exception):
    """A setting has a value that Belfort cannot work with."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable; ``default`` is what an empty one means."""

    name: str
    default: str
    help: str


SETTINGS: dict[str, Setting] = {}


def declare(name: str, default: str, meaning: str) -> Setting:
    if name in SETTINGS:
        raise SettingRefused(f"The setting {name} is declared twice.")
    setting = SETTINGS[name] = Setting(name, default, meaning)
    return setting


DATA = declare(
    "BELFORT_DATA",
    "var",
    "Folder for everything the installation keeps outside its database: uploaded "
    "files, keys, and the SQLite database where no other is set.",
)
KEYS = declare(
    "BELFORT_KEYS",
    "",
    "Folder of the secret keys; by default `keys` in the data folder. Keep it on "
    "another disk than the database where you can.",
)
DATABASE = declare(
    "DATABASE_URL",
    "",
    "The database: `postgresql://user:password@host:port/name` or "
    "`sqlite:///path`. By default SQLite in the data folder.",
)
ADDRESS = declare(
    "BELFORT_ADDRESS",
    "http://127.0.0.1:8000",
    "The address people type, with its scheme. Links in letters and the sign-in "
    "depend on it. Anything but a loopback address must be https.",
)
BIND = declare(
    "BELFORT_BIND",
    "127.0.0.1:8000",
    "Host and port the web server listens on.",
)
DEMO = declare(
    "BELFORT_DEMO",
    "",
    "`1` allows the example city's ready-made sign-ins. Refused unless the server "
    "listens on a loopback address.",
)
WORKERS = declare("BELFORT_WORKERS", "2", "Number of web processes.")
MAIL = declare(
    "BELFORT_MAIL_URL",
    "",
    "The mail server: `smtp://user:password@host:587`. Without it, mail is written "
    "to files in the data folder.",
)
MAIL_FROM = declare(
    "BELFORT_MAIL_FROM", "belfort@localhost", "Sender of the mail the platform sends."
)
OIDC_ISSUER = declare(
    "BELFORT_OIDC_ISSUER",
    "",
    "Address of the OpenID Connect provider (the Flemish and federal identity "
    "providers speak it). Empty: sign-in with password only.",
)
OIDC_CLIENT = declare("BELFORT_OIDC_CLIENT_ID", "", "Client id at that provider.")
OIDC_SECRET = declare("BELFORT_OIDC_SECRET", "", "Client secret at that provider.")
OIDC_NAME = declare(
    "BELFORT_OIDC_NAME", "OpenID Connect", "Name of that provider on the sign-in page."
)
PROXIES = declare(
    "BELFORT_PROXIES",
    "0",
    "Number of proxies in front of the web server that add X-Forwarded-For. Wrong "
    "passwords are counted per person and address, so the true one must be known.",
)
UPLOAD_LIMIT = declare(
    "BELFORT_UPLOAD_MB", "50", "Largest file that may be uploaded, in megabytes."
)


def read(setting: Setting) -> str:
    """The value of a setting, or its default where none is given."""
    return os.environ.get(setting.name, "").strip() or setting.default


def read_flag(setting: Setting) -> bool:
    value = read(setting)
    if value not in {"", "0", "1"}:
        raise SettingRefused(f"{setting.name} is “{value}”; it takes 1 or 0.")
    return value == "1"


def read_number(setting: Setting) -> int:
    value = read(setting)
    if not value.isdigit() or int(value) < 1:
        raise SettingRefused(f"{setting.name} is “{value}”; it takes a whole number.")
    return int(value)


def read_count(setting: Setting) -> int:
    """A whole number, zero included."""
    value = read(setting)
    if not value.isdigit():
        raise SettingRefused(f"{setting.name} is “{value}”; it takes a whole number.")
    return int(value)


def data_folder() -> Path:
    return Path(read(DATA)).resolve()


def key_folder() -> Path:
    return Path(read(KEYS)).resolve() if read(KEYS) else data_folder() / "keys"


def database(data: Path) -> dict[str, object]:
    """The Django form of ``DATABASE_URL``.

    SQLite writes through to the disk before it answers, waits for a lock instead
    of failing, and takes the write lock at the start of a transaction.
    """
    address = read(DATABASE)
    if not address or address.startswith("sqlite:"):
        name = address.removeprefix("sqlite:///") or str(data / "belfort.sqlite3")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;"
                    "PRAGMA synchronous=FULL;"
                    "PRAGMA cache_size=-20000;"
                ),
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise SettingRefused(
            f"{DATABASE.name} begins with “{parts.scheme}”; "
            "it takes postgresql:// or sqlite:///."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail goes; without a host it is written to files."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    implicit_tls: bool = False
    start_tls: bool = False

    @property
    def backend(self) -> str:
        kind = "smtp" if self.host else "filebased"
        return f"django.core.mail.backends.{kind}.EmailBackend"


def mail_server() -> MailServer:
    """The mail server of ``BELFORT_MAIL_URL``."""
    address = read(MAIL)
    if not address:
        return MailServer()
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise SettingRefused(
            f"{MAIL.name} begins with “{parts.scheme}”; it takes smtp:// or smtps://."
        )
    implicit = parts.scheme == "smtps"
    port = parts.port or (465 if implicit else 587)
    return MailServer(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        implicit_tls=implicit,
        start_tls=not implicit and port != 25,
    )


def identity_provider() -> dict[str, object]:
    """allauth's settings for the provider of ``BELFORT_OIDC_ISSUER``, or none."""
    issuer = read(OIDC_ISSUER).rstrip("/")
    if not issuer:
        return {}
    parts = urlsplit(issuer)
    loopback = parts.hostname in {"127.0.0.1", "::1", "localhost"}
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback):
        raise SettingRefused(
            f"{OIDC_ISSUER.name} is “{issuer}”; an identity provider has an https "
            "address."
        )
    if not read(OIDC_CLIENT):
        raise SettingRefused(
            f"{OIDC_ISSUER.name} is set and {OIDC_CLIENT.name} is not; the provider "
            "gave one when the city was registered there."
        )
    return {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": read(OIDC_NAME),
                    "client_id": read(OIDC_CLIENT),
                    "secret": read(OIDC_SECRET),
                    "settings": {"server_url": issuer},
                }
            ],
        }
    }
