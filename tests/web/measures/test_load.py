"""Figures from a file or a paste: what would change is shown first, and all of it counts or nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from saferplan.accounts.models import Agency, AuditEvent
from saferplan.measures.loading_actions import hash_of, pending_store
from saferplan.measures.models import DataLoad, Measure, MeasureValue, SourceMapping
from tests.measures.loading.tables import saved, workbook
from tests.web.client import PageClient
from tests.web.measures.seed_measures import add_measure
from tests.web.seed import Seeded

pytestmark = pytest.mark.django_db
LOAD = "/p/harbour/measures/load/"
TABLE = "month,burglary,violence\n2026-01,5,7\n2026-02,6,*\n"


@pytest.fixture
def measures(demo: Seeded) -> dict[str, Measure]:
    made = {code: add_measure(demo.partnership, code) for code in ("burglary", "violence")}
    made["licences"] = add_measure(
        demo.partnership,
        "licences",
        supplier=Agency.objects.get(partnership=demo.partnership, name="Licensing team"),
    )
    return made


def send(client: PageClient, data: str | bytes, name: str = "police.csv", source: str = "Police, monthly") -> str:
    """The address of the preview."""
    raw = data.encode() if isinstance(data, str) else data
    response = client.client.post(LOAD, {"file": SimpleUploadedFile(name, raw), "source": source})
    assert response.status_code == 302, response.content.decode()
    return str(response.headers["location"])


def values(measure: Measure) -> list[tuple[date, Decimal | None, str]]:
    rows = MeasureValue.objects.filter(measure=measure).order_by("ends", "id")
    return list(rows.values_list("ends", "value", "missing"))


def test_a_file_is_shown_as_changes_and_then_loaded_whole(
    editor: PageClient, demo: Seeded, measures: dict[str, Measure]
) -> None:
    address = send(editor, TABLE)
    page = editor.get(address)
    assert "4 new figures" in page.words()
    assert "January 2026 to February 2026: 5, 6" in page.words()
    assert "* was read as: suppressed at the source." in page.words()
    assert MeasureValue.objects.count() == 0
    response = editor.client.post(address + "apply/")
    assert response.status_code == 302
    assert values(measures["burglary"]) == [(date(2026, 1, 31), 5, ""), (date(2026, 2, 28), 6, "")]
    assert values(measures["violence"])[1] == (date(2026, 2, 28), None, "suppressed at the source")
    load = DataLoad.objects.get()
    assert (load.source, load.file_name, load.sha256) == ("Police, monthly", "police.csv", hash_of(TABLE.encode()))
    assert load.counts["new"] == 4
    assert set(MeasureValue.objects.values_list("load", flat=True)) == {load.pk}
    assert AuditEvent.objects.filter(action="figures.load").count() == 1
    assert not pending_store(demo.partnership).exists(load.sha256)
    editor.get(address, status=404)
    assert "police.csv" in editor.get(LOAD).words()


def test_the_same_file_again_changes_nothing_and_a_revision_keeps_what_was_known(
    editor: PageClient, measures: dict[str, Measure]
) -> None:
    editor.client.post(send(editor, TABLE) + "apply/")
    again = send(editor, TABLE)
    assert "no figure in it is new" in editor.get(again).words()
    editor.client.post(again + "apply/")
    assert (DataLoad.objects.count(), MeasureValue.objects.count()) == (1, 4)
    revised = send(editor, TABLE.replace("2026-02,6,*", "2026-02,9,"))
    page = editor.get(revised).words()
    assert "1 revised" in page
    assert "burglary" in page.lower()
    assert "1 blank where a figure is known: the figure stays" in page
    editor.client.post(revised + "apply/")
    assert [value for _ends, value, _missing in values(measures["burglary"])] == [5, 6, 9]


def test_nothing_is_loaded_where_one_cell_cannot_be_read(editor: PageClient, measures: dict[str, Measure]) -> None:
    address = send(editor, TABLE.replace("6,*", "about 6,*"))
    page = editor.get(address)
    assert "1 cell cannot be read" in page.headings()
    assert "Row 3, column B" in page.words()
    assert "about 6" in page.words()
    editor.client.post(address + "apply/", follow=True)
    assert MeasureValue.objects.count() == 0
    editor.client.post(address + "discard/")
    editor.get(address, status=404)


def test_unknown_names_are_asked_about_and_the_answers_kept_for_the_source(
    editor: PageClient, demo: Seeded, measures: dict[str, Measure]
) -> None:
    table = "month,Dwelling burglaries,Graffiti\n2026-01,5,7\n"
    address = send(editor, table)
    page = editor.get(address)
    assert "What are these?" in page.headings()
    names = page.tree.xpath("//select/@name")
    assert len(names) == 2
    editor.post(address, {names[0]: "no-such-code", names[1]: "-"})
    response = editor.client.post(address, {names[0]: "burglary", names[1]: "-"})
    assert response.status_code == 302
    page = editor.get(address)
    assert "1 new figure" in page.words()
    assert "Graffiti is left out." in page.words()
    editor.client.post(address + "apply/")
    assert SourceMapping.objects.get().name == "Police, monthly"
    assert "1 new figure" in editor.get(send(editor, table.replace("2026-01", "2026-02"))).words()


def test_a_paste_is_read_like_a_file(editor: PageClient, measures: dict[str, Measure]) -> None:
    data = {"pasted": "month\tburglary\nJan-26\t1,234\n", "source": "Phone call"}
    response = editor.client.post(LOAD, data)
    page = editor.get(response.headers["location"])
    assert "What you pasted" in page.words()
    assert "January 2026: 1,234" in page.words()


def test_which_sheet_is_read_is_said_and_can_be_changed(editor: PageClient, measures: dict[str, Measure]) -> None:
    book = workbook([["month", "burglary"], ["2026-01", 5]], "This year")
    for name, number in (("Last year", 4), ("Secret", 9)):
        sheet = book.create_sheet(name)
        sheet.append(["month", "burglary"])
        sheet.append(["2025-01", number])
    book["Secret"].sheet_state = "hidden"
    address = send(editor, saved(book), "figures.xlsx")
    page = editor.get(address)
    assert "The sheet This year was read; not read: Last year." in page.words()
    assert "The sheet Secret is hidden and was not read." in page.words()
    editor.client.post(address, {"sheet": "Last year"})
    assert "January 2025: 4" in editor.get(address).words()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"source": "x"}, "Choose a file or paste a table."),
        ({"source": "x", "file": SimpleUploadedFile("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")}, "save it as .xlsx"),
        ({"source": "x", "file": SimpleUploadedFile("a.csv", b"foo\n\x99\n")}, "is not UTF-8 text (row 2)"),
        ({"pasted": "month,burglary\n2026-01,5\n"}, "Say where the figures are from."),
    ],
)
def test_what_is_not_let_in_says_why(
    editor: PageClient, measures: dict[str, Measure], data: dict[str, object], says: str
) -> None:
    assert says in editor.post(LOAD, data).words()
    assert DataLoad.objects.count() == 0


def test_contributors_load_the_figures_of_their_own_agency_only(
    demo: Seeded, editor: PageClient, measures: dict[str, Measure]
) -> None:
    contributor = PageClient()
    contributor.sign_in(demo.contributor)
    address = send(contributor, "month,licences,burglary\n2026-01,5,6\n")
    page = contributor.get(address)
    assert page.tree.xpath("//main//form//select//option/@value")[:2] == ["-", "licences"]
    editor.get(address, status=404)
    assert editor.client.post(address + "apply/").status_code == 404
    address = send(contributor, "month,licences\n2026-01,5\n")
    contributor.client.post(address + "apply/")
    assert values(measures["licences"]) == [(date(2026, 1, 31), 5, "")]
    assert values(measures["burglary"]) == []


def test_what_was_known_then_stands_beside_what_is_known_now(editor: PageClient, measures: dict[str, Measure]) -> None:
    editor.client.post(send(editor, TABLE) + "apply/")
    MeasureValue.objects.update(recorded_at="2026-03-01T09:00:00Z")
    editor.client.post(send(editor, "month,burglary\n2026-02,9\n2026-03,4\n") + "apply/")
    address = reverse("measure-then", args=["harbour", "burglary"])
    page = editor.get(address + "?known=31/3/2026")
    assert "Since 31 March 2026: 1 figure was revised, 1 came in." in page.words()
    rows = [" ".join(row.text_content().split()) for row in page.tree.xpath("//tbody/tr")]
    assert "not known yet" in rows[0]
    assert "Then 6 offences" in rows[1] or "Then 6" in rows[1]
    assert "unchanged" in rows[2]
    assert "Write the date as" in editor.get(address + "?known=gestern").words()
    editor.get(reverse("measure-then", args=["harbour", "no-such"]), status=404)
