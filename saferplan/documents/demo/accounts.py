"""Who can sign in to the demo: a person for each role, and contributors of agencies that own cards."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from saferplan.accounts.actions import add_person
from saferplan.accounts.models import Agency, Partnership, Person, User
from saferplan.accounts.people_actions import give_account
from saferplan.documents.demo import people

BY = "demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """Who can sign in to the demo. The password is kept nowhere: print it now."""

    email: str
    password: str
    role: str


@transaction.atomic
def demo_accounts(partnership: Partnership, *, now: datetime) -> Sequence[DemoAccount]:
    """The accounts that can sign in to the demo, each with a new random password."""
    accounts = []
    for each in people.ACCOUNTS:
        user, _ = User.objects.get_or_create(username=each.email, defaults={"email": each.email})
        password = secrets.token_urlsafe(12)
        user.set_password(password)
        user.save(update_fields=["password"])
        _let_in(partnership, each, user, now)
        accounts.append(DemoAccount(email=each.email, password=password, role=each.role.value))
    return accounts


@transaction.atomic
def let_demo_accounts_see(partnership: Partnership, *, now: datetime) -> None:
    """Give the demo's accounts their roles in another partnership too. They must exist."""
    for each in people.ACCOUNTS:
        _let_in(partnership, each, User.objects.get(username=each.email), now)


def _let_in(partnership: Partnership, account: people.Account, user: User, now: datetime) -> None:
    person = Person.objects.filter(partnership=partnership, email=account.email).first()
    if person is None:
        agency = Agency.objects.filter(partnership=partnership, short_name=account.agency).first()
        person = add_person(
            partnership=partnership,
            name=account.name,
            job=account.job,
            email=account.email,
            agency=agency,
            by=BY,
            now=now,
        )
    give_account(person=person, user=user, role=account.role, by=BY, now=now)
