"""How fast the pages of measures are: 300 measures of 120 months."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from tests.bench.timing import Ratio, in_turns

READER = "measures@bench.example"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def fill(slug: str, *, measures: int, months: int) -> None:
    from saferplan.accounts.actions import add_member, create_partnership
    from saferplan.accounts.models import User
    from saferplan.accounts.rules import Role
    from tests.web.measures.seed_measures import add_measure, add_values, release, steady

    partnership = create_partnership(slug=slug, name=slug, by="bench", now=NOW)
    reader, _is_new = User.objects.get_or_create(username=READER)
    add_member(partnership=partnership, user=reader, role=Role.VIEWER, by="bench", now=NOW)
    for number in range(measures):
        made = add_measure(partnership, f"measure-{number}")
        add_values(made, steady(number, months))
        release(made)


def bench_measures() -> Iterator[Ratio]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from saferplan.accounts.models import User

    fill("one-measure", measures=1, months=3)
    fill("many-measures", measures=300, months=120)
    client, visitor = Client(), Client()
    client.force_login(User.objects.get(username=READER))

    def page(address: str, *, by: Client = client) -> Callable[[], object]:
        def get() -> object:
            response = by.get(address)
            assert response.status_code == 200, (address, response.status_code)
            return response

        return get

    def queries(slug: str, tail: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            page(f"/p/{slug}/measures/{tail}")()
        return len(captured)

    empty, form = "an empty page of the same site (the sign-in form)", page("/sign-in/", by=visitor)
    for name, tail, rounds in (
        ("A measure of 120 months, of 300", "measure-0/", 15),
        ("36 charts at a glance, of 300 × 120", "glance/", 5),
        ("A page of the list, 50 of 300 × 120, with sparklines", "", 5),
        ("The list narrowed by name, 11 of 300 × 120", "?name=measure-29", 5),
    ):
        note = f"queries: {queries('one-measure', tail)} at 1 × 3, {queries('many-measures', tail)} at 300 × 120"
        found = in_turns(name, page(f"/p/many-measures/measures/{tail}"), empty, form, rounds=rounds)
        yield Ratio(found.name, found.alternative, found.milliseconds, found.alternative_milliseconds, note)
