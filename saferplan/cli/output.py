"""What every command shares: consoles, errors for the user, and Django when it is needed."""

from __future__ import annotations

import os
from typing import NoReturn

import typer
from rich.console import Console

FINDINGS = 1
UNREADABLE = 2
REFUSED = 3

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def stop(message: str, code: int) -> NoReturn:
    """End with one plain sentence on the error output."""
    err.print(message, style="bold", markup=False)
    raise typer.Exit(code)


def start_django(data: str | None = None) -> None:
    """Make the database usable. `data` is the data folder where SAFERPLAN_DATA does not name one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferplan.config.settings")
    if data:
        os.environ.setdefault("SAFERPLAN_DATA", data)
    import django
    from django.conf import settings

    django.setup()
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)


def prepare_database() -> None:
    """Bring the tables up to date and put the audit trail's protection back."""
    from saferplan.accounts.migrate import migrate_and_protect

    migrate_and_protect(verbosity=0)
