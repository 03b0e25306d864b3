"""The `saferplan` command. Each group of commands is a module; heavy imports wait until a command runs."""

from __future__ import annotations

import typer

from saferplan.cli import database, files, measures, people, publication, site
from saferplan.cli.backfill import backfill
from saferplan.cli.plain_errors import PlainCommand
from saferplan.cli.spc import spc

app = typer.Typer(
    name="saferplan",
    help="The performance system of a community safety partnership.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
COMMANDS = (
    *(files.read, files.check, files.compare, spc, database.import_, database.export, backfill, site.serve, site.demo),
    *(people.invite, people.mail, people.reset_second_step),
)
for command in COMMANDS:
    app.command(name=command.__name__.rstrip("_").replace("_", "-"), cls=PlainCommand)(command)
app.add_typer(measures.app, name="measures")
app.add_typer(publication.app, name="publication")


def run() -> None:
    app()
