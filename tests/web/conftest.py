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
    """An invented partnership, whose pages say so."""
    return seed("harbour", "Harbourside Safer Neighbourhoods Partnership", is_invented=True)


@pytest.fixture
def closed(db: None) -> Seeded:
    """Another partnership, none of whose members belongs to the first."""
    return seed("millbrook", "Millbrook Community Safety Partnership", priorities=2)


@pytest.fixture
def member(demo: Seeded) -> PageClient:
    """A viewer of the invented partnership."""
    client = PageClient()
    client.sign_in(demo.viewer)
    return client


@pytest.fixture
def editor(demo: Seeded) -> PageClient:
    """An editor of the invented partnership."""
    client = PageClient()
    client.sign_in(demo.editor)
    return client
