"""The bars of long work: seen in a terminal, silent anywhere else."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from saferplan.cli import steps


@pytest.mark.parametrize("watched", [True, False])
def test_a_bar_is_drawn_only_where_somebody_watches(monkeypatch: pytest.MonkeyPatch, watched: bool) -> None:
    seen = io.StringIO()
    console = Console(file=seen, force_terminal=watched, width=100, legacy_windows=False)
    monkeypatch.setattr(steps, "err", console)
    with steps.told_steps() as begin:
        tell = begin("Comparing with what is known")
        tell(500, 2000)
    assert ("Comparing with what is known" in seen.getvalue()) is watched
    assert ("500/2000" in seen.getvalue()) is watched
