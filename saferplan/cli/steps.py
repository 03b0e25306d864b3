"""A bar in the terminal for each step of a long piece of work; silent where nobody watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from saferplan.cli.output import err


@contextmanager
def told_steps() -> Iterator[Callable[[str], Callable[[int, int], None]]]:
    """Gives a function that begins a step by its words, and returns what hears how far it has come."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:

        def begin(words: str) -> Callable[[int, int], None]:
            # Of how much is not known before it is told: until then the bar moves to and fro.
            task = progress.add_task(words, total=None)
            return lambda done, total: progress.update(task, completed=done, total=total)

        yield begin
