"""Attempts are counted: by account, by address, and by all processes together."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.accounts.codes import PERIOD, code
from tests.web.accounts.conftest import SIGN_IN, Person
from tests.web.seed import PASSWORD, Seeded

TOO_MANY = "Too many attempts"


def attempt(email: str, password: str = "wrong", **environment: str) -> str:
    """ "in", "no" or "too many"."""
    answer = Client().post(SIGN_IN, {"login": email, "password": password}, **environment)  # type: ignore[arg-type]
    if answer.status_code == 302:
        return "in"
    return "too many" if TOO_MANY in answer.content.decode() else "no"


def test_an_account_takes_five_wrong_passwords_in_five_minutes(closed: Seeded, later: Callable[[float], None]) -> None:
    email = closed.viewer.email
    answers = [attempt(email, REMOTE_ADDR=f"10.0.0.{n}") for n in range(6)]
    assert answers == ["no"] * 5 + ["too many"]
    assert attempt(email, PASSWORD) == "too many", "the right one is not told apart"
    assert attempt(email.upper(), PASSWORD) == "too many"
    assert attempt(closed.board.email, PASSWORD) == "in"
    later(301)
    assert attempt(email, PASSWORD) == "in"


def test_an_unknown_account_is_counted_alike(closed: Seeded) -> None:
    answers = [attempt("nobody@elsewhere.example", REMOTE_ADDR=f"10.0.0.{n}") for n in range(6)]
    assert answers == ["no"] * 5 + ["too many"]


def test_an_address_takes_ten_wrong_passwords_a_minute(closed: Seeded, later: Callable[[float], None]) -> None:
    answers = [attempt(f"person{n}@elsewhere.example") for n in range(11)]
    assert answers == ["no"] * 10 + ["too many"]
    assert attempt(closed.viewer.email, PASSWORD, REMOTE_ADDR="10.9.9.9") == "in"
    later(61)
    assert attempt(closed.viewer.email, PASSWORD) == "in"


def test_signing_in_well_uses_nothing_up(closed: Seeded) -> None:
    assert [attempt(closed.viewer.email, PASSWORD) for _ in range(12)] == ["in"] * 12


@pytest.mark.parametrize(("proxies", "counted"), [(0, "together"), (1, "apart")])
def test_whose_word_is_taken_for_an_address(closed: Seeded, settings: object, proxies: int, counted: str) -> None:
    """Without a proxy of ours, what a visitor says of their own address counts for nothing."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies  # type: ignore[attr-defined]
    said = [f"1.2.3.{n}, 10.0.0.{n}" for n in range(11)]
    answers = [attempt(f"person{n}@x.example", HTTP_X_FORWARDED_FOR=each) for n, each in enumerate(said)]
    assert answers == ["no"] * (10 if counted == "together" else 11) + ["too many"] * (counted == "together")


def test_one_proxy_of_ours_cannot_be_talked_around(closed: Seeded, settings: object) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # type: ignore[attr-defined]
    answers = [attempt(f"person{n}@x.example", HTTP_X_FORWARDED_FOR=f"1.2.3.{n}, 10.0.0.1") for n in range(11)]
    assert answers[-1] == "too many"


def codes_of(person: Person, given: list[str]) -> list[str]:
    answers = []
    for each in given:
        page = person.client.post("/sign-in/code/", {"code": each})
        answers.append("in" if page.status_code == 302 else "too many" if TOO_MANY in page.content.decode() else "no")
    return answers


def test_codes_are_limited(ed: Person, later: Callable[[float], None]) -> None:
    """Five in five minutes, twenty in a day, whichever kind of code it is."""
    import time

    ed.give_password()
    ed.set_up()
    recovery = ed.recovery_codes()
    ed.leave()
    ed.give_password()
    assert codes_of(ed, ["000000"] * 5 + [recovery[0]]) == ["no"] * 5 + ["too many"]
    for turn in (1, 2):
        later(turn * 400)
        ed.give_password()
        assert codes_of(ed, ["000000"] * 5) == ["no"] * 5
    later(1200)
    ed.give_password()
    assert codes_of(ed, ["000000"] * 5) == ["no"] * 4 + ["too many"], "with the one that was too many: twenty"
    later(2000)
    ed.give_password()
    assert codes_of(ed, [code(ed.secret, time.time())]) == ["too many"]
    later(25 * 3600)
    ed.give_password()
    assert codes_of(ed, [code(ed.secret, time.time() + PERIOD)]) == ["in"]


# Two processes on one file, as two workers of a site are.

WORKER = """
import json, os, sys, time
import django
django.setup()
from django.test import Client
given = json.loads(sys.argv[1])
clients = []
for each in given:
    client = Client(REMOTE_ADDR=sys.argv[2])
    for address, data in each[:-1]:
        client.post(address, data)
    clients.append((client, *each[-1]))
print("ready", flush=True)
sys.stdin.readline()
for client, address, data in clients:
    answer = client.post(address, data)
    led = answer.headers.get("Location")
    said = "in" if led == "/" else led or "too many" if "Too many attempts" in answer.content.decode() else "no"
    print(said, flush=True)
"""
SEED = """
import json
import django
django.setup()
from saferplan.accounts.migrate import migrate_and_protect
migrate_and_protect(verbosity=0)
from tests.web.accounts.conftest import Person
from tests.web.seed import seed
seeded = seed("millbrook", "Millbrook", priorities=1, each=1)
editor = Person(seeded.editor)
editor.give_password()
editor.set_up()
print(json.dumps({"secret": editor.secret, "codes": editor.recovery_codes()}))
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of processes that share one SQLite file with a seeded partnership."""
    kept = {name: value for name, value in os.environ.items() if name != "SAFERPLAN_DATABASE_URL"}
    folder = str(tmp_path_factory.mktemp("shared"))
    environment = kept | {"SAFERPLAN_DATA": folder, "DJANGO_SETTINGS_MODULE": "saferplan.config.settings"}
    command = [sys.executable, "-c", SEED]
    done = subprocess.run(command, env=environment, check=True, timeout=120, capture_output=True, text=True)
    return environment | {"SECRETS": done.stdout.splitlines()[-1]}


Step = tuple[str, dict[str, str]]


def in_two_processes(file: dict[str, str], attempts: list[list[Step]], *, ip: str) -> list[str]:
    """Each process does all attempts; the last step of each at the same time as the other process. All answers."""
    command = [sys.executable, "-c", WORKER, json.dumps(attempts), ip]
    workers = [
        subprocess.Popen(command, env=file, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(2)
    ]
    try:
        for each in workers:
            assert each.stdout is not None
            assert each.stdout.readline() == "ready\n"
        for each in workers:
            assert each.stdin is not None
            each.stdin.write("go\n")
            each.stdin.flush()
        return [line for each in workers for line in each.communicate(timeout=120)[0].split("\n") if line]
    finally:
        for each in workers:
            if each.poll() is None:
                each.kill()


@pytest.mark.slow
def test_two_processes_count_together(file: dict[str, str]) -> None:
    sent = (SIGN_IN, {"login": "viewer@millbrook.example", "password": "wrong"})
    answers = in_two_processes(file, [[sent]] * 5, ip="10.0.0.1")
    assert sorted(answers) == ["no"] * 5 + ["too many"] * 5


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["authenticator", "recovery"])
def test_a_code_counts_once_in_two_processes(file: dict[str, str], kind: str) -> None:
    import time

    secrets = json.loads(file["SECRETS"])
    given = code(secrets["secret"], time.time() + PERIOD) if kind == "authenticator" else secrets["codes"][0]
    password = (SIGN_IN, {"login": "editor@millbrook.example", "password": PASSWORD})
    answers = in_two_processes(file, [[password, ("/sign-in/code/", {"code": given})]], ip="10.0.0.2")
    assert sorted(answers) == ["in", "no"]
