"""Stating a light in the browser: overrides that lapse, judgements, and rules that are looked at before they count."""

from __future__ import annotations

import pytest

from saferplan.accounts.models import AuditEvent
from saferplan.cycle.models import Period, StatedLight
from saferplan.plan.models import LightRule
from tests.web.client import Page, PageClient
from tests.web.seed import KEYS, LATEST, Seeded

pytestmark = pytest.mark.django_db
BEFORE = KEYS[-2]


@pytest.fixture
def editor(demo: Seeded) -> PageClient:
    """An editor, with the latest period still in review."""
    Period.objects.filter(pk=demo.periods[-1].pk).update(state="in review")
    client = PageClient()
    client.sign_in(demo.editor)
    return client


def sent(client: PageClient, url: str, **data: str) -> Page:
    """What follows after the form was sent and taken."""
    answer = client.client.post(url, data)
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer["Location"])


RULES = "/p/harbour/rules/"
RULE = {
    "kind": "roll-up",
    "method": "worst",
    "amber": "1/4",
    "red": "1/2",
    "weights": "",
    "effective_from": "1/4/2026",
    "adopted": "Strategy Group, 20 June 2026",
    "reason": "",
}


def test_an_override_shows_both_lights_and_its_reason(editor: PageClient) -> None:
    url = f"/p/harbour/{LATEST}/set/activity/1.1.1a/"
    assert "Now:" in editor.get(url).words()
    page = sent(editor, url, light="green", reason="The crew starts on Monday.", until="2026-09-30")
    words = page.words()
    assert "Green: set by the partnership up to 30 September 2026. The crew starts on Monday." in words
    assert "Without that it would be red." in words
    assert "editor@harbour.example" in words
    stated = StatedLight.objects.latest("id")
    assert (stated.source, stated.light, stated.until.isoformat()) == ("override", "green", "2026-09-30")
    assert AuditEvent.objects.filter(action="light.state", by="editor@harbour.example").exists()


def test_an_override_can_be_lifted(editor: PageClient) -> None:
    url = f"/p/harbour/{LATEST}/set/activity/1.1.1a/"
    sent(editor, url, light="green", reason="The crew starts on Monday.", until="2026-06-30")
    assert "Lift the light that was set" in editor.get(url).words()
    page = sent(editor, url, lift="yes", **{"lift-reason": "They did not come."})
    assert "set by the partnership" not in page.words("//main/dl")
    assert "Red: the partner’s approved update" in page.words()


def test_without_a_reason_nothing_is_stated(editor: PageClient) -> None:
    url = f"/p/harbour/{LATEST}/set/activity/1.1.1a/"
    before = StatedLight.objects.count()
    page = editor.post(url, {"light": "green", "reason": " ", "until": "2026-06-30"})
    assert "a light that somebody sets needs a reason" in page.words()
    page = editor.post(url, {"light": "green", "reason": "Because", "until": "2031-06-30"})
    assert page.tree.xpath("//*[contains(@class, 'govuk-error-summary')]")
    assert StatedLight.objects.count() == before


def test_a_published_period_keeps_its_lights(editor: PageClient, demo: Seeded) -> None:
    Period.objects.filter(pk=demo.periods[-1].pk).update(state="published")
    url = f"/p/harbour/{LATEST}/set/priority/1/work/"
    page = editor.post(url, {"light": "green", "reason": "Because"})
    assert "This period is published: its lights stay as they were." in page.words()
    assert "State another light" not in editor.get(f"/p/harbour/{LATEST}/priority/1/").words()


def test_a_priority_without_a_rule_is_judged(editor: PageClient) -> None:
    page = sent(editor, f"/p/harbour/{LATEST}/set/priority/1/work/", light="amber", reason="Two of five slipped.")
    assert "Amber: the partnership’s judgement. Two of five slipped." in page.words()
    page = sent(editor, f"/p/harbour/{LATEST}/set/priority/1/results/", light="red", reason="412 against 366.")
    assert "Red: the partnership’s judgement. 412 against 366." in page.words()
    page = sent(editor, f"/p/harbour/{LATEST}/set/card/1/", light="green", reason="All of it is done.")
    assert "Green: the partnership’s judgement. All of it is done." in page.words()


def test_a_rule_is_shown_before_it_is_adopted(editor: PageClient) -> None:
    assert "No rule is adopted" in editor.get(RULES).words()
    preview = editor.post(RULES, dict(RULE))
    assert "Nothing is changed yet." in preview.words()
    assert "the plan’s rule takes the worst" in preview.words("//table")
    assert LightRule.objects.count() == 0
    page = sent(editor, RULES, **RULE, adopt="yes")
    assert "Rule 1, from 1 April 2026" in page.words()
    priority = editor.get(f"/p/harbour/{LATEST}/priority/1/").words()
    assert "the plan’s rule takes the worst" in priority
    assert "Rule 1, from 1 April 2026, adopted by Strategy Group, 20 June 2026" in priority
    assert "the plan’s rule" not in editor.get(f"/p/harbour/{BEFORE}/priority/1/").words("//main/div[1]")


def test_a_new_version_stands_beside_the_first(editor: PageClient) -> None:
    sent(editor, RULES, **RULE, adopt="yes")
    later = RULE | {"method": "share", "adopted": "Board, 1 July 2026", "effective_from": "30/6/2026"}
    page = sent(editor, RULES, **later, adopt="yes")
    assert "Rule 2, from 30 June 2026" in page.words()
    assert "Rule 1, from 1 April 2026" in page.words()
    assert "turns a priority" in editor.get(f"/p/harbour/{LATEST}/priority/1/").words()


def test_a_rule_that_reaches_into_a_published_period_wants_a_reason(editor: PageClient, demo: Seeded) -> None:
    Period.objects.filter(partnership=demo.partnership).exclude(pk=demo.periods[-1].pk).update(state="published")
    reaching = RULE | {"effective_from": "1/10/2025"}
    page = editor.post(RULES, {**reaching, "adopt": "yes"})
    assert "This reaches back into a published period." in page.words()
    assert LightRule.objects.count() == 0
    sent(editor, RULES, **reaching | {"reason": "The board asked for the year to be restated."}, adopt="yes")
    assert LightRule.objects.get().reason.startswith("The board asked")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"method": "weighted", "amber": "2/3", "red": ""}, "one half at most"),
        ({"weights": "9.9.9z 3"}, "is not the code of an activity and a number"),
        ({"adopted": ""}, "Write who adopted the rule"),
        ({"effective_from": "soon"}, "Write the date as day/month/year"),
        ({"method": ""}, "Choose how the light is made"),
    ],
)
def test_a_rule_that_cannot_be_says_why(editor: PageClient, changed: dict[str, str], says: str) -> None:
    assert says in editor.post(RULES, {**RULE, **changed, "adopt": "yes"}).words()
    assert LightRule.objects.count() == 0


def test_weights_are_kept_by_activity(editor: PageClient) -> None:
    weighted = RULE | {"method": "weighted", "weights": "1.1.1a 5\r\n1.1.1b 2"}
    page = sent(editor, RULES, **weighted, adopt="yes")
    assert sorted(LightRule.objects.get().params["weights"].values()) == [2, 5]
    assert "1.1.1a 5" in page.tree.xpath("string(//textarea[@name='weights'])")


def test_a_headline_is_made_only_where_the_plan_says_so(editor: PageClient) -> None:
    assert "Overall" not in editor.get(f"/p/harbour/{LATEST}/").words()
    form = {
        "kind": "headline",
        "headline-method": "worse",
        "headline-effective_from": "1/4/2026",
        "headline-adopted": "Strategy Group, 20 June 2026",
        "headline-reason": "",
    }
    assert "Nothing is changed yet." in editor.post(RULES, form).words()
    sent(editor, RULES, **form, adopt="yes")
    assert "Overall" in editor.get(f"/p/harbour/{LATEST}/").words()
    assert "the worse of work" in editor.get(f"/p/harbour/{LATEST}/priority/1/").words()
    assert "Overall" not in editor.get(f"/p/harbour/{BEFORE}/").words()
