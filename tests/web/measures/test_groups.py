"""Groups of other areas in the browser: made, dated, filled with figures, and seen beside ours."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saferplan.measures.models import AreaValue, ComparisonGroup, GroupMember, Measure
from tests.measures.loading.tables import saved, workbook
from tests.web.client import PageClient
from tests.web.measures.seed_measures import add_measure, add_values, release
from tests.web.seed import Seeded

pytestmark = pytest.mark.django_db
GROUPS = "/p/harbour/measures/groups/"
RATE = "/p/harbour/measures/burglary-rate/"
TABLE = "Area,May 2026\nAsh,5.1\nElm,4\nOak,..\nYew,9\nHarbourside,3\n"


@pytest.fixture
def board(demo: Seeded) -> PageClient:
    client = PageClient()
    client.sign_in(demo.board)
    return client


@pytest.fixture
def measure(demo: Seeded) -> Measure:
    made = add_measure(demo.partnership, "burglary-rate", unit="rate", per=1000, per_words="residents", decimals=1)
    add_values(made, [(42, 10_000), (45, 10_000)])
    release(made)
    return made


@pytest.fixture
def group(editor: PageClient) -> ComparisonGroup:
    told = {"name": "Most similar", "source": "Home Office, April 2025", "own_area": "Harbourside"}
    assert editor.client.post(GROUPS + "new/", told).status_code == 302
    group = ComparisonGroup.objects.get()
    areas = {"areas": "Ash\r\nElm\r\n\r\nOak", "joined_on": "1/4/2025"}
    assert editor.client.post(f"{GROUPS}{group.pk}/members/", areas).status_code == 302
    return group


def send(client: PageClient, table: str = TABLE, **changed: object) -> str:
    """The address of the preview."""
    told = {"pasted": table, "way": "published", "per": "1,000", "per_words": "residents", "source": "Open tables"}
    response = client.client.post(RATE + "areas/", told | changed)
    assert response.status_code == 302, response.content.decode()
    return str(response.headers["location"])


def record(client: PageClient, table: str = TABLE, **changed: object) -> None:
    assert client.client.post(send(client, table, **changed) + "apply/").status_code == 302


def areas(client: PageClient) -> str:
    return client.get(RATE).words("//section[@aria-labelledby='areas']")


def test_a_group_is_made_and_shows_who_belongs(editor: PageClient, group: ComparisonGroup) -> None:
    assert "3 other areas now. Home Office, April 2025" in editor.get(GROUPS).words("//main")
    page = editor.get(f"{GROUPS}{group.pk}/")
    assert "Ash Joined 1 April 2025" in page.words("//section[@aria-labelledby='now']")
    assert "It is as it began." in page.words("//main")


def test_an_area_that_leaves_stays_for_the_time_before(editor: PageClient, group: ComparisonGroup) -> None:
    ash = GroupMember.objects.get(area="Ash")
    address = f"{GROUPS}{group.pk}/members/{ash.pk}/leave/"
    assert "Write from which day" in editor.post(address, {"left_on": ""}).words("//main")
    assert "can only leave after that day" in editor.post(address, {"left_on": "1/4/2025"}).words("//main")
    editor.client.post(address, {"left_on": "1/4/2026"})
    page = editor.get(f"{GROUPS}{group.pk}/")
    assert "Ash" in page.words("//section[@aria-labelledby='others']")
    assert "1 April 2026 Ash left" in page.words("//section[@aria-labelledby='changed']")


def test_a_mistake_is_taken_out(editor: PageClient, group: ComparisonGroup) -> None:
    elm = GroupMember.objects.get(area="Elm")
    editor.client.post(f"{GROUPS}{group.pk}/members/{elm.pk}/withdraw/")
    assert "Elm" not in editor.get(f"{GROUPS}{group.pk}/").words("//table")


def test_a_table_is_shown_and_then_recorded_whole(editor: PageClient, measure: Measure, group: ComparisonGroup) -> None:
    address = send(editor)
    words = editor.get(address).words("//main")
    assert "3 new figures" in words
    assert "Left out, in no group: Yew." in words
    assert "Our own area is left out" in words
    assert AreaValue.objects.count() == 0
    editor.client.post(address + "apply/")
    rows = AreaValue.objects.order_by("area").values_list("area", "value", "missing", "per", "per_words", "source")
    assert list(rows) == [
        ("Ash", Decimal("5.1"), "", 1000, "residents", "Open tables"),
        ("Elm", Decimal(4), "", 1000, "residents", "Open tables"),
        ("Oak", None, "awaiting data", 1000, "residents", "Open tables"),
    ]
    assert editor.client.get(address).status_code == 404, "it is not kept"


def test_our_figure_stands_among_theirs(
    editor: PageClient, member: PageClient, measure: Measure, group: ComparisonGroup
) -> None:
    record(editor)
    words = areas(member)
    assert "Most similar, May 2026" in words
    assert "Second highest of 3 in May 2026; the middle of the group is 4.5 per 1,000 residents." in words
    assert "Not among them: Oak (awaiting data)." in words
    assert "Other areas: Open tables. Data to 31 May 2026. Group: Home Office, April 2025." in words
    page = member.get(RATE)
    assert len(page.tree.xpath("//section[@aria-labelledby='areas']//svg[@role='img']")) == 2


def test_what_is_divided_by_something_else_is_not_ranked(
    editor: PageClient, measure: Measure, group: ComparisonGroup
) -> None:
    record(editor, "Area,May 2026\nAsh,5\nElm,4\n")
    record(editor, "Area,May 2026\nOak,9\n", per_words="households")
    assert "of 3 in May 2026" in areas(editor)
    assert "Oak (divided by something else)" in areas(editor)


def test_a_board_member_sees_no_figure_of_ours_that_is_not_released(
    editor: PageClient, board: PageClient, measure: Measure, group: ComparisonGroup
) -> None:
    add_values(measure, [(99, 10_000)], back=-1, recorded_at=datetime(2026, 7, 14, tzinfo=UTC))
    record(editor, "Area,June 2026\nAsh,5\nElm,4\nOak,6\n")
    assert "The figure of Harbourside is provisional." in areas(editor)
    words = areas(board)
    assert "There is no figure of Harbourside for June 2026 (awaiting release), so there is no rank." in words
    assert "9.9" not in words


def test_a_figure_is_looked_at_as_it_was_known(editor: PageClient, measure: Measure, group: ComparisonGroup) -> None:
    record(editor)
    assert not editor.get(RATE + "?known=2026-06-20").tree.xpath("//section[@aria-labelledby='areas']")


def test_cells_that_cannot_be_read_are_named_and_nothing_is_recorded(
    editor: PageClient, measure: Measure, group: ComparisonGroup
) -> None:
    address = send(editor, "Area,May 2026\nAsh,five\nElm,4\n")
    words = editor.get(address).words("//main")
    assert "1 cell cannot be read" in words
    assert "Row 2, column B: “five” is no number." in words
    editor.client.post(address + "apply/")
    assert AreaValue.objects.count() == 0
    editor.client.post(address + "discard/")
    assert editor.client.get(address).status_code == 404


def test_a_workbook_passes_the_gate_and_anything_else_is_refused(
    editor: PageClient, measure: Measure, group: ComparisonGroup
) -> None:
    book = saved(workbook([["Area", "Month", "Numerator", "Denominator"], ["Ash", "May 2026", 52, 10_000]]))
    address = send(editor, "", file=SimpleUploadedFile("areas.xlsx", book), way="parts")
    assert "52 of 10,000" in editor.get(address).words("//main")
    told = {"file": SimpleUploadedFile("areas.exe", b"MZ"), "way": "parts", "per": "1000", "per_words": "residents"}
    page = editor.post(RATE + "areas/", told | {"source": "x"})
    assert "areas.exe cannot be read" in page.words("//main")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"per_words": ""}, "Write what their figures are divided by"),
        ({"source": ""}, "Write where the figures were published."),
        ({"pasted": ""}, "Choose a file or paste a table."),
        ({"per": ""}, "Write for how many the rate is told"),
    ],
)
def test_a_form_that_leaves_something_open_says_so(
    editor: PageClient, measure: Measure, group: ComparisonGroup, changed: dict[str, str], words: str
) -> None:
    told = {"pasted": TABLE, "way": "published", "per": "1000", "per_words": "residents", "source": "Open tables"}
    assert words in editor.post(RATE + "areas/", told | changed).words("//main")


def test_a_measure_page_takes_two_queries_more(
    editor: PageClient, member: PageClient, measure: Measure, group: ComparisonGroup
) -> None:
    member.get(RATE)
    with CaptureQueriesContext(connection) as before:
        member.get(RATE)
    record(editor)
    with CaptureQueriesContext(connection) as after:
        member.get(RATE)
    assert len(after) - len(before) <= 1, "the other query is asked where nothing is known too"
