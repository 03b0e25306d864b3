"""What the table of addresses (tests/web/test_roles.py) cannot say of the pages of the first hour."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from saferplan.accounts.models import Agency, Person, User
from saferplan.accounts.rules import Role
from saferplan.documents.uploads import find_upload, store
from tests.web.client import PageClient
from tests.web.seed import Seeded, add_user, seed
from tests.web.start.reports import upload_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def started(data_settings: None) -> Seeded:
    found = seed("brand-new", "Brand New", priorities=1, each=1)
    upload_report(found.partnership)
    return found


def status(user: User | None, address: str, *, sends: bool = False) -> int | str:
    visitor = PageClient()
    if user:
        visitor.sign_in(user)
    call: Callable[..., object] = visitor.client.post if sends else visitor.client.get
    response = call(address)
    code: int = response.status_code  # type: ignore[attr-defined]
    location = response.headers.get("Location", "")  # type: ignore[attr-defined]
    return "sign in" if code == 302 and location.startswith("/sign-in/") else code


def test_what_belongs_to_another_partnership_is_not_there(started: Seeded) -> None:
    editor = add_user("an.editor", started.partnership, Role.EDITOR)
    other = seed("elsewhere", "Elsewhere", priorities=1, each=1).partnership
    agency = Agency.objects.create(partnership=other, name="Their agency")
    person = Person.objects.create(partnership=other, agency=agency, name="Their contact")
    slug = started.partnership.slug
    for name, pk in (("start-remove-agency", agency.pk), ("start-remove-contact", person.pk)):
        assert status(editor, reverse(name, args=[slug, pk]), sends=True) == 404
    assert Agency.objects.filter(pk=agency.pk).exists()
    assert Person.objects.filter(pk=person.pk).exists()


def test_a_new_partnership_needs_an_account(visitor: PageClient) -> None:
    assert status(None, reverse("start-partnership")) == "sign in"
    assert status(add_user("somebody", None, None), reverse("start-partnership")) == 200


def test_a_picture_is_for_editors_and_for_pdf_only(started: Seeded) -> None:
    address = reverse("start-picture", args=[started.partnership.slug, 1])
    assert status(None, address) == "sign in"
    assert status(add_user("an.editor", started.partnership, Role.EDITOR), address) == 404


def test_an_original_that_is_gone_takes_nothing_else_with_it(started: Seeded) -> None:
    upload = find_upload(started.partnership)
    assert upload is not None
    assert store().delete(upload.sha256)
    slug = started.partnership.slug
    editor = add_user("an.editor", started.partnership, Role.EDITOR)
    assert status(editor, reverse("start-read", args=[slug])) == 200
    assert status(editor, reverse("start-original", args=[slug])) == 404
    assert status(editor, reverse("start-picture", args=[slug, 1])) == 404
