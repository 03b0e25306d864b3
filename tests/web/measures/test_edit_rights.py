"""Who releases figures, takes a release back, and accepts a measure for an activity."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from saferplan.accounts.models import Agency, Person
from saferplan.measures.actions import record_values
from saferplan.measures.models import Measure, Release
from saferplan.plan.models import Activity, MeasureLink, Owner
from tests.measures.town import value
from tests.web.client import Page, PageClient
from tests.web.seed import Seeded

pytestmark = pytest.mark.django_db
MEASURES = "/p/harbour/measures/"
NOT_FOUND = 404
BOARD = {"first": "July 2026", "last": "September 2026", "level": "board"}
NAMES = ("viewer", "board", "contributor", "reviewer", "editor", "administrator")


@contextmanager
def as_(demo: Seeded, name: str) -> Iterator[PageClient]:
    client = PageClient()
    client.sign_in(getattr(demo, name))
    yield client


@pytest.fixture
def licensing(demo: Seeded) -> Agency:
    """The contributor's own agency, which supplies a measure. Somebody else recorded its figures."""
    agency = Agency.objects.get(partnership=demo.partnership, name="Licensing team")
    measure = Measure.objects.create(
        partnership=demo.partnership, code="visits", name="Visits", supplier=agency, polarity="higher"
    )
    record(demo, measure, by="colleague@harbour.example")
    return agency


def record(demo: Seeded, measure: Measure, *, by: str, number: int = 7) -> None:
    values = [value(measure, f"2026-0{month}", number + month) for month in (7, 8, 9)]
    record_values(partnership=demo.partnership, values=values, by=by, now=datetime(2026, 10, 2, 9, tzinfo=UTC))


def url_of(agency: Agency) -> str:
    return f"{MEASURES}release/{agency.pk}/"


def look(client: PageClient, agency: Agency, **data: str) -> tuple[Page, dict[str, str]]:
    """The page that shows what would be released, and what its form sends back."""
    page = client.post(url_of(agency), BOARD | data)
    seen = page.tree.xpath("//input[@name='seen']/@value")
    return page, BOARD | data | ({"seen": str(seen[0])} if seen else {})


def test_a_supplier_looks_at_all_that_is_made_of_the_figures_and_releases_them(demo: Seeded, licensing: Agency) -> None:
    with as_(demo, "contributor") as client:
        assert "3 figures Of July to September 2026" in client.get(f"{MEASURES}release/").words()
        first = client.get(url_of(licensing) + "?first=2026-07&last=2026-09")
        assert 'value="September 2026"' in first.text
        page, data = look(client, licensing)
        words = page.words()
        assert "Nothing is released yet" in words
        assert "Visits" in words
        assert [item.text_content() for item in page.tree.xpath("//ul[@class='sp-release__values']/li")] == [
            *("14 in July 2026", "15 in August 2026", "16 in September 2026"),
        ]
        assert page.tree.xpath("//main//*[name()='svg']"), "the chart is shown"
        assert not Release.objects.exists()
        answer = client.client.post(url_of(licensing), data | {"release": "yes"})
        assert answer.status_code == 302
        assert "No figure waits for its release." in client.get(answer["Location"]).words()
    row = Release.objects.get()
    assert (row.by, row.level, row.clearance) == ("contributor@harbour.example", "board", "")
    with as_(demo, "viewer") as client:
        assert "16 in September 2026" in client.get(MEASURES).words()


def test_nobody_releases_what_they_recorded(demo: Seeded, licensing: Agency) -> None:
    record(demo, Measure.objects.get(code="visits"), by="contributor@harbour.example", number=8)
    with as_(demo, "contributor") as client:
        page, data = look(client, licensing)
        assert (
            "You recorded figures of this return: somebody else of Licensing team has to release them." in page.words()
        )
        assert "seen" not in data
        client.post(url_of(licensing), data | {"release": "yes", "seen": "x"})
    assert not Release.objects.exists()


def test_an_editor_needs_the_suppliers_email(demo: Seeded, licensing: Agency) -> None:
    with as_(demo, "editor") as client:
        page, _data = look(client, licensing)
        assert "Write who at Licensing team cleared these figures" in page.words()
        page, data = look(client, licensing, named="R. Okafor", email="email of 3 October 2026")
        assert client.client.post(url_of(licensing), data | {"release": "yes"}).status_code == 302
    assert Release.objects.get().clearance == "R. Okafor: email of 3 October 2026"


def test_figures_that_changed_meanwhile_are_looked_at_again(demo: Seeded, licensing: Agency) -> None:
    with as_(demo, "contributor") as client:
        _page, data = look(client, licensing)
        record(demo, Measure.objects.get(code="visits"), by="colleague@harbour.example", number=20)
        page = client.post(url_of(licensing), data | {"release": "yes"})
        assert "The figures changed after you looked at them" in page.words()
    assert not Release.objects.exists()


@pytest.mark.parametrize("name", NAMES)
def test_only_the_supplier_and_editors_find_the_page(demo: Seeded, licensing: Agency, name: str) -> None:
    may = name in ("contributor", "editor", "administrator")
    with as_(demo, name) as client:
        for url in (url_of(licensing), f"{MEASURES}visits/take-back/"):
            assert client.client.get(url).status_code == (200 if may else NOT_FOUND)
            if not may:
                assert client.client.post(url, BOARD | {"reason": "x", "release": "yes"}).status_code == NOT_FOUND
    assert not Release.objects.exists()


def test_other_agencies_are_none_of_a_contributors_business(demo: Seeded, closed: Seeded, licensing: Agency) -> None:
    police = Agency.objects.get(partnership=demo.partnership, name="Police")
    theirs = Agency.objects.get(partnership=closed.partnership, name="Licensing team")
    Measure.objects.create(partnership=demo.partnership, code="arson", name="Arson", supplier=police)
    with as_(demo, "contributor") as client:
        for agency in (police, theirs):
            client.get(url_of(agency), status=NOT_FOUND)
        client.get(f"{MEASURES}arson/take-back/", status=NOT_FOUND)
        assert "Police" not in client.get(f"{MEASURES}release/").words()
    with as_(demo, "editor") as client:
        client.get(url_of(theirs), status=NOT_FOUND)


def test_an_embargo_is_for_the_public_and_for_a_time_to_come(demo: Seeded, licensing: Agency) -> None:
    with as_(demo, "contributor") as client:
        _page, data = look(client, licensing, level="public", embargo_day="1/1/2099", embargo_time="9.30am")
        client.client.post(url_of(licensing), data | {"release": "yes"})
        row = Release.objects.get()
        assert row.embargo_until == datetime(2099, 1, 1, 9, 30, tzinfo=UTC)
        assert (
            "The last month is before the first."
            in client.post(url_of(licensing), BOARD | {"last": "June 2026"}).words()
        )


def test_a_release_is_taken_back(demo: Seeded, licensing: Agency) -> None:
    url = f"{MEASURES}visits/take-back/"
    with as_(demo, "contributor") as client:
        _page, data = look(client, licensing)
        client.client.post(url_of(licensing), data | {"release": "yes"})
        assert "Write why the release is taken back." in client.post(url, BOARD).words()
        assert client.client.post(url, BOARD | {"reason": "Wrong by a month."}).status_code == 302
    with as_(demo, "viewer") as client:
        assert "awaiting release" in client.get(MEASURES).words()


def test_a_standing_rule_is_set_with_its_reason(demo: Seeded, licensing: Agency) -> None:
    url = f"{MEASURES}visits/standing/"
    with as_(demo, "editor") as client:
        published = {"standing": "already published"}
        assert "Write where the figures are published" in client.post(url, published).words()
        assert client.client.post(url, published | {"reason": "The town's website."}).status_code == 302
        assert "The town's website." in client.get(f"{MEASURES}visits/set-up/").words().replace(
            "\N{RIGHT SINGLE QUOTATION MARK}", "'"
        )
    with as_(demo, "viewer") as client:
        assert "16 in September 2026" in client.get(MEASURES).words()


@pytest.fixture
def link(demo: Seeded, licensing: Agency) -> MeasureLink:
    """Of the first activity whose accountable owner is the contributor's agency."""
    owner = Owner.objects.filter(
        agency=licensing, is_accountable=True, ownership__card__partnership=demo.partnership
    ).order_by("id")[0]
    activity = Activity.objects.get(targets__card_version__card=owner.ownership.card)
    measure = Measure.objects.get(code="visits")
    return MeasureLink.objects.create(
        measure=measure, activity=activity, by="eve", recorded_at=datetime(2026, 5, 1, tzinfo=UTC)
    )


def test_the_owner_accepts_a_measure_for_an_activity(demo: Seeded, link: MeasureLink) -> None:
    url = f"{MEASURES}visits/links/{link.pk}/accept/"
    for name in ("viewer", "board", "reviewer"):
        with as_(demo, name) as client:
            assert client.client.post(url, {"source": "x"}).status_code == NOT_FOUND
    with as_(demo, "contributor") as client:
        assert not client.get(url).tree.xpath("//input[@name='source']")
        assert "Accept it" in client.get(f"{MEASURES}visits/set-up/").words()
        assert client.client.post(url, {}).status_code == 302
        assert client.client.get(url).status_code == NOT_FOUND, "it is accepted already"
        assert "accepted by Contributor of harbour" in client.get(f"{MEASURES}visits/set-up/").words()
    link.refresh_from_db()
    assert link.accepted_at is not None


def test_an_editor_accepts_with_the_owners_word(demo: Seeded, link: MeasureLink) -> None:
    url = f"{MEASURES}visits/links/{link.pk}/accept/"
    with as_(demo, "editor") as client:
        assert "Write who accepted it" in client.post(url, {}).words()
        assert client.client.post(url, {"source": "R. Okafor, call of 3 May"}).status_code == 302
    link.refresh_from_db()
    assert link.accepted_by == "R. Okafor, call of 3 May"


def test_a_colleague_of_another_agency_does_not_accept(demo: Seeded, link: MeasureLink) -> None:
    police = Agency.objects.get(partnership=demo.partnership, name="Police")
    Person.objects.filter(user=demo.contributor).update(agency=police)
    with as_(demo, "contributor") as client:
        assert client.client.post(f"{MEASURES}visits/links/{link.pk}/accept/", {}).status_code == NOT_FOUND
        assert "Accept it" not in client.get(f"{MEASURES}visits/set-up/").words()
