"""An editor keeps words of a report from the public, and lets them go again."""

from __future__ import annotations

import pytest

from saferplan.accounts.models import AuditEvent
from saferplan.cycle.models import Period, Restriction
from tests.web.client import PageClient
from tests.web.seed import Seeded

pytestmark = pytest.mark.django_db
PAGE = "/p/harbour/2026-06/restricted/"
WELL = f"{PAGE}report/going_well/"
WHY = {"paragraph": "7", "interest": "A case is before a court."}


def test_words_are_marked_and_the_public_version_is_shown(demo: Seeded, editor: PageClient) -> None:
    page = editor.get(PAGE)
    assert "Every licensed venue on the high street" in page.words()
    assert WELL in page.tree.xpath("//main//a/@href")
    answer = editor.client.post(WELL, {"passage": "licensed  venue on the high street", **WHY})
    assert answer.headers["Location"] == PAGE
    shown = editor.get(PAGE)
    assert "Every [Restricted: Schedule 12A, paragraph 7] has now been briefed" in shown.words()
    assert "Restricted (paragraph 7" in shown.words()
    assert "venue" not in str(AuditEvent.objects.filter(action="restriction.add").values())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"passage": "words that are not there", **WHY}, "These words are not in that text"),
        ({"passage": "", "paragraph": "", "interest": "x"}, "There is a problem"),
        ({"passage": "", "paragraph": "7", "interest": ""}, "There is a problem"),
    ],
)
def test_a_mark_wants_words_of_the_text_a_paragraph_and_a_reason(
    demo: Seeded, editor: PageClient, data: dict[str, object], words: str
) -> None:
    assert words in editor.post(WELL, data).words()
    assert not Restriction.objects.exists()


def test_a_mark_is_taken_off_with_a_reason(demo: Seeded, editor: PageClient) -> None:
    editor.client.post(WELL, {"passage": "", **WHY})
    mark = Restriction.objects.get()
    address = f"{PAGE}{mark.pk}/"
    assert "There is a problem" in editor.post(address, {"reason": ""}).words()
    assert editor.client.post(address, {"reason": "The case is over."}).headers["Location"] == PAGE
    assert "Restricted (" not in editor.get(PAGE).words()
    assert editor.client.get(address).status_code == 404


def test_a_mark_whose_words_went_is_told(demo: Seeded, editor: PageClient) -> None:
    editor.client.post(WELL, {"passage": "a quarter early", **WHY})
    Period.objects.filter(partnership=demo.partnership, key="2026-06").update(going_well="Another sentence.")
    assert "no longer stand in their text" in editor.get(PAGE).words()


def test_another_text_or_place_is_not_there(demo: Seeded, editor: PageClient) -> None:
    for path in ("card:99/position/", "report/author/", "priority:1/position/"):
        assert editor.client.get(f"{PAGE}{path}").status_code == 404
