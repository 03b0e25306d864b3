"""The second step: who needs it, how it is set up, and that a code counts once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferplan.accounts.models import Membership, OutboxMessage, User
from tests.web.accounts.codes import PERIOD, code
from tests.web.accounts.conftest import SET_UP, SIGN_IN, Person
from tests.web.client import PageClient
from tests.web.seed import MEMBERS, PASSWORD, Seeded

HOME = "/p/millbrook/"
NEEDS_IT = {"editor", "administrator"}


@pytest.mark.parametrize("name", MEMBERS)
def test_who_needs_it(closed: Seeded, name: str) -> None:
    person = Person(getattr(closed, name))
    assert person.give_password(after=HOME) == HOME
    answer = person.client.get(HOME)
    if name in NEEDS_IT:
        assert answer["Location"] == f"{SET_UP}?next={HOME}"
        assert person.client.post(HOME + "start/discard/")["Location"].startswith(SET_UP)
    else:
        assert answer.status_code == 200


def test_the_demo_can_go_without(ed: Person, settings: object) -> None:
    settings.SECOND_STEP = False  # type: ignore[attr-defined]
    ed.give_password()
    assert ed.client.get(HOME).status_code == 200


def test_set_up_then_sign_in_with_it(ed: Person) -> None:
    ed.give_password()
    ed.client.get(ed.client.get(HOME)["Location"])
    ed.set_up()
    codes = ed.pages.get("/account/recovery-codes/")
    assert codes.links()["I have kept them: go on"] == HOME
    ed.pages.get(HOME)

    ed.leave()
    assert ed.give_password(after=HOME) == "/sign-in/code/"
    assert ed.client.get(HOME).status_code == 302, "the password alone lets nobody in"
    page = ed.pages.get("/sign-in/code/")
    field = page.tree.get_element_by_id("id_code")
    assert (field.get("autocomplete"), field.get("inputmode"), field.get("maxlength")) == (
        "one-time-code",
        "numeric",
        None,
    )
    assert ed.give_code("000 000") == "200"
    # The code of the set-up is used up: the next one is asked for.
    assert ed.give_code(code(ed.secret)) == "200"


def test_a_code_is_right_for_its_half_minute_and_one_beside_it(ed: Person, later: Callable[[float], None]) -> None:
    ed.give_password()
    ed.set_up()
    ed.leave()
    later(10 * PERIOD)
    ed.give_password(after=HOME)
    import time

    for wrong in (-2, 2):
        assert ed.give_code(code(ed.secret, time.time() + wrong * PERIOD)) == "200"
    assert ed.give_code(code(ed.secret, time.time() - PERIOD)) == HOME


def test_a_code_counts_once(ed: Person, later: Callable[[float], None]) -> None:
    """Also in another browser, and for as long as it would be right."""
    import time

    ed.give_password()
    ed.set_up()
    ed.leave()
    later(10 * PERIOD)
    shown = code(ed.secret, time.time() + PERIOD)
    ed.give_password(after=HOME)
    assert ed.give_code(shown) == HOME
    other = Person(ed.user)
    other.give_password()
    assert other.give_code(shown) == "200"
    assert other.give_code(f"{shown[:3]} {shown[3:]}") == "200", "written in another way it is the same"


def test_a_code_of_the_set_up_counts_once_too(ed: Person) -> None:
    ed.give_password()
    ed.set_up()
    assert ed.give_code(code(ed.secret), "/account/confirm/code/") == "200"


def test_recovery_codes_count_once(ed: Person) -> None:
    ed.give_password()
    ed.set_up()
    codes = ed.recovery_codes()
    assert len(set(codes)) == 10
    ed.leave()
    ed.give_password(after=HOME)
    assert ed.give_code(codes[3]) == HOME
    ed.leave()
    ed.give_password(after=HOME)
    assert ed.give_code(codes[3]) == "200"
    assert ed.give_code(f"{codes[4][:4]} {codes[4][4:]}") == HOME
    assert "8 are left" in ed.pages.get("/account/").words()


def test_new_recovery_codes_end_the_old(ed: Person) -> None:
    ed.give_password()
    ed.set_up()
    old = ed.recovery_codes()
    ed.pages.get("/account/recovery-codes/new/")
    assert ed.client.post("/account/recovery-codes/new/")["Location"] == "/account/recovery-codes/"
    assert not set(old) & set(ed.recovery_codes())
    ed.leave()
    ed.give_password()
    assert ed.give_code(old[0]) == "200"


def test_the_set_up_shows_a_square_and_the_same_as_text(ed: Person) -> None:
    ed.give_password()
    page = ed.pages.get(SET_UP)
    square = page.tree.xpath("//div[@class='sp-qr'][@role='img'][@aria-label]//*[local-name()='svg']")
    assert len(square) == 1
    secret = page.words("//strong[@class='sp-secret']").replace(" ", "")
    assert len(secret) == 32
    again = ed.pages.post(SET_UP, {"code": "123456"})
    assert again.words("//strong[@class='sp-secret']").replace(" ", "") == secret, (
        "a slip of the finger changes nothing"
    )
    assert "The code is not right" in again.words("//*[@id='id_code_error']")
    assert again.tree.findtext(".//title", "").startswith("Error: ")


def test_secrets_are_not_in_the_database_as_they_are(ed: Person) -> None:
    ed.give_password()
    ed.set_up()
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert ed.secret.replace(" ", "") not in kept


def test_a_new_key_of_the_site_reads_what_the_old_one_wrote(settings: object) -> None:
    from cryptography.fernet import InvalidToken

    from saferplan.web.accounts.adapter import SecondStepAdapter

    old = settings.SECRET_KEY  # type: ignore[attr-defined]
    kept = SecondStepAdapter().encrypt("a secret")
    settings.SECRET_KEY = "another key"  # type: ignore[attr-defined]
    with pytest.raises(InvalidToken):
        SecondStepAdapter().decrypt(kept)
    settings.SECRET_KEY_FALLBACKS = [old]  # type: ignore[attr-defined]
    assert SecondStepAdapter().decrypt(kept) == "a secret"


def test_set_up_in_one_browser_is_asked_for_in_another(ed: Person) -> None:
    other = Person(ed.user)
    other.give_password()
    ed.give_password()
    ed.set_up()
    asked = other.client.get(HOME)["Location"]
    assert asked == f"/account/confirm/code/?next={HOME}"
    assert other.give_code(ed.recovery_codes()[0], asked) == HOME
    other.pages.get(HOME)


def test_removing_it_asks_for_it_anew(ed: Person) -> None:
    ed.give_password()
    ed.set_up()
    ed.pages.get(HOME)
    assert "another phone" in ed.pages.get("/account/second-step/remove/").words()
    assert ed.client.post("/account/second-step/remove/")["Location"] == "/account/"
    assert not Authenticator.objects.exists(), "and the recovery codes with it"
    assert ed.client.get(HOME)["Location"].startswith(SET_UP)
    message = OutboxMessage.objects.get(to=ed.user.email)
    assert "was removed" in message.body


@pytest.mark.parametrize("address", ["/account/second-step/remove/", "/account/recovery-codes/"])
def test_changing_it_asks_who_it_is_after_a_while(ed: Person, later: Callable[[float], None], address: str) -> None:
    ed.give_password()
    ed.set_up()
    ed.pages.get(address)
    later(16 * 60)
    asked = ed.client.get(address)["Location"]
    assert asked.startswith("/account/confirm/")
    page = ed.pages.get(asked)
    assert "Confirm that it is you" in page.headings()
    assert ed.client.post(asked, {"password": "not this one"}).status_code == 200
    answer = ed.client.post(asked, {"password": PASSWORD, "next": address})
    assert answer["Location"] == address
    ed.pages.get(address)


def test_others_may_set_it_up_and_then_give_it(closed: Seeded) -> None:
    person = Person(closed.viewer)
    person.give_password()
    assert "Your role does not need it" in person.pages.get("/account/").words()
    person.set_up()
    person.leave()
    assert person.give_password() == "/sign-in/code/"
    assert person.give_code(code(person.secret)) == "200", "used for the set-up"


@pytest.mark.parametrize(
    "address",
    ["/account/second-step/remove/", "/account/recovery-codes/", "/account/recovery-codes/new/", "/sign-in/code/"],
)
def test_without_signing_in_there_is_nothing_to_see(db: None, visitor: PageClient, address: str) -> None:
    for answer in (visitor.client.get(address), visitor.client.post(address)):
        assert answer.status_code == 302
        assert answer["Location"].startswith(SIGN_IN)


def test_without_a_second_step_there_is_nothing_to_remove_or_show(closed: Seeded) -> None:
    person = Person(closed.viewer)
    person.give_password()
    for address in ("/account/second-step/remove/", "/account/recovery-codes/"):
        assert person.client.get(address).status_code == 404


def test_a_role_in_a_partnership_that_was_left_needs_nothing(ed: Person, closed: Seeded) -> None:
    from django.utils import timezone

    Membership.objects.filter(user=ed.user).update(left_at=timezone.now())
    ed.give_password()
    assert "Your role does not need it" in ed.pages.get("/account/").words()
    assert ed.client.get(HOME).status_code == 404


def test_the_gate_costs_no_query(closed: Seeded) -> None:
    """A page costs an editor, who needs the step, what it costs a viewer."""

    def cost(user: User) -> int:
        pages = PageClient()
        pages.sign_in(user)
        pages.client.get(HOME + "history/")
        with CaptureQueriesContext(connection) as queries:
            assert pages.client.get(HOME + "history/").status_code == 200
        return len(queries)

    assert cost(closed.editor) == cost(closed.viewer)
