"""Measures in the browser: defined, compared, aimed at, linked, and what is missing of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern, URLResolver

from saferplan.accounts.models import Agency
from saferplan.cycle.models import Period
from saferplan.measures.actions import RESERVED, record_values
from saferplan.measures.models import Baseline, Exclusion, Measure, SeriesBreak, Target
from saferplan.plan.models import ActivityVersion, MeasureLink
from tests.measures.town import value
from tests.web.client import Page, PageClient
from tests.web.seed import Seeded

pytestmark = pytest.mark.django_db
MEASURES = "/p/harbour/measures/"
FIELDS = {
    **{"code": "burglary", "name": "Burglary in homes", "definition": "", "unit": "count", "unit_words": "offences"},
    **{"per": "", "decimals": "0", "polarity": "lower", "frequency": "month", "aggregation": "sum"},
    **{"target_basis": "each period", "supplier": "", "source": "", "geography": "", "is_proxy_for": ""},
    **{"caveat": "", "sensitivity": "open", "small_numbers": "none", "threshold": "", "part_of": "", "title": ""},
}


def sent(client: PageClient, url: str, **data: object) -> Page:
    """What follows after the form was sent and taken."""
    answer = client.client.post(url, data)
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer["Location"])


def refused(client: PageClient, url: str, **data: object) -> str:
    page = client.post(url, data)
    assert page.tree.xpath("//*[contains(@class, 'govuk-error-summary')]")
    return page.words()


@pytest.fixture
def burglary(demo: Seeded) -> Measure:
    police = Agency.objects.get(partnership=demo.partnership, name="Police")
    measure = Measure.objects.create(
        partnership=demo.partnership, code="burglary", name="Burglary", unit_words="offences", supplier=police
    )
    values = [value(measure, f"2025-{month:02}", month) for month in range(1, 13)]
    record_values(partnership=demo.partnership, values=values, by="ann", now=datetime(2026, 1, 5, tzinfo=UTC))
    return measure


SET_UP = f"{MEASURES}burglary/set-up/"


def test_a_measure_is_added_and_changed(editor: PageClient, demo: Seeded) -> None:
    editor.get(f"{MEASURES}new/")
    page = sent(editor, f"{MEASURES}new/", **FIELDS)
    assert "Burglary in homes is added." in page.words("//body")
    assert "Nobody has said what it is compared with." in page.words()
    assert "Burglary in homes" in editor.get(MEASURES).words()
    police = Agency.objects.get(partnership=demo.partnership, name="Police")
    changes = FIELDS | {"supplier": str(police.pk), "unit": "rate", "per": "1000", "decimals": "1"}
    page = sent(editor, f"{MEASURES}burglary/change/", **changes)
    assert "Rate: offences, for every 1,000" in page.words()
    assert Measure.objects.get().supplier == police
    assert 'value="1000"' in editor.get(f"{MEASURES}burglary/change/").text


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"code": "Burglary 1"}, "A code is small letters"),
        ({"code": "register"}, "is the address of a page"),
        ({"name": ""}, "Write what the measure is called."),
        ({"unit": "rate"}, "Write for how many the rate is told"),
        ({"unit": "percentage", "target_basis": "cumulative"}, "do not add up over a year"),
        ({"small_numbers": "threshold", "threshold": "1"}, "Write a limit of 3 or more"),
        ({"supplier": "999999"}, "Select a valid choice"),
    ],
)
def test_a_measure_that_does_not_hold_together(
    editor: PageClient, demo: Seeded, changed: dict[str, str], says: str
) -> None:
    assert says in refused(editor, f"{MEASURES}new/", **FIELDS | changed)
    assert not Measure.objects.exists()


def test_no_measure_takes_the_address_of_a_page() -> None:
    """Every word that stands where a measure's code would is reserved."""

    def routes(resolver: URLResolver, above: str = "") -> list[str]:
        found = []
        for each in resolver.url_patterns:
            own = above + str(each.pattern)
            if isinstance(each, URLResolver):
                found += routes(each, own)
            elif isinstance(each, URLPattern) and isinstance(each.pattern, RoutePattern):
                found.append(own)
        return found

    inside = [route.partition("measures/")[2] for route in routes(get_resolver()) if "<slug:slug>/measures/" in route]
    words = {route.split("/")[0] for route in inside if route and not route.startswith("<")}
    assert len(words) > 5
    assert words <= RESERVED


def test_why_there_is_no_baseline_then_one(editor: PageClient, burglary: Measure) -> None:
    url = f"{MEASURES}burglary/baseline/"
    assert "Nobody has said what it is compared with." in editor.get(url).words()
    none = {"kind": "none", "asked_of": "Performance team", "asked_on": "1/6/2026", "due_on": "1/9/2026"}
    later = {"effective_from": "1/7/2026"}
    assert "Write why there is no baseline yet." in refused(editor, url, **none, **later)
    page = sent(
        editor, url, **none, **later | {"effective_from": "1/1/2026", "restates": "on", "reason": "New system."}
    )
    assert "None yet: New system." in page.words()
    assert "Performance team was asked on 1 June 2026." in page.words()
    assert "It is to come by 1 September 2026." in page.words()
    period = {"kind": "period", "starts": "1/1/2025", "ends": "31/3/2025", "effective_from": "2/1/2026"}
    page = sent(editor, url, **period, restates="on", reason="It came.")
    assert "2, the mean of January to March 2025." in page.words()
    assert Baseline.objects.count() == 2


def test_a_target_of_published_periods_needs_a_word_and_a_reason(editor: PageClient, burglary: Measure) -> None:
    url = f"{MEASURES}burglary/target/"
    step = {"shape": "step", "value": "1,250", "day": "1/4/2025", "tolerance": "5"}
    assert "reaches back into a published period" in refused(editor, url, **step)
    assert "reaches back into a published period" in refused(editor, url, **step, restates="on")
    page = sent(editor, url, **step, restates="on", reason="The board asked in May.")
    assert "1,250 today. Missed by no more than 5%, it is nearly met." in page.words()
    row = Target.objects.get()
    assert (row.value, row.tolerance) == (1250, Decimal("0.05"))


def test_a_line_and_the_end_of_a_target(editor: PageClient, burglary: Measure) -> None:
    Period.objects.update(state="open")
    url = f"{MEASURES}burglary/target/"
    line = {"shape": "line", "value": "0", "day": "1/4/2050", "tolerance": "10"}
    assert "Write the day on which the line starts." in refused(editor, url, **line)
    assert "write the value that it starts from" in refused(editor, url, **line, line_from="1/4/2025")
    page = sent(editor, url, **line, line_from="1/4/2025", line_start="9")
    assert "It goes to 0 by 1 April 2050." in page.words()
    end = {"shape": "end", "day": "1/4/2051", "tolerance": "5"}
    assert "write why it changes" in refused(editor, url, **end)
    sent(editor, url, **end, reason="Given up.")
    assert Target.objects.latest("id").value is None
    for wrong in ("a few", "NaN", "1e99", "0.1234567"):
        assert "Write a number" in refused(editor, url, **line | {"value": wrong, "shape": "step"})


def test_a_change_in_recording_is_marked_and_taken_away(editor: PageClient, burglary: Measure) -> None:
    url = f"{MEASURES}burglary/break/"
    told = {"day": "1/4/2026", "reason": "The force has another system.", "restates": "on"}
    page = sent(editor, url, **told)
    assert "1 April 2026 The force has another system." in page.words()
    assert "There is a break on that day already." in refused(editor, url, **told)
    row = SeriesBreak.objects.get()
    page = sent(editor, f"{url}{row.pk}/withdraw/")
    assert "None is known." in page.words()
    editor.client.post(f"{url}{row.pk}/withdraw/")
    assert editor.client.post(f"{url}{row.pk}/withdraw/").status_code == 404


def test_a_figure_is_left_out_and_counts_again(editor: PageClient, burglary: Measure) -> None:
    url = f"{MEASURES}burglary/leave-out/"
    assert "May 2025" in editor.get(url).words()
    assert "Choose a figure." in refused(editor, url, reason="Cut off.")
    page = sent(editor, url, ends="2025-05-31", reason="Cut off.")
    assert "31 May 2025 Cut off." in page.words()
    assert "Select a valid choice" in refused(editor, url, ends="2025-05-31", reason="Cut off.")
    row = Exclusion.objects.get()
    assert "None: every figure counts." in sent(editor, f"{url}{row.pk}/lift/").words()


def test_a_measure_is_linked_and_the_link_ended(editor: PageClient, demo: Seeded, burglary: Measure) -> None:
    url = f"{MEASURES}burglary/links/"
    activity = ActivityVersion.objects.filter(version__plan__partnership=demo.partnership).order_by("order")[0]
    subject = f"activity:{activity.activity_id}"
    page = sent(editor, url, subject=subject)
    assert "not accepted by its owner yet" in page.words()
    assert "is linked to it already" in refused(editor, url, subject=subject)
    for wrong in ("", "activity:999999", "person:1", "activity:"):
        assert "choi" in refused(editor, url, subject=wrong).lower() or "Choose" in refused(editor, url, subject=wrong)
    link = MeasureLink.objects.get()
    assert "It is linked to nothing yet." in sent(editor, f"{url}{link.pk}/end/").words()
    link.refresh_from_db()
    assert link.ended_at is not None


def test_a_retired_measure_stands_apart(editor: PageClient, burglary: Measure) -> None:
    page = sent(editor, f"{MEASURES}burglary/retire/")
    assert "nobody is asked for it any more" in page.words()
    assert "Retired" in editor.get(MEASURES).headings()
    assert "There is no measure yet" in editor.get(f"{MEASURES}register/").words()
    sent(editor, f"{MEASURES}burglary/retire/")
    burglary.refresh_from_db()
    assert burglary.retired_on is None


def test_the_register_says_what_is_missing_and_who_was_asked(
    member: PageClient, demo: Seeded, burglary: Measure
) -> None:
    page = member.get(f"{MEASURES}register/")
    assert page.headings()[1:] == ["Awaiting data 1", "Not released 1", "No baseline 1", "No target 1"]
    assert "January to December 2025" in page.words()
    assert "Nobody yet" in page.words()
    Baseline.objects.create(
        measure=burglary,
        kind="none",
        effective_from=date(2025, 1, 1),
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
        by="eve",
        reason="The system is new.",
        asked_of="Performance team",
        asked_on=date(2026, 1, 1),
        due_on=date(2026, 2, 1),
    )
    words = member.get(f"{MEASURES}register/").words()
    assert "The system is new." in words
    assert "Performance team, 1 January 2026" in words
    assert "1 February 2026 overdue" in words


def test_the_list_shows_nobody_a_figure_that_is_not_released(
    member: PageClient, editor: PageClient, burglary: Measure
) -> None:
    assert "12 in December 2025" in editor.get(MEASURES).words()
    words = member.get(MEASURES).words()
    assert "awaiting release" in words
    assert "December 2025" not in words


def test_pages_of_measures_have_the_same_queries_however_many_there_are(
    editor: PageClient, demo: Seeded, burglary: Measure, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        editor.get(MEASURES)
    for number in range(10):
        Measure.objects.create(partnership=demo.partnership, code=f"m{number}", name=f"Measure {number}")
    for url in (MEASURES, f"{MEASURES}register/"):
        with django_assert_max_num_queries(14):  # type: ignore[operator]
            editor.get(url)


def test_without_a_plan_a_measure_can_be_set_up_all_the_same(editor: PageClient, demo: Seeded) -> None:
    Period.objects.filter(partnership=demo.partnership).delete()
    sent(editor, f"{MEASURES}new/", **FIELDS)
    for page in ("set-up", "links", "baseline", "target", "break", "leave-out", "standing"):
        editor.get(f"{MEASURES}burglary/{page}/")


def test_people_are_rounded_in_public_unless_somebody_chose(editor: PageClient, demo: Seeded) -> None:
    people = FIELDS | {"code": "housed", "name": "People housed", "unit_words": "people", "small_numbers": ""}
    page = sent(editor, f"{MEASURES}new/", **people)
    assert "Counts of 1 to 7 are shown as *, all others rounded to the nearest 5" in page.words()
    page = sent(editor, f"{MEASURES}housed/change/", **people | {"small_numbers": "none"})
    assert Measure.objects.get().small_numbers == "none"
    assert "nearest 5" not in page.words()


def test_a_measure_is_said_to_be_part_of_another(editor: PageClient, burglary: Measure) -> None:
    part = FIELDS | {"code": "with-force", "name": "Burglary with force", "part_of": str(burglary.pk)}
    sent(editor, f"{MEASURES}new/", **part)
    made = Measure.objects.get(code="with-force")
    assert made.part_of == burglary
    assert f'<option value="{burglary.pk}" selected' in editor.get(f"{MEASURES}with-force/change/").text
    assert "has parts itself" in refused(
        editor, f"{MEASURES}burglary/change/", **FIELDS | {"code": "burglary", "part_of": str(_other(burglary).pk)}
    )


def _other(measure: Measure) -> Measure:
    return Measure.objects.create(partnership=measure.partnership, code="crime", name="Crime")
