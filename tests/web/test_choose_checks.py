"""An editor switches a check off for her partnership."""

from __future__ import annotations

import pytest

from saferplan.report.checks import RULES
from tests.web.client import PageClient
from tests.web.seed import LATEST, Seeded

pytestmark = pytest.mark.django_db


def test_a_check_is_switched_off_and_on_again(closed: Seeded, visitor: PageClient) -> None:
    slug = closed.partnership.slug
    visitor.sign_in(closed.editor)
    findings = f"/p/{slug}/{LATEST}/findings/"
    before = visitor.get(findings).tree.xpath("//article/@id")
    assert before
    code = before[0].removeprefix("finding-")
    everything = [rule.code for rule in RULES]

    sent = visitor.client.post(f"/p/{slug}/checks/", {"on": [each for each in everything if each != code]})
    assert sent.status_code == 302
    page = visitor.get(findings)
    assert f"finding-{code}" not in page.tree.xpath("//article/@id")
    assert "Switched off for this partnership" in page.words()
    boxes = visitor.get(f"/p/{slug}/checks/").tree.xpath("//input[@type='checkbox'][not(@checked)]/@value")
    assert boxes == [code]

    visitor.client.post(f"/p/{slug}/checks/", {"on": everything})
    assert visitor.get(findings).tree.xpath("//article/@id") == before


def test_an_unknown_check_is_refused(closed: Seeded, visitor: PageClient) -> None:
    visitor.sign_in(closed.editor)
    response = visitor.client.post(f"/p/{closed.partnership.slug}/checks/", {"on": ["nonsense"]})
    assert response.status_code == 200
    assert "nonsense" in response.content.decode()
