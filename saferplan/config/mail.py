"""Where emails go, from one address: `smtp://user:password@host:587` or `smtps://…:465`."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}
PATIENCE = 15


def mail_settings(url: str) -> dict[str, object]:
    """Django's settings for a mail server. ValueError, in words, for an address that names none.

    `smtp` turns to TLS as its first step, `smtps` begins with it; a mail server on this machine itself may go without.
    """
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("SAFERPLAN_EMAIL_URL must look like smtp://user:password@host:587 or smtps://host.")
    is_here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not is_here,
        "EMAIL_TIMEOUT": PATIENCE,
    }
