"""Commands for who runs the site: the first invitation, a lost second step, emails that wait."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from saferplan.accounts.rules import Role
from saferplan.cli.output import REFUSED, out, prepare_database, start_django, stop

if TYPE_CHECKING:
    from saferplan.accounts.models import Partnership, Person

BY = "command line"
TEAM = "Whoever runs this site"
Named = Annotated[str, typer.Option("--partnership", metavar="NAME", help="Its short name, as in /p/NAME/.")]


def invite(
    email: Annotated[str, typer.Argument(help="The address that they will sign in with.")],
    partnership: Named,
    name: Annotated[str, typer.Option("--name", help="Their name.")],
    role: Annotated[Role, typer.Option("--role", help="What they may do.")] = Role.ADMINISTRATOR,
    new: Annotated[
        str | None, typer.Option("--new", metavar="NAME", help="Make the partnership with this name.")
    ] = None,
    site: Annotated[
        str | None, typer.Option("--site", metavar="ADDRESS", help="Where the site is, such as https://host.")
    ] = None,
) -> None:
    """Let the first person in: prints the link of an invitation, and sends it where there is a mail server."""
    start_django()
    prepare_database()
    from django.urls import reverse

    from saferplan.accounts.errors import BadInvitation
    from saferplan.accounts.invitation_actions import invite as make
    from saferplan.accounts.letters import Letter, invitation_letter

    now = datetime.now(UTC)
    owner = _partnership(partnership, new, now)
    person = _person(owner, email, name, now)
    address = site or _site()

    def link(token: str) -> str:
        return address.rstrip("/") + reverse("invitation", args=[token])

    def letter(token: str) -> Letter:
        return invitation_letter(name=person.name, partnership=owner.name, role=role.value, by=TEAM, url=link(token))

    try:
        made = make(person=person, role=role, letter=letter, as_role=Role.ADMINISTRATOR, by=BY, now=now)
    except BadInvitation as error:
        stop(str(error), REFUSED)
    out.print(f"{person.name} can join {owner.name} as {role.value} by this link, once, within 14 days:", markup=False)
    out.print(link(made.token), markup=False)


def _site() -> str:
    from django.conf import settings

    return f"https://{settings.ALLOWED_HOSTS[0]}" if settings.PRODUCTION else "http://127.0.0.1:8000"


def _partnership(slug: str, new: str | None, now: datetime) -> Partnership:
    from saferplan.accounts.actions import create_partnership
    from saferplan.accounts.queries import find_partnership

    found = find_partnership(slug)
    if found is None and not new:
        stop(f'There is no partnership {slug}. To make it, add --new "Its name".', REFUSED)
    return found or create_partnership(slug=slug, name=str(new), by=BY, now=now)


def _person(partnership: Partnership, email: str, name: str, now: datetime) -> Person:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from saferplan.accounts.actions import add_person
    from saferplan.accounts.queries import list_people

    try:
        validate_email(email)
    except ValidationError:
        stop(f"{email} is no email address.", REFUSED)
    known = next((each for each in list_people(partnership) if each.email == email.lower()), None)
    return known or add_person(partnership=partnership, name=name, email=email, by=BY, now=now)


def mail() -> None:
    """Send the emails that wait, and try again those that failed. Run it every few minutes."""
    start_django()
    prepare_database()
    from django.conf import settings

    from saferplan.accounts.outbox import deliver

    if settings.PRODUCTION and not settings.EMAIL_IS_SENT:
        stop("There is no mail server: set SAFERPLAN_EMAIL_URL.", REFUSED)
    done = deliver(now=datetime.now(UTC))
    out.print(f"{done.sent} sent, {done.failed} failed.")


def reset_second_step(
    email: Annotated[str, typer.Argument(help="The address that they sign in with.")], partnership: Named
) -> None:
    """For an administrator who lost phone and recovery codes: they set up the second step anew."""
    start_django()
    prepare_database()
    from saferplan.accounts.errors import NotAllowed
    from saferplan.accounts.people_actions import forget_second_step
    from saferplan.accounts.queries import find_partnership, list_people

    found = find_partnership(partnership)
    person = next((each for each in list_people(found) if each.email == email.lower()), None) if found else None
    if person is None:
        stop(f"{email} is nobody of the partnership {partnership}.", REFUSED)
    try:
        forget_second_step(person=person, as_role=None, by=BY, now=datetime.now(UTC))
    except NotAllowed as error:
        stop(str(error), REFUSED)
    out.print(f"{person.name} sets up the second step anew at the next sign-in.", markup=False)
