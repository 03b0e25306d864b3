"""The commands of who runs the site, in processes as they are started."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.test_database import run

NEW = ("--partnership", "brackwater", "--new", "Brackwater")


@pytest.mark.slow
def test_the_first_administrator_comes_in_by_a_link(tmp_path: Path) -> None:
    missing = run(tmp_path, "invite", "ada@x.example", "--name", "Ada", "--partnership", "brackwater")
    assert (missing.returncode, "There is no partnership brackwater" in missing.stderr) == (3, True)
    wrong = run(tmp_path, "invite", "nonsense", "--name", "Ada", *NEW)
    assert (wrong.returncode, "nonsense is no email address." in wrong.stderr) == (3, True)
    done = run(tmp_path, "invite", "Ada@x.example", "--name", "Ada", *NEW, "--site", "https://saferplan.example/")
    assert done.returncode == 0, done.stderr
    assert "Ada can join Brackwater as administrator" in done.stdout
    link = re.search(r"https://saferplan\.example/invitation/[\w-]{43}/", done.stdout)
    assert link
    [email] = (tmp_path / "data" / "emails").iterdir()
    assert link[0] in email.read_text().replace("=\n", "")
    assert run(tmp_path, "mail").stdout == "0 sent, 0 failed.\n"
    again = run(tmp_path, "invite", "ada@x.example", "--name", "Ada", "--partnership", "brackwater")
    assert "/invitation/" in again.stdout
    assert link[0].rsplit("/", 2)[1] not in again.stdout
    for email_address, says in (("nobody@x.example", "is nobody of"), ("ada@x.example", "has not joined")):
        refused = run(tmp_path, "reset-second-step", email_address, "--partnership", "brackwater")
        assert (refused.returncode, says in refused.stderr) == (3, True), refused.stderr
        assert "Traceback" not in refused.stderr


@pytest.mark.slow
def test_mail_wants_a_mail_server_in_production(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    production = {"PRODUCTION": "1", "SECRET_KEY": "a-key-" * 12, "HOSTS": "saferplan.example"}
    for name, value in production.items():
        monkeypatch.setenv(f"SAFERPLAN_{name}", value)
    done = run(tmp_path, "mail")
    assert (done.returncode, "set SAFERPLAN_EMAIL_URL" in done.stderr) == (3, True)
    demo = run(tmp_path, "demo", "--load-only")
    assert (demo.returncode, "not for production" in demo.stderr) == (3, True)
