"""What stands under "Going well" is not what is said of work that is in trouble."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from saferplan.accounts.rules import Role
from saferplan.documents.demo import load_demo
from tests.web.client import PageClient
from tests.web.seed import add_user

pytestmark = pytest.mark.django_db


def test_a_text_shared_with_work_in_trouble_is_no_good_news(visitor: PageClient) -> None:
    partnership = load_demo(now=datetime(2026, 11, 23, tzinfo=UTC))
    visitor.sign_in(add_user("viewer@brackwater.example", partnership, Role.VIEWER))
    page = visitor.get("/p/brackwater/2025-09/")
    headings = {" ".join(h.text_content().split()): h for h in page.tree.xpath("//main//h2")}
    good = " ".join(next(headings["Going well"].iterancestors("section")).text_content().split())
    assert "four of the larger hotels" in good
    assert "lost two advisers" not in good
