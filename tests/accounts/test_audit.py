"""The audit chain: every line follows from the one before, and the database refuses to change it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from saferplan.accounts import triggers
from saferplan.accounts.actions import create_partnership, record
from saferplan.accounts.audit import verify_chain
from saferplan.accounts.chain import UnfitForAudit, check_details, text_hash
from saferplan.accounts.models import AuditEvent, AuditHead, Partnership

NOW = datetime(2026, 3, 4, 9, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
def partnership(db: None) -> Partnership:
    return create_partnership(slug="brackwater", name="Brackwater", by="tester", now=NOW)


def add(partnership: Partnership, action: str, **details: object) -> AuditEvent:
    return record(partnership=partnership, by="tester", action=action, subject="thing:1", details=details, at=NOW)


def test_lines_are_numbered_and_follow_each_other(partnership: Partnership) -> None:
    second, third = add(partnership, "a", code="1.1a", count=3), add(partnership, "b")
    assert [second.seq, third.seq] == [2, 3]
    assert third.previous_hash == second.hash
    assert len({second.hash, third.hash}) == 2
    head = AuditHead.objects.get(partnership=partnership)
    assert (head.seq, head.hash) == (3, third.hash)
    assert verify_chain(partnership.pk) == []


def test_each_partnership_has_its_own_chain(partnership: Partnership) -> None:
    other = create_partnership(slug="other", name="Other", by="tester", now=NOW)
    assert add(partnership, "a").seq == 2
    assert add(other, "a").seq == 2
    assert verify_chain(other.pk) == []


def test_an_instant_of_another_zone_is_the_same_instant(partnership: Partnership) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=5)))
    record(partnership=partnership, by="t", action="a", subject="s", details={"ŵ": ["é", None, True]}, at=there)
    assert verify_chain(partnership.pk) == []


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({"by": "somebody else"}, [2]),
        ({"details": {"count": 4}}, [2]),
        ({"hash": "0" * 64}, [2, 3]),
        ({"seq": 9}, [3, 9]),
    ],
)
def test_a_changed_line_is_found(partnership: Partnership, change: dict[str, object], broken: list[int]) -> None:
    event = add(partnership, "a", count=3)
    add(partnership, "b")
    triggers.remove(connection)
    AuditEvent.objects.filter(pk=event.pk).update(**change)
    assert sorted(set(verify_chain(partnership.pk)) & {2, 3, 9}) == broken


def test_a_line_taken_out_is_found(partnership: Partnership) -> None:
    event = add(partnership, "a")
    add(partnership, "b")
    triggers.remove(connection)
    AuditEvent.objects.filter(pk=event.pk).delete()
    assert verify_chain(partnership.pk) == [3]


def test_a_line_taken_off_the_end_is_found(partnership: Partnership) -> None:
    event = add(partnership, "a")
    triggers.remove(connection)
    AuditEvent.objects.filter(pk=event.pk).delete()
    assert verify_chain(partnership.pk) == [2]


def test_the_database_refuses_to_change_or_delete_a_line(partnership: Partnership) -> None:
    assert triggers.installed(connection)
    lines = AuditEvent.objects.filter(partnership_id=partnership.pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        lines.update(by="nobody")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        lines.delete()
    assert lines.count() == 1


def test_triggers_can_be_put_back_at_any_time(partnership: Partnership) -> None:
    triggers.remove(connection)
    assert not triggers.installed(connection)
    triggers.install(connection)
    triggers.install(connection)
    assert triggers.installed(connection)


def test_a_whole_partnership_can_go_and_its_lines_stay(partnership: Partnership) -> None:
    key = partnership.pk
    partnership.delete()
    assert AuditEvent.objects.filter(partnership_id=key).count() == 1
    assert not AuditHead.objects.filter(partnership_id=key).exists()


@pytest.mark.parametrize("details", [{"a": 1.5}, {"a": NOW}, {"a": ["x" * 201]}, {1: "a"}, {"a": {"b": object()}}])
def test_narrative_and_unsteady_values_are_refused(details: dict[object, object]) -> None:
    with pytest.raises(UnfitForAudit):
        check_details(details)


def test_the_hash_of_a_text_stands_in_for_it() -> None:
    assert text_hash("One") != text_hash("Two")
    assert len(text_hash("One")) == 64


@pytest.mark.slow
def test_migrate_and_protect_makes_the_tables_and_the_triggers(tmp_path: Path) -> None:
    code = (
        "import django; django.setup();"
        "from saferplan.accounts.migrate import migrate_and_protect as go; go(verbosity=0); go(verbosity=0)"
    )
    folder = tmp_path / "new" / "folder"
    kept = {key: value for key, value in os.environ.items() if key != "SAFERPLAN_DATABASE_URL"}
    environment = kept | {"SAFERPLAN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "saferplan.config.settings"}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=120)
    database = sqlite3.connect(folder / "saferplan.sqlite3")
    try:
        found = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name").fetchall()
    finally:
        database.close()
    names = {name for (name,) in found}
    assert names >= {"accounts_auditevent_no_delete", "accounts_auditevent_no_update"}
    assert names >= {"documents_publication_no_delete", "documents_publication_no_update"}


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_committed_lines_are_protected_too_and_gone_after_a_test(turn: int) -> None:
    assert AuditEvent.objects.count() == 0
    assert triggers.installed(connection)
    partnership = create_partnership(slug="brackwater", name="Brackwater", by="tester", now=NOW)
    with pytest.raises(DatabaseError, match="append-only"):
        AuditEvent.objects.filter(partnership_id=partnership.pk).delete()
    assert verify_chain(partnership.pk) == []


def test_a_failed_action_leaves_no_line(partnership: Partnership) -> None:
    before = AuditHead.objects.get(partnership=partnership)
    with pytest.raises(UnfitForAudit):
        add(partnership, "a", text="x" * 500)
    head = AuditHead.objects.get(partnership=partnership)
    assert (head.seq, head.hash) == (before.seq, before.hash)
