"""What every test stands on: the data folder, the database, and what happens when a part of the machine is missing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("SAFERPLAN_DATA", tempfile.mkdtemp(prefix="saferplan-test-"))
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

import pytest


@pytest.fixture(scope="session", autouse=True)
def own_store() -> None:
    """Each process of a run has a database of its own, so it has a folder of stored files of its own too."""
    from django.conf import settings

    settings.DATA_DIR = Path(tempfile.mkdtemp(prefix="saferplan-test-"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """The test database, with the triggers that protect the audit trail."""
    from django.db import connection
    from django.test import TransactionTestCase

    from saferplan.accounts.triggers import install, remove

    empty_tables = TransactionTestCase._fixture_teardown

    def empty_tables_unprotected(case: TransactionTestCase) -> None:
        """Tests that commit empty all tables at their end, which the triggers would refuse."""
        remove(connection)
        empty_tables(case)
        install(connection)

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        install(connection)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_tables_unprotected)
        yield


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder
