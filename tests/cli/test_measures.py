"""The command that loads a file of figures, in a process as it is started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_database import run

pytestmark = pytest.mark.slow
MAKE = """
from datetime import UTC, datetime
from saferplan.cli.output import prepare_database, start_django
start_django()
prepare_database()
from saferplan.accounts.actions import create_partnership
from saferplan.measures.actions import MeasureText, define_measure
now = datetime(2026, 6, 1, tzinfo=UTC)
owner = create_partnership(slug="brackwater", name="Brackwater", by="test", now=now)
for code in ("burglary", "violence"):
    define_measure(partnership=owner, text=MeasureText(code=code, name=code.capitalize()), by="test", now=now)
"""
NAMED = ("--partnership", "brackwater")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of two measures."""
    made = tmp_path_factory.mktemp("measures")
    environment = os.environ | {"SAFERPLAN_DATA": str(made / "data")}
    environment.pop("SAFERPLAN_DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", MAKE], cwd=made, env=environment, timeout=120, check=True)
    return made


def load(folder: Path, name: str, text: str | bytes, *options: str) -> tuple[int, str, str]:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    done = run(folder, "measures", "import", str(path), *options)
    return done.returncode, done.stdout, done.stderr


def test_a_file_is_shown_then_loaded_then_known(folder: Path) -> None:
    table = "month,burglary,violence\n2026-01,5,7\n2026-02,6,*\n"
    code, said, _err = load(folder, "police.csv", table, *NAMED)
    assert code == 0
    assert "4 new" in said
    assert "Burglary, January 2026: 5" in said
    assert "To load it, add --apply." in said
    code, said, _err = load(folder, "police.csv", table, *NAMED, "--apply")
    assert (code, "Loaded: 4 new, 0 revised, 0 unchanged." in said) == (0, True)
    code, said, _err = load(folder, "police.csv", table, *NAMED, "--apply")
    assert (code, "all of it is known already" in said) == (0, True)
    revised = load(folder, "police.csv", "month,burglary\n2026-02,1234\n", *NAMED)
    assert "Burglary, February 2026: 6 \N{RIGHTWARDS ARROW} 1,234" in revised[1]


@pytest.mark.parametrize(
    ("name", "text", "options", "code", "says"),
    [
        ("a.xls", "x", NAMED, 2, "save it as .xlsx"),
        ("a.csv", b"a\n\x99\n", NAMED, 2, "row 2"),
        ("a.csv", "month,burglary\n2026-01,x\n", NAMED, 3, "1 cell cannot be read"),
        ("a.csv", "month,Graffiti\n2026-01,1\n", NAMED, 3, "not known"),
        ("a.csv", "month,value\n2026-01,1\n", NAMED, 3, "not known"),
        ("a.csv", "month,value\n2026-01,1\n", (*NAMED, "--mapping", "none"), 3, "No source is kept"),
        ("a.csv", "month,value\n2026-01,1\n", ("--partnership", "nowhere"), 3, "There is no partnership nowhere."),
        ("a.csv", "month,value\n2026-01,1\n", (*NAMED, "--measure", "burglary"), 0, ""),
        ("a.csv", "month,burglary,Graffiti\n2026-01,1,2\n", (*NAMED, "--leave-out-unknown"), 0, ""),
    ],
)
def test_what_stands_in_the_way_is_said(
    folder: Path, name: str, text: str | bytes, options: tuple[str, ...], code: int, says: str
) -> None:
    found, _said, errors = load(folder, name, text, *options)
    assert found == code, errors
    assert says in errors
    assert "Traceback" not in errors
