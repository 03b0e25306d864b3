from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def data_settings(settings: object, db: None, data_folder: Path) -> None:
    """Uploaded files go to this test's own folder."""
    settings.DATA_DIR = data_folder  # type: ignore[attr-defined]
