"""Database triggers that make tables append-only: the audit trail, and what is published.

Altering a table on SQLite rebuilds it and silently drops its triggers, so they are put back after each migrate.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from saferplan.accounts.append_only import AppendOnly

EVENTS = ("UPDATE", "DELETE")


def tables() -> dict[str, AppendOnly]:
    """The append-only tables, each with what it answers to a change."""
    models = [each for each in apps.get_models() if isinstance(getattr(each, "append_only", None), AppendOnly)]
    return {each._meta.db_table: each.append_only for each in models}  # type: ignore[attr-defined]


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; harmless where they are. NotImplementedError for another kind of database."""
    remove(connection)
    with connection.cursor() as cursor:
        for table, guard in tables().items():
            for statement in _statements(connection, table, guard.refusal):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for tests that empty whole tables, and before a migration that must change rows."""
    with connection.cursor() as cursor:
        for table in tables():
            for event in (*EVENTS, "TRUNCATE"):
                on = "" if connection.vendor == "sqlite" else f" ON {connection.ops.quote_name(table)}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, event)}{on}")


def installed(connection: BaseDatabaseWrapper) -> bool:
    """Are all triggers in place?"""
    if connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE tgenabled = 'O' AND NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {row[0] for row in cursor.fetchall()}
    return found >= {_name(table, event) for table in tables() for event in EVENTS}


def _name(table: str, event: str) -> str:
    return f"{table}_no_{event.lower()}"


def _statements(connection: BaseDatabaseWrapper, table: str, refusal: str) -> Iterator[str]:
    quoted = connection.ops.quote_name(table)
    if connection.vendor == "sqlite":
        for event in EVENTS:
            yield (
                f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {quoted} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
    elif connection.vendor == "postgresql":
        yield (
            f"CREATE OR REPLACE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{refusal}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        for event in (*EVENTS, "TRUNCATE"):
            yield (
                f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {quoted} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only()"
            )
    else:
        raise NotImplementedError(f"Tables cannot be protected on {connection.vendor}.")
