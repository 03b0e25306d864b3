"""Commands whose wrong or missing options are told in one sentence, as all other bad input is."""

from __future__ import annotations

from typing import Any, cast

import typer
from typer.core import TyperCommand

from saferplan.cli.output import UNREADABLE, stop

# What typer raises for a command line that it cannot read; it names this class nowhere that is public.
_WRONG = cast(type[Exception], typer.BadParameter.__base__)


class PlainCommand(TyperCommand):
    """Ends with status 2 and one sentence."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        try:
            return super().make_context(info_name, args, parent, **extra)
        except _WRONG as error:
            stop(sentence(error, _named(self.name or "", parent)), UNREADABLE)


def _named(command: str, parent: Any) -> str:
    """The command with the groups that it stands in: `publication verify`."""
    names = [command]
    while parent is not None and parent.parent is not None:
        names.insert(0, parent.info_name)
        parent = parent.parent
    return " ".join(names)


def sentence(error: Any, command: str) -> str:
    """What is wrong, and where to read what the command takes."""
    kind, where = type(error).__name__, f"saferplan {command} --help says what it takes."
    if kind == "MissingParameter" and error.param is not None:
        is_option = error.param.param_type_name == "option"
        return f"{error.param.opts[0] if is_option else error.param.metavar} is missing: {where}"
    if kind == "NoSuchOption":
        near = error.possibilities or ()
        return f"There is no option {error.option_name}: {f'did you mean {near[0]}?' if near else where}"
    words = error.format_message().replace("Value error, ", "").replace("\n", " ").strip().rstrip(".")
    return f"{words}: {where}" if words else f"This cannot be read: {where}"
