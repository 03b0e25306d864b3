"""Commands that start the site: serve and demo."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saferplan.cli.output import REFUSED, out, prepare_database, start_django, stop

if TYPE_CHECKING:
    from saferplan.accounts.models import Partnership
    from saferplan.documents.demo import DemoAccount

Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="Where to listen on this machine.")]
Seconds = Annotated[int, typer.Option("--seconds", min=0, help="Stop by itself after so many seconds; 0: never.")]


def serve(port: Port = 8000, seconds: Seconds = 0) -> None:
    """Start the site on this machine's own address."""
    start_django()
    prepare_database()
    _serve(_free_port(port, must=True), seconds)


def demo(
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Also load this report as a second partnership.")
    ] = None,
    port: Port = 8000,
    seconds: Seconds = 0,
    load_only: Annotated[bool, typer.Option("--load-only", help="Load the data and do not start the site.")] = False,
) -> None:
    """Load the demo partnership (invented) and start the site. Everybody signs in with a password only."""
    # Only here, and never where people work: nobody has to fetch a phone to try it.
    if os.environ.get("SAFERPLAN_PRODUCTION", "0") != "0":
        stop("The demo is not for production: it lets everybody in without a second step.", REFUSED)
    os.environ["SAFERPLAN_SECOND_STEP"] = "0"
    start_django("demo-data")
    prepare_database()
    now = datetime.now(UTC)
    partnership, accounts = _load_demo(now)
    out.print(f"{partnership.name} is loaded: its people, agencies, texts and figures are made up.")
    second = _load_report(report, now) if report else None
    port = _free_port(port, must=False)
    address = f"http://127.0.0.1:{port}"
    out.print(f"\nThe dashboard:   {address}/p/{partnership.slug}/  (sign in to see it)")
    if second:
        out.print(f"Your report:     {address}/p/{second.slug}/")
    out.print(f"What is public:  {address}/p/{partnership.slug}/reports/")
    out.print(f"Check a report:  {address}/check/")
    out.print("\nWho can sign in (the passwords are new at every start):")
    wide = max(len(account.email) for account in accounts)
    for account in accounts:
        out.print(f"  {account.email:{wide}}  {account.password}  ({account.role})", markup=False)
    out.print("Without a second step, since this is a demo; in use, editors and administrators need one.")
    if not load_only:
        out.print("\nStop the site with Ctrl+C.")
        _serve(port, seconds)


def _load_demo(now: datetime) -> tuple[Partnership, Sequence[DemoAccount]]:
    from rich.progress import Progress

    from saferplan.documents.demo import QUARTERS, demo_accounts, load_demo

    with Progress(console=out, transient=True) as progress:
        task = progress.add_task("Loading the demo", total=len(QUARTERS) + 2)

        def step(text: str) -> None:
            progress.update(task, advance=1, description=text)

        partnership = load_demo(now=now, progress=step)
        step("Publishing two quarters")
        _in_a_process_of_its_own(_publish_demo, partnership.slug, now)
    return partnership, demo_accounts(partnership, now=now)


def _in_a_process_of_its_own(work: Callable[..., None], *arguments: object) -> None:
    """Typst starts threads that a fork leaves behind: the process that forks the site's workers must never run it."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pool.submit(work, *arguments).result()


def _publish_demo(slug: str, now: datetime) -> None:
    start_django()
    from saferplan.accounts.queries import find_partnership
    from saferplan.documents.demo import publish_demo

    partnership = find_partnership(slug)
    assert partnership is not None
    publish_demo(partnership, now=now)


def _load_report(path: Path, now: datetime) -> Partnership:
    from saferplan.cli import show
    from saferplan.cli.database import load_as_partnership
    from saferplan.cli.files import read_or_stop
    from saferplan.documents.demo import let_demo_accounts_see
    from saferplan.report.checks import run_checks
    from saferplan.report.findings import Subject

    reading = read_or_stop(path)
    out.print(f"\nWhat was read of {path.name}:", style="bold", markup=False)
    show.report(reading.tree, out)
    show.notices(reading, out)
    show.findings(run_checks(Subject(report=reading.tree, places=reading.places)), reading.tree, out)
    partnership = load_as_partnership(reading.tree, path.stem, now)
    let_demo_accounts_see(partnership, now=now)
    return partnership


def _free_port(port: int, *, must: bool) -> int:
    """`port`, or the next free one after it unless it `must` be this one."""
    free = next((each for each in range(port, port + (1 if must else 20)) if _is_free(each)), None)
    if free is None:
        stop(f"Port {port} is in use by another program. Choose another with --port.", REFUSED)
    return free


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _serve(port: int, seconds: int) -> None:
    import signal
    import threading

    from gunicorn.app.base import BaseApplication

    class Site(BaseApplication):
        def load_config(self) -> None:
            for name, value in {
                "bind": f"127.0.0.1:{port}",
                "workers": 2,
                "threads": 4,
                "timeout": 120,
                "control_socket_disable": True,
                "loglevel": "warning",
            }.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> object:
            from saferplan.config.wsgi import application

            return application

    if seconds:
        timer = threading.Timer(seconds, os.kill, (os.getpid(), signal.SIGTERM))
        timer.daemon = True
        timer.start()
    Site().run()
