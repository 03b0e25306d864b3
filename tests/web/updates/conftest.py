from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cycle.returning import Town, build
from tests.web.client import PageClient

SignIn = Callable[[str], PageClient]


@pytest.fixture
def town(db: None) -> Town:
    return build()


@pytest.fixture(autouse=True)
def _own_folder(settings: object, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def as_(town: Town) -> SignIn:
    """A client that is signed in as one of the town's people."""

    def sign_in(name: str) -> PageClient:
        client = PageClient()
        client.sign_in(town.users[name])
        return client

    return sign_in
