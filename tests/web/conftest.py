from __future__ import annotations

import pytest

from tests.web.client import PageClient
from tests.web.seed import Seeded, seed


@pytest.fixture
def visitor() -> PageClient:
    """Somebody who has not signed in."""
    return PageClient()


@pytest.fixture
def demo(db: None) -> Seeded:
    """A partnership whose live pages are open."""
    return seed("harbour", "Harbourside Safer Neighbourhoods Partnership", is_open=True)


@pytest.fixture
def closed(db: None) -> Seeded:
    """A partnership for its members only."""
    return seed("millbrook", "Millbrook Community Safety Partnership", priorities=2)
