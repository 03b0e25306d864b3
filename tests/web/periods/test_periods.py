"""The pages by which a period is run: what an editor does, what members see, what they refuse."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from saferplan.accounts.models import Agency, AuditEvent, Person
from saferplan.cycle.meeting_actions import add_usual_steps
from saferplan.cycle.models import Correction, Meeting, MeetingStep, Period, Update
from saferplan.plan.models import Owner
from tests.web.client import Page, PageClient
from tests.web.seed import LATEST, Seeded

LIST = "/p/harbour/periods/"
PAGE = f"{LIST}{LATEST}/"
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def latest(demo: Seeded, state: str = "") -> Period:
    period = Period.objects.get(pk=demo.periods[-1].pk)
    if state:
        Period.objects.filter(pk=period.pk).update(state=state)
        period.state = state
    return period


def move(client: PageClient, to: str, *, seen: str = "", confirmed: tuple[str, ...] = ()) -> Any:
    return client.client.post(f"{PAGE}move/{to}/", {"seen": seen, "confirmed": list(confirmed)}, follow=True)


def said(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def send(client: PageClient, url: str, data: dict[str, object]) -> str:
    """Send a form that is right; what the next page says was done."""
    answer = client.client.post(url, data, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)], answer.content.decode()[:4000]
    return said(answer)


def steps(demo: Seeded) -> list[MeetingStep]:
    return list(MeetingStep.objects.filter(meeting__period=demo.periods[-1]).order_by("order"))


def meet(demo: Seeded, day: date | None = date(2026, 6, 18)) -> Meeting:
    meeting = Meeting.objects.get(period=demo.periods[-1])
    meeting.date = day
    meeting.save()
    add_usual_steps(meeting=meeting, by="test", now=NOW)
    return meeting


def test_the_list_says_where_each_period_is(demo: Seeded, editor: PageClient) -> None:
    latest(demo, "open")
    meeting = meet(demo, timezone.localdate() + timedelta(days=60))
    page = editor.get(LIST)
    rows = [" ".join(row.text_content().split()) for row in page.tree.xpath("//tbody/tr")]
    assert len(rows) == len(demo.periods)
    assert rows[0].startswith("April to June 2026 State Open for updates Updates due")
    assert "5pm" in rows[0]
    assert f"Strategy Group, {meeting.date:%A}" in rows[0]
    assert page.links()["April to June 2026"] == PAGE
    assert "Plan the next period" in page.links()


def test_members_read_and_editors_run(demo: Seeded, editor: PageClient, member: PageClient) -> None:
    latest(demo, "open")
    meet(demo)
    for client, may in ((editor, True), (member, False)):
        assert ("Plan the next period" in client.get(LIST).links()) is may
        page = client.get(PAGE)
        assert "Open for updates" in page.words("//h1")
        assert bool(page.tree.xpath("//main//form")) is may
        assert ("Change the dates" in page.links()) is may


@pytest.mark.parametrize("keys", [("2026-06",), ("2025-12", "2026-03", "2026-06")])
def test_the_pages_have_a_fixed_number_of_queries(
    demo: Seeded, editor: PageClient, keys: tuple[str, ...], django_assert_max_num_queries: Any
) -> None:
    for period in Period.objects.filter(partnership=demo.partnership, key__in=keys):
        for meeting in period.meetings.all():
            add_usual_steps(meeting=meeting, by="test", now=NOW)
    with django_assert_max_num_queries(12):
        editor.get(PAGE)
    with django_assert_max_num_queries(7):
        editor.get(LIST)


def test_the_next_period_is_planned_as_proposed(demo: Seeded, editor: PageClient) -> None:
    meet(demo)
    page = editor.get(f"{LIST}plan/")
    assert page.tree.xpath("//input[@name='key']/@value") == ["September 2026"]
    assert page.tree.xpath("//input[@name='frequency'][@checked]/@value") == ["quarter"]
    answer = editor.client.post(
        f"{LIST}plan/", {"key": "September 2026", "frequency": "quarter", "with_meetings": "on"}, follow=True
    )
    assert "The period is planned." in said(answer)
    planned = Period.objects.get(partnership=demo.partnership, key="2026-09")
    assert (planned.state, planned.version, planned.title) == ("planned", "", "Performance dashboard")
    page = editor.get(f"{LIST}2026-09/")
    assert "It has no date yet" in page.words()
    assert [button.text_content() for button in page.tree.xpath("//div[@class='sp-moves']//button")] == [
        "Open it for updates"
    ]
    again = editor.post(f"{LIST}plan/", {"key": "2026-09", "frequency": "month"})
    assert "There is a period that ends with this month already." in again.words()
    wrong = editor.post(f"{LIST}plan/", {"key": "soon", "frequency": "quarter"})
    assert "Write the month and the year" in wrong.words()


def test_without_any_period_the_way_is_a_report(demo: Seeded, editor: PageClient) -> None:
    Period.objects.all().delete()
    assert "Bring in your last report" in editor.get(LIST).links()
    assert "Bring in your last report" in editor.get(f"{LIST}plan/").links()


def buttons(page: Page) -> list[str]:
    return [each.text_content() for each in page.tree.xpath("//div[@class='sp-moves']//button")]


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        ("planned", ["Open it for updates"]),
        ("open", ["Start the review", "Put it back to planned"]),
        ("in review", ["Mark it ready for the board", "Send it back to partners"]),
        ("ready", ["Publish it", "Reopen the review"]),
        ("published", ["Close it", "Reopen it to correct it"]),
        ("closed", ["Reopen it"]),
    ],
)
def test_each_state_has_its_buttons(demo: Seeded, editor: PageClient, state: str, verbs: list[str]) -> None:
    latest(demo, state)
    assert buttons(editor.get(PAGE)) == verbs


def test_from_planned_to_closed_and_what_is_asked_on_the_way(demo: Seeded, editor: PageClient) -> None:
    latest(demo, "planned")
    Update.objects.filter(period=demo.periods[-1]).delete()
    asked = editor.post(f"{PAGE}move/open/", {"seen": "planned"})
    assert asked.words("//h1") == "Open it for updates"
    assert "No day is set by which partners return their updates" in asked.words()
    assert latest(demo).state == "planned"
    confirmed = asked.tree.xpath("//input[@name='confirmed']/@value")
    assert "no-return-date" in confirmed
    assert "Partners can now write their updates." in said(move(editor, "open", confirmed=tuple(confirmed)))
    for to, words in (
        ("in-review", "not come in"),
        ("ready", "The board will read “No update”"),
    ):
        if words:
            asked = editor.post(f"{PAGE}move/{to}/", {})
            assert words in asked.words()
            move(editor, to, confirmed=tuple(asked.tree.xpath("//input[@name='confirmed']/@value")))
        else:
            move(editor, to)
        assert latest(demo).state == to.replace("-", " ")
    assert AuditEvent.objects.filter(action="period.state").count() == 3
    assert editor.client.post(f"{PAGE}move/published/").headers["Location"].endswith("/2026-06/publish/")
    latest(demo, "published")
    move(editor, "closed")
    assert latest(demo).state == "closed"


def test_a_block_has_no_way_round(demo: Seeded, editor: PageClient) -> None:
    period = latest(demo, "in review")
    update = Update.objects.filter(period=period).first()
    assert update is not None
    Correction.objects.create(update=update, revision=1, text="T", reason="R", by="e", at=NOW, objected_at=NOW)
    page = editor.post(f"{PAGE}move/ready/", {"confirmed": ["objection", "no-update", "no-owner"]})
    assert "This cannot be done yet" in page.words()
    assert "A partner objects to 1 correction" in page.words()
    assert page.tree.xpath("//main//form") == []
    assert latest(demo).state == "in review"


def test_who_comes_second_is_told(demo: Seeded, editor: PageClient) -> None:
    latest(demo, "in review")
    answer = move(editor, "planned", seen="open")
    assert said(answer) == "Somebody else has moved this period meanwhile. It is now: In review."
    assert "cannot go there" in said(move(editor, "planned", seen="in-review"))
    assert editor.client.post(f"{PAGE}move/elsewhere/").status_code == 404
    assert editor.client.post(f"{PAGE}move/open/", {"seen": "nonsense"}).status_code == 404
    assert latest(demo).state == "in review"


def test_who_is_late_stands_by_agency_with_whom_to_write_to(
    demo: Seeded, editor: PageClient, member: PageClient
) -> None:
    latest(demo, "open")
    Update.objects.filter(period=demo.periods[-1]).delete()
    meet(demo, date(2026, 6, 18))
    police = Agency.objects.get(partnership=demo.partnership, name="Police")
    ada = Person.objects.create(partnership=demo.partnership, agency=police, name="Ada", email="ada@police.example")
    owner = Owner.objects.filter(ownership__card__partnership=demo.partnership).first()
    assert owner is not None
    owner.agency, owner.person = police, ada
    owner.save()
    page = editor.get(PAGE)
    assert "They were due by Wednesday 20 May 2026, 5pm." in page.words()
    assert "Who is late" in page.words("//h3")
    late = page.words("//ul[@class='sp-lines']")
    assert "Police" in late
    assert "Late by" in late
    assert page.links()["ada@police.example"] == "mailto:ada@police.example"
    seen = member.get(PAGE)
    assert "Who is late" in seen.words("//h3")
    assert "ada@police.example" not in seen.text
    messages = editor.get(f"{PAGE}messages/")
    assert messages.headings()[1:] == ["Remind those who still owe an update", "Ask all partners"]
    text = " ".join(messages.tree.xpath("//textarea")[0].text_content().split())
    assert "was due by Wednesday 20 May 2026, 5pm" in text


def test_there_is_nothing_to_ask_for_when_the_period_is_over(demo: Seeded, editor: PageClient) -> None:
    latest(demo, "published")
    page = editor.get(f"{PAGE}messages/")
    assert "nothing to ask for" in page.words()
    assert page.tree.xpath("//textarea") == []


def test_dates_are_set_and_checked(demo: Seeded, editor: PageClient) -> None:
    url = f"{PAGE}dates/"
    assert "from 1 April 2026 to 30 June 2026" in editor.get(url).words()
    page = editor.post(url, {"work_to": "31/3/2026", "figures_to": "1/1/2099"})
    assert "The cut-off for work lies before the period begins." in page.words()
    assert "The figures cannot reach into the future." in page.words()
    assert "Write the date as day/month/year." in editor.post(url, {"work_to": "soon"}).words()
    meet(demo)
    told = send(editor, url, {"work_to": "30 June 2026", "figures_to": "31/5/2026"})
    assert "The cut-off for work comes after the day on which partners return updates." in told
    period = latest(demo)
    assert (period.work_to, period.figures_to) == (date(2026, 6, 30), date(2026, 5, 31))
    send(editor, url, {"work_to": "", "figures_to": ""})
    assert latest(demo).work_to is None


def test_the_cover_is_changed_and_nothing_else(demo: Seeded, editor: PageClient) -> None:
    before = latest(demo)
    page = editor.get(f"{PAGE}cover/")
    assert page.tree.xpath("//input[@name='title']/@value") == ["Performance dashboard"]
    sent = {"title": "Our report", "version": "0.1", "date": "July 2026", "author": "", "concern": "Sheds."}
    assert send(editor, f"{PAGE}cover/", sent) == "The cover is saved."
    after = latest(demo)
    assert (after.title, after.version, after.date, after.concern) == ("Our report", "0.1", "2026-07", "Sheds.")
    assert (after.work_to, after.figures_to) == (before.work_to, before.figures_to)


def test_a_meeting_is_added_with_its_steps_and_moved(demo: Seeded, editor: PageClient) -> None:
    day = timezone.localdate() + timedelta(days=90)
    url = f"{PAGE}meetings/add/"
    assert "Write which group meets." in editor.post(url, {"body": ""}).words()
    told = send(editor, url, {"body": "Cabinet", "date": f"{day:%d/%m/%Y}", "item": "4"})
    assert told == "The meeting is added, with the usual steps before it. Change them as you need."
    cabinet = Meeting.objects.get(body="Cabinet")
    assert cabinet.steps.count() == 6
    own = cabinet.steps.get(kind="director")
    own_url = f"{PAGE}steps/{own.pk}/"
    by_hand = {"name": "The director agrees the report", "how": "by hand", "time": "11am"}
    assert "Write the day on which it is due." in editor.post(own_url, by_hand).words()
    send(editor, own_url, by_hand | {"day": f"{day - timedelta(days=20):%d/%m/%Y}"})
    own.refresh_from_db()
    assert (own.is_by_hand, own.name) == (True, "")
    later = day + timedelta(days=28)
    change = f"{PAGE}meetings/{cabinet.pk}/"
    told = send(editor, change, {"body": "Cabinet", "date": f"{later:%d/%m/%Y}"})
    assert told.startswith(
        "The meeting is saved, and its steps moved with it. "
        "Kept, because you set the date yourself: “The director agrees the report”."
    )
    after = (
        "These fall after “The director agrees the report”, which should come later: “Partners return their updates”"
    )
    assert after in told
    assert send(editor, change, {"remove": "1"}) == "The meeting and its steps are taken out."
    assert not Meeting.objects.filter(body="Cabinet").exists()


def test_the_group_s_own_steps_are_taken_over(demo: Seeded, editor: PageClient) -> None:
    meet(demo, date(2026, 6, 18))
    told = send(editor, f"{PAGE}meetings/add/", {"body": "strategy group", "date": ""})
    assert told == "The meeting is added, with the steps that this group had for its meeting of Thursday 18 June 2026."


def test_a_meeting_in_the_past_warns_and_is_kept(demo: Seeded, editor: PageClient) -> None:
    told = send(editor, f"{PAGE}meetings/add/", {"body": "Cabinet", "date": "1/6/2020"})
    assert "In the past and not marked done: “Partners return their updates”, “Police clear their figures”" in told
    assert Meeting.objects.filter(body="Cabinet").exists()


def test_a_meeting_without_steps_gets_the_usual_ones(demo: Seeded, editor: PageClient) -> None:
    meeting = Meeting.objects.get(period=demo.periods[-1])
    assert "Add the usual steps" in editor.get(PAGE).words("//button")
    send(editor, f"{PAGE}meetings/{meeting.pk}/usual/", {})
    send(editor, f"{PAGE}meetings/{meeting.pk}/usual/", {})
    assert len(steps(demo)) == 6


def test_steps_are_added_changed_marked_and_taken_out(demo: Seeded, editor: PageClient) -> None:
    meeting = meet(demo)
    url = f"{PAGE}meetings/{meeting.pk}/step/"
    empty = editor.post(url, {"name": "", "how": "counted", "working_days": "", "time": "5"})
    for words in ("Say what has to be done", "Write how many working days", "Write the time such as 5pm"):
        assert words in empty.words()
    assert "Write at most 250 working days." in editor.post(url, {"working_days": "900", "how": "counted"}).words()
    send(
        editor, url, {"name": "The chair reads it", "how": "counted", "working_days": "3", "clear": "on", "time": "9am"}
    )
    own = steps(demo)[-1]
    assert (own.name, own.clear, own.due_at) == ("The chair reads it", True, datetime(2026, 6, 12, 8, 0, tzinfo=UTC))
    page = editor.get(f"{PAGE}steps/{own.pk}/")
    assert page.tree.xpath("//input[@name='time']/@value") == ["9am"]
    send(editor, f"{PAGE}steps/{own.pk}/done/", {"done": "1"})
    page = editor.get(PAGE)
    assert "Done, marked by editor@harbour.example" in page.words("//ol[@class='sp-timeline']")
    send(editor, f"{PAGE}steps/{own.pk}/done/", {"done": "0"})
    assert steps(demo)[-1].done_at is None
    send(editor, f"{PAGE}steps/{own.pk}/", {"remove": "1"})
    assert len(steps(demo)) == 6


def test_a_step_out_of_order_warns_on_the_page(demo: Seeded, editor: PageClient) -> None:
    meet(demo)
    police = steps(demo)[1]
    day = {"how": "by hand", "day": "9/6/2026", "time": "5pm", "name": "Police clear their figures"}
    told = send(editor, f"{PAGE}steps/{police.pk}/", day)
    assert "“Police clear their figures” falls after “The director agrees the report”, which should come later." in told
    page = editor.get(PAGE)
    assert "which should come later" in page.words("//*[@class='govuk-warning-text']")
    assert "On a day of its own" in page.words("//ol[@class='sp-timeline']")


@pytest.mark.parametrize("name", ["meetings/{0}/", "meetings/{0}/step/", "steps/{1}/"])
def test_what_belongs_to_another_period_is_not_there(demo: Seeded, editor: PageClient, name: str) -> None:
    meeting = meet(demo)
    part = name.format(meeting.pk, steps(demo)[0].pk)
    assert editor.client.get(f"{PAGE}{part}").status_code == 200
    assert editor.client.get(f"{LIST}2026-03/{part}").status_code == 404
    assert editor.client.get(f"{LIST}2031-03/{part}").status_code == 404
