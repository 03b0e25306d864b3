"""The reference inputs that lie beside the project on the developers' machines, and parts that may be missing.

Where something is missing a test skips and says why, unless SAFERPLAN_REQUIRE_ALL=1: then it fails.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

SHARED = Path(os.environ.get("SAFERPLAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def missing(what: str) -> NoReturn:
    if os.environ.get("SAFERPLAN_REQUIRE_ALL") == "1":
        pytest.fail(f"{what}, and SAFERPLAN_REQUIRE_ALL=1 forbids skipping")
    pytest.skip(what)


def shared_path(name: str) -> Path:
    """A file of the reference inputs, such as `inputs/scp-2018-09.docx`."""
    path = SHARED / name
    if not path.exists():
        missing(f"the reference input {name} is not beside the project")
    return path


def program(*names: str) -> str:
    """The first of these programs that the machine has."""
    for name in names:
        if found := shutil.which(name):
            return found
    missing(f"{names[0]} is not installed")
