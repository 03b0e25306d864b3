"""Bring the tables up to date, and protect the audit trail again."""

from __future__ import annotations

from pathlib import Path

from django.core.management import call_command
from django.db import connection

from saferplan.accounts import triggers


def migrate_and_protect(verbosity: int = 1) -> None:
    """Django's migrate, the table of shared counters, the append-only triggers; first the folder of an SQLite file."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not name.startswith(("file:", ":memory:")):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=verbosity, interactive=False)
    call_command("createcachetable", verbosity=verbosity)
    triggers.install(connection)
