"""An editor keeps words of a report from the public, and lets them go again."""

from __future__ import annotations

import pytest

from saferplan.accounts.models import AuditEvent
from saferplan.cycle.models import Period, Restriction
from saferplan.plan.models import CardVersion
from tests.web.client import PageClient
from tests.web.seed import Seeded

pytestmark = pytest.mark.django_db
PAGE = "/p/harbour/2026-06/restricted/"
WELL = f"{PAGE}report/going_well/"
WHY = {"paragraph": "7", "interest": "A case is before a court."}


def keep(client: PageClient, address: str, **data: object) -> None:
    """Through the look at what the public would read."""
    seen = client.post(address, data)
    assert seen.words("//h2") == "What the public will read"
    sent = {each.get("name"): each.get("value") for each in seen.tree.xpath("//main//input[@type='hidden']")}
    del sent["csrfmiddlewaretoken"]
    assert client.client.post(address, {**sent, "keep": "1"}).status_code == 302


def test_words_are_marked_after_a_look_at_what_the_public_would_read(demo: Seeded, editor: PageClient) -> None:
    page = editor.get(PAGE)
    assert "Every licensed venue on the high street" in page.words()
    assert WELL in page.tree.xpath("//main//a/@href")
    seen = editor.post(WELL, {"passage": "licensed  venue on the high street", **WHY})
    assert "Every [Restricted: Schedule 12A, paragraph 7] has now been briefed" in seen.words()
    assert "paragraph 7: preventing, investigating or prosecuting crime" in seen.words()
    assert not Restriction.objects.exists()
    keep(editor, WELL, passage="licensed  venue on the high street", **WHY)
    shown = editor.get(PAGE)
    assert shown.words("//mark") == "Restricted: licensed venue on the high street"
    assert "The report, going well: “licensed venue on the high street”" in shown.words()
    assert "venue" not in str(AuditEvent.objects.filter(action="restriction.add").values())


def test_the_form_comes_back_with_what_was_typed(demo: Seeded, editor: PageClient) -> None:
    page = editor.post(WELL, {"passage": "licensed venue", **WHY, "change": "1"})
    assert page.tree.xpath("//textarea[@name='passage']")[0].text.strip() == "licensed venue"
    assert not page.tree.xpath("//*[@role='alert']")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"passage": "words that are not there", **WHY}, "These words are not in that text"),
        ({"passage": "on", **WHY, "keep": "1"}, "Mark at least two words"),
        ({"passage": "words that are not there", **WHY, "keep": "1"}, "These words are not in that text"),
        ({"passage": "", "paragraph": "", "interest": "x"}, "There is a problem"),
        ({"passage": "", "paragraph": "9", "interest": "x", "keep": "1"}, "There is a problem"),
        ({"passage": "", "paragraph": "7", "interest": "", "keep": "1"}, "There is a problem"),
    ],
)
def test_a_mark_wants_words_of_the_text_a_paragraph_and_a_reason(
    demo: Seeded, editor: PageClient, data: dict[str, object], words: str
) -> None:
    assert words in editor.post(WELL, data).words()
    assert not Restriction.objects.exists()


def test_the_same_words_are_marked_once(demo: Seeded, editor: PageClient) -> None:
    keep(editor, WELL, passage="licensed venue", **WHY)
    assert "restricted already" in editor.post(WELL, {"passage": "licensed venue", **WHY, "keep": "1"}).words()
    assert Restriction.objects.count() == 1


def test_all_texts_of_a_place_and_its_light_are_restricted(demo: Seeded, editor: PageClient) -> None:
    place = f"{PAGE}activity:1.1.1a/"
    assert f"{place}all/" in editor.get(PAGE).tree.xpath("//main//a/@href")
    seen = editor.post(f"{place}all/", WHY)
    assert "[Restricted: Schedule 12A, paragraph 7]" in seen.words()
    keep(editor, f"{place}all/", **WHY)
    assert "No light, no direction, and no reason" in editor.post(f"{place}light/", WHY).words()
    keep(editor, f"{place}light/", **WHY)
    assert sorted(Restriction.objects.values_list("field", flat=True)) == ["", "light"]
    told = editor.get(PAGE).words()
    assert "Activity 1.1.1a, all its texts" in told
    assert "Activity 1.1.1a, the light" in told


def test_the_look_tells_where_else_the_words_stand(demo: Seeded, editor: PageClient) -> None:
    Period.objects.filter(partnership=demo.partnership, key="2026-06").update(
        going_well="The Anchor was visited at night.", concern="At The Anchor it is loud."
    )
    CardVersion.objects.filter(version__plan__partnership=demo.partnership).update(aim="The Anchor was visited")
    short = editor.post(WELL, {"passage": "The Anchor", **WHY})
    stays = "The same words stay in other texts. Restrict them there too, or nothing can be published:"
    assert stays in short.words()
    assert "The report; In focus: 1.1.1a" in short.words()
    long = editor.post(WELL, {"passage": "The Anchor was visited", **WHY})
    assert stays not in long.words()
    assert "The same words stand in other places, and are taken out there too: In focus:" in long.words()


def test_a_mark_is_taken_off_with_a_reason(demo: Seeded, editor: PageClient) -> None:
    keep(editor, WELL, passage="", **WHY)
    mark = Restriction.objects.get()
    address = f"{PAGE}{mark.pk}/"
    assert "There is a problem" in editor.post(address, {"reason": ""}).words()
    assert editor.client.post(address, {"reason": "The case is over."}).headers["Location"] == PAGE
    assert not editor.get(PAGE).tree.xpath("//mark")
    assert editor.client.get(address).status_code == 404


def test_a_mark_whose_words_went_is_told(demo: Seeded, editor: PageClient) -> None:
    keep(editor, WELL, passage="a quarter early", **WHY)
    Period.objects.filter(partnership=demo.partnership, key="2026-06").update(going_well="Another sentence.")
    assert "no longer stand in their text" in editor.get(PAGE).words()


def test_another_text_or_place_is_not_there(demo: Seeded, editor: PageClient) -> None:
    texts = ("card:99/position/", "report/author/", "priority:1/position/")
    for path in (*texts, "report/light/", "report/all/", "card:99/all/", "card:99/light/"):
        assert editor.client.get(f"{PAGE}{path}").status_code == 404
