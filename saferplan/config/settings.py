"""All settings, from `SAFERPLAN_*` variables. Production refuses to start without a key and hosts."""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from saferplan.config.mail import mail_settings
from saferplan.files.gate import MOST_BYTES


def _flag(name: str, default: str = "0") -> bool:
    value = os.environ.get(name, default)
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return value == "1"


def _number(name: str) -> int:
    value = os.environ.get(name, "0")
    if not (value.isascii() and value.isdecimal()):
        raise ImproperlyConfigured(f"{name} must be a number, not {value!r}.")
    return int(value)


PACKAGE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("SAFERPLAN_DATA", "saferplan-data")).resolve()
PRODUCTION = _flag("SAFERPLAN_PRODUCTION")
DEBUG = False
SECRET_KEY = os.environ.get("SAFERPLAN_SECRET_KEY", "")
ALLOWED_HOSTS = [host for host in os.environ.get("SAFERPLAN_HOSTS", "").split(",") if host]
if PRODUCTION and not (SECRET_KEY and ALLOWED_HOSTS):
    raise ImproperlyConfigured("Set SAFERPLAN_SECRET_KEY and SAFERPLAN_HOSTS before starting in production.")
if PRODUCTION and ALLOWED_HOSTS[0][0] in ".*":
    raise ImproperlyConfigured("The first of SAFERPLAN_HOSTS stands in emails: it must be a whole name.")
SECRET_KEY = SECRET_KEY or "only-for-a-demo-or-a-test-on-this-machine"
# Keys of before: what they signed or encrypted can still be read, and new things are made with the new one.
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("SAFERPLAN_OLD_SECRET_KEYS", "").split(",") if key]
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]", "testserver"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "saferplan.accounts",
    "saferplan.measures",
    "saferplan.plan",
    "saferplan.cycle",
    "saferplan.documents",
    "saferplan.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "saferplan.web.public.kept.KeptAnswers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "saferplan.web.limits.RequestSize",
]

ROOT_URLCONF = "saferplan.config.urls"
WSGI_APPLICATION = "saferplan.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE_DIR / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
        },
    }
]
FORM_RENDERER = "saferplan.web.forms.Renderer"

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
_database_url = os.environ.get("SAFERPLAN_DATABASE_URL", "")
if _database_url:
    DATABASES = {"default": dj_database_url.parse(_database_url, conn_max_age=60)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(DATA_DIR / "saferplan.sqlite3"),
            "OPTIONS": SQLITE_OPTIONS,
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

# Sign-in (docs/decisions/0007-sign-in.md). Nobody signs up: people are invited.
ACCOUNT_ADAPTER = "saferplan.web.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Attempts that fail, at a password or a code: of one address, and of one account. Of codes, fewer in a day.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "second_step": "20/d/key",
    "reset_password": "20/m/ip,3/h/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = _number("SAFERPLAN_PROXIES")
MFA_ADAPTER = "saferplan.web.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Saferplan"
# A clock may be half a minute wrong. Our forms let no code in twice (allauth alone forgets it too soon for that).
MFA_TOTP_TOLERANCE = 1
# Whoever was invited has an address that works: the invitation went there.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Editors and administrators need a second step. Only the demo goes without.
SECOND_STEP = _flag("SAFERPLAN_SECOND_STEP", "1")
if PRODUCTION and not SECOND_STEP:
    raise ImproperlyConfigured("SAFERPLAN_SECOND_STEP=0 is for the demo: in production the second step is required.")

# In the database, so that all workers count the same attempts. A full cache forgets some: it is larger than any attack.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# Without a mail server emails are files in the data folder, except in production: there they wait.
_email_url = os.environ.get("SAFERPLAN_EMAIL_URL", "")
DEFAULT_FROM_EMAIL = os.environ.get("SAFERPLAN_EMAIL_FROM", "Saferplan <saferplan@localhost>")
EMAIL_FILE_PATH = str(DATA_DIR / "emails")
EMAIL_IS_SENT = bool(_email_url)
if _email_url:
    try:
        globals().update(mail_settings(_email_url))
    except ValueError as error:
        raise ImproperlyConfigured(str(error)) from error
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

LANGUAGE_CODE = "en-gb"
# Only languages that the pages are translated into: else English text would be announced as another language.
LANGUAGES = [("en-gb", "English")]
USE_I18N = True
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if not PRODUCTION else 3600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
CSRF_FAILURE_VIEW = "saferplan.web.site.views.form_expired"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
# A working day; closing the browser ends it sooner.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None

# Two files of the size that the gate lets in, and room for the form around them. Uploads stay in memory: a report that
# is only checked never reaches the disk.
MOST_REQUEST_BYTES = 2 * MOST_BYTES + 2_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = MOST_REQUEST_BYTES
