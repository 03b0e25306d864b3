from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache

from saferplan.accounts.models import User
from tests.web.accounts.codes import code
from tests.web.client import PageClient
from tests.web.seed import PASSWORD, Seeded, hashed_password

SIGN_IN, CODE, SET_UP = "/sign-in/", "/sign-in/code/", "/account/second-step/"


@pytest.fixture(autouse=True)
def _nothing_is_counted_yet(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Passwords are hashed as always, but fewer times over."""
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 1_000)
    hashed_password.cache_clear()
    yield
    hashed_password.cache_clear()


class Person:
    """Somebody at a browser: their password, and the secret in their phone once it is set up."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.pages = PageClient()
        self.client = self.pages.client
        self.secret = ""

    def give_password(self, password: str = PASSWORD, after: str = "") -> str:
        """Where it leads; the status as text when it leads nowhere."""
        data = {"login": self.user.email, "password": password, **({"next": after} if after else {})}
        return self._led(SIGN_IN, data)

    def give_code(self, given: str, address: str = CODE) -> str:
        return self._led(address, {"code": given})

    def set_up(self) -> None:
        page = self.pages.get(SET_UP)
        self.secret = page.words("//strong[@class='sp-secret']")
        assert self.give_code(code(self.secret), SET_UP) == "/account/recovery-codes/"

    def recovery_codes(self) -> list[str]:
        page = self.pages.get("/account/recovery-codes/")
        return [
            "".join(each.text_content().split()) for each in page.tree.xpath("//ul[contains(@class,'sp-codes')]/li")
        ]

    def leave(self) -> None:
        self.client.post("/sign-out/")

    def _led(self, address: str, data: dict[str, str]) -> str:
        answer = self.client.post(address, data)
        return str(answer.headers.get("Location", answer.status_code))


@pytest.fixture
def person() -> Callable[[User], Person]:
    return Person


@pytest.fixture
def ed(closed: Seeded) -> Person:
    """An editor who has not signed in."""
    return Person(closed.editor)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Moves the clock by which attempts are counted and codes are right."""
    import time

    real = time.time

    def move(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: real() + seconds)

    return move
