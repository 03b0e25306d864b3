"""Somebody who saves an update the moment they are told to, in a process of their own: see test_update_race.

Usage: python -m tests.cycle.racing make | python -m tests.cycle.racing NAME FOLDER ROUNDS
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

SLUG = "town"


def make() -> None:
    from django.core.management import call_command

    from tests.cycle.returning import build

    call_command("migrate", verbosity=0)
    build(SLUG)


def race(name: str, folder: Path, rounds: int) -> None:
    """In each round: wait for the base to be named, save over it, and say what became of it."""
    from saferplan.accounts.models import Partnership, User
    from saferplan.accounts.rules import Role
    from saferplan.cycle.models import Period
    from saferplan.cycle.update_actions import save_update
    from saferplan.cycle.update_contents import Contents
    from saferplan.cycle.update_queries import actor_of, load_asked
    from tests.cycle.returning import NOW

    partnership = Partnership.objects.get(slug=SLUG)
    period = Period.objects.select_related("partnership").get(partnership=partnership, key="2026-12")
    asked = load_asked(partnership, [period])[period.pk][0]
    actor = actor_of(User.objects.get(username=f"{name}@{SLUG}.example"), partnership, Role.CONTRIBUTOR)
    (folder / f"{name}-ready").touch()
    for turn in range(rounds):
        go = folder / f"go-{turn}"
        while not go.exists():
            time.sleep(0.001)
        base = int(go.read_text())
        saved = save_update(
            period=period, asked=asked, contents=Contents(position=f"{name} {turn}"), base=base, by=actor, now=NOW
        )
        draft = folder / f".{name}-{turn}"
        draft.write_text("parked" if saved.parked else "saved")
        draft.rename(folder / f"{name}-{turn}")


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saferplan.config.settings")
    django.setup()
    if sys.argv[1] == "make":
        make()
    else:
        race(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
