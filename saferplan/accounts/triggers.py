"""Database triggers that make the audit trail append-only.

Altering a table on SQLite rebuilds it and silently drops its triggers, so they are put back after each migrate.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from saferplan.accounts.models import AuditEvent

REFUSAL = "The audit trail is append-only."
NAMES = ("audit_no_update", "audit_no_delete")


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; harmless where they are. NotImplementedError for another kind of database."""
    table = connection.ops.quote_name(AuditEvent._meta.db_table)
    remove(connection)
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor, table):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for tests that empty whole tables, and before a migration that must change rows."""
    table = connection.ops.quote_name(AuditEvent._meta.db_table)
    with connection.cursor() as cursor:
        for name in (*NAMES, "audit_no_truncate"):
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")


def installed(connection: BaseDatabaseWrapper) -> bool:
    """Are the triggers in place?"""
    if connection.vendor == "sqlite":
        query = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s AND name IN (%s, %s)"
    else:
        query = (
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled = 'O' AND tgname IN (%s, %s)"
        )
    with connection.cursor() as cursor:
        cursor.execute(query, [AuditEvent._meta.db_table, *NAMES])
        return bool(cursor.fetchone()[0] == len(NAMES))


def _statements(vendor: str, table: str) -> list[str]:
    events = dict(zip(NAMES, ("UPDATE", "DELETE"), strict=True))
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for name, event in events.items()
        ]
    if vendor == "postgresql":
        function = (
            "CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        call = "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()"
        rows = [f"CREATE TRIGGER {name} BEFORE {event} ON {table} {call}" for name, event in events.items()]
        return [function, *rows, f"CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {table} {call}"]
    raise NotImplementedError(f"The audit trail cannot be protected on {vendor}.")
