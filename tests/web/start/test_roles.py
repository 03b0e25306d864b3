"""Only an editor of the partnership may see and use the pages of its first hour."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from saferplan.accounts.models import Agency, Person
from saferplan.accounts.rules import Role
from saferplan.documents.uploads import find_upload, store
from tests.web.client import PageClient
from tests.web.seed import Seeded, add_user, seed
from tests.web.start.reports import upload_report

pytestmark = pytest.mark.django_db

# Name of the address, what it takes besides the partnership, and whether it is only sent to.
READS: dict[str, tuple[object, ...]] = {
    "start": (),
    "start-upload": (),
    "start-read": (),
    "start-cover": (),
    "start-priority": (1,),
    "start-add-activity": (1,),
    "start-activity": ("1.1a",),
    "start-card": (1,),
    "start-original": (),
    "start-agencies": (),
    "start-meeting": (),
    "start-finish": (),
}
SENDS: dict[str, tuple[object, ...]] = {
    "start-discard": (),
    "start-undo": (),
    "start-checked": (),
    "start-remove-agency": (1,),
    "start-remove-contact": (1,),
    "start-undo-import": (),
}
START_PAGES = ("start-partnership", "start-picture", *READS, *SENDS)


@pytest.fixture
def started(data_settings: None) -> Seeded:
    found = seed("brand-new", "Brand New", priorities=1, each=1)
    upload_report(found.partnership)
    return found


def status(user: object, address: str, *, sends: bool = False) -> int | str:
    visitor = PageClient()
    if user:
        visitor.sign_in(user)
    call: Callable[..., object] = visitor.client.post if sends else visitor.client.get
    response = call(address)
    code: int = response.status_code  # type: ignore[attr-defined]
    location = response.headers.get("Location", "")  # type: ignore[attr-defined]
    return "sign in" if code == 302 and location.startswith("/sign-in/") else code


def test_pages_are_for_editors(started: Seeded) -> None:
    partnership = started.partnership
    viewer = add_user("a.viewer", partnership, Role.VIEWER)
    editor = add_user("an.editor", partnership, Role.EDITOR)
    other = seed("elsewhere", "Elsewhere", priorities=1, each=1).partnership
    stranger = add_user("a.stranger", other, Role.EDITOR)
    for name, arguments in READS.items():
        address = reverse(name, args=[partnership.slug, *arguments])
        got = [status(user, address) for user in (None, viewer, stranger, editor)]
        assert got == ["sign in", 404, 404, 200], (name, got)


def test_changes_are_for_editors(started: Seeded) -> None:
    partnership = started.partnership
    viewer = add_user("a.viewer", partnership, Role.VIEWER)
    other = seed("elsewhere", "Elsewhere", priorities=1, each=1).partnership
    stranger = add_user("a.stranger", other, Role.EDITOR)
    for name, arguments in {**SENDS, **{name: READS[name] for name in ("start-meeting", "start-finish")}}.items():
        address = reverse(name, args=[partnership.slug, *arguments])
        got = [status(user, address, sends=True) for user in (None, viewer, stranger)]
        assert got == ["sign in", 404, 404], (name, got)


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
