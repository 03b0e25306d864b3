"""Settings as a site in use starts with them: each case in a process of its own, since settings are read once."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

KEY = "a-key-that-only-this-test-knows-0123456789-abcdefghijklmnopqrstuvwxyz"
IN_USE = {"SAFERPLAN_PRODUCTION": "1", "SAFERPLAN_SECRET_KEY": KEY, "SAFERPLAN_HOSTS": "saferplan.example"}


def run(code: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAFERPLAN_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-c", code],
        env=kept | variables | {"DJANGO_SETTINGS_MODULE": "saferplan.config.settings"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


CHECK = """
import django
django.setup()
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
"""


def test_a_site_in_use_has_nothing_to_warn_of() -> None:
    done = run(CHECK, **IN_USE)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_the_check_would_warn() -> None:
    """The same check on a demo has much to say: it is not blind."""
    done = run(CHECK)
    assert done.returncode != 0
    assert "security.W" in done.stderr


@pytest.mark.parametrize("missing", ["SAFERPLAN_SECRET_KEY", "SAFERPLAN_HOSTS"])
def test_a_site_in_use_does_not_start_without_key_and_hosts(missing: str) -> None:
    variables = {name: value for name, value in IN_USE.items() if name != missing}
    done = run("import django; django.setup()", **variables)
    assert done.returncode != 0
    assert "Set SAFERPLAN_SECRET_KEY and SAFERPLAN_HOSTS" in done.stderr


def test_a_switch_that_is_neither_on_nor_off_is_refused() -> None:
    done = run("import django; django.setup()", SAFERPLAN_PRODUCTION="yes")
    assert done.returncode != 0
    assert "SAFERPLAN_PRODUCTION must be 0 or 1" in done.stderr


def test_cookies_of_a_site_in_use_travel_by_tls_only_and_scripts_cannot_read_the_session() -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_HTTPONLY")
    code = (
        f"from django.conf import settings as s; print(*(getattr(s, n) for n in {names!r}), s.SESSION_COOKIE_SAMESITE)"
    )
    assert run(code, **IN_USE).stdout.split() == ["True"] * 4 + ["Lax"]


def test_only_a_proxy_that_was_named_is_believed_about_tls() -> None:
    code = "from django.conf import settings as s; print(s.SECURE_PROXY_SSL_HEADER)"
    assert run(code, **IN_USE).stdout.strip() == "None"
    assert "X_FORWARDED_PROTO" in run(code, **IN_USE, SAFERPLAN_PROXIES="1").stdout


def test_the_number_of_proxies_is_a_number_and_says_whose_address_is_believed() -> None:
    done = run("import django; django.setup()", SAFERPLAN_PROXIES="one")
    assert "SAFERPLAN_PROXIES must be a number" in done.stderr
    code = "from django.conf import settings as s; print(s.ALLAUTH_TRUSTED_PROXY_COUNT)"
    assert [run(code, **each).stdout.strip() for each in ({}, {"SAFERPLAN_PROXIES": "2"})] == ["0", "2"]


def test_a_site_in_use_does_not_go_without_the_second_step() -> None:
    code = "from django.conf import settings as s; print(s.SECOND_STEP)"
    assert run(code).stdout.strip() == "True"
    assert run(code, SAFERPLAN_SECOND_STEP="0").stdout.strip() == "False"
    done = run(code, **IN_USE, SAFERPLAN_SECOND_STEP="0")
    assert done.returncode != 0
    assert "in production the second step is required" in done.stderr


@pytest.mark.parametrize("hosts", ["*", ".saferplan.example,saferplan.example"])
def test_a_site_in_use_has_a_whole_name_for_its_emails(hosts: str) -> None:
    done = run("import django; django.setup()", **{**IN_USE, "SAFERPLAN_HOSTS": hosts})
    assert done.returncode != 0
    assert "it must be a whole name" in done.stderr


def test_the_mail_server_is_one_address() -> None:
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "EMAIL_USE_SSL")
    code = f"from django.conf import settings as s; print(*(getattr(s, n) for n in {names!r}))"
    given = run(code, **IN_USE, SAFERPLAN_EMAIL_URL="smtp://me:p%40ss@mail.example").stdout.split()
    assert given == ["mail.example", "587", "me", "p@ss", "True", "False"]
    given = run(code, **IN_USE, SAFERPLAN_EMAIL_URL="smtps://me:pass@mail.example:4650").stdout.split()
    assert given == ["mail.example", "4650", "me", "pass", "False", "True"]
    done = run(code, **IN_USE, SAFERPLAN_EMAIL_URL="mail.example")
    assert "must look like smtp://user:password@host:587" in done.stderr
    assert "must look like" in run(code, SAFERPLAN_EMAIL_URL="smtp://:587").stderr
