"""What everybody sees without an account: only from the frozen public edition, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from lxml import etree

from saferplan.accounts.rules import Role
from saferplan.cycle.models import Period, Update
from saferplan.documents.publication_models import Publication
from saferplan.documents.publishing import ending
from saferplan.documents.publishing import public_information as information
from saferplan.documents.publishing.public_information import BadFigures, CaseReviews
from saferplan.documents.publishing.storage import store
from saferplan.web.public import kept
from tests.documents.publishing.printing import LATER, NOW, publish, reopen
from tests.web.client import PageClient
from tests.web.seed import Seeded

pytestmark = pytest.mark.django_db(transaction=True)
REPORTS = "/p/harbour/reports/"
ONE = f"{REPORTS}2026-06/1.0/"


@pytest.fixture
def reader() -> PageClient:
    return PageClient()


@pytest.fixture
def period(demo: Seeded) -> Period:
    return demo.periods[-1]


@pytest.fixture
def out(period: Period) -> Publication:
    return publish(period)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each request is answered anew, unless a test is about what is kept."""
    monkeypatch.setattr(kept, "SECONDS", -1)


def test_before_anything_is_published_the_list_says_so(demo: Seeded, reader: PageClient) -> None:
    assert "No report is published yet." in reader.get(REPORTS).words()
    assert reader.client.get(ONE).status_code == 404
    assert reader.client.get("/p/nobody/reports/").status_code == 404


def test_a_report_is_read_without_account_or_cookie(out: Publication, reader: PageClient) -> None:
    assert "Number 1.0" in reader.get(REPORTS).words()
    page = reader.get(ONE)
    assert "At a glance" in page.words()
    assert out.content in page.words()
    files = page.tree.xpath("//section[@aria-labelledby='files']//a/@href")
    assert len(files) >= 6
    for address in files:
        answer = reader.client.get(address)
        assert answer.status_code == 200
        assert answer.headers["ETag"]
        assert "public" in answer.headers["Cache-Control"]
        assert reader.client.get(address, headers={"if-none-match": answer.headers["ETag"]}).status_code == 304
    assert not reader.client.cookies
    whole = reader.client.get(next(address for address in files if address.endswith(".html")))
    policy = whole.headers["Content-Security-Policy"]
    assert "script-src 'none'" in policy
    assert "'sha256-" in policy
    assert "unsafe" not in policy


def test_the_boards_files_drafts_and_proofs_are_not_there(demo: Seeded, out: Publication, reader: PageClient) -> None:
    board = out.files.filter(audience="board").first()
    assert board is not None
    assert reader.client.get(f"{ONE}{board.name}").status_code == 404
    for path in ("publications/", "2026-06/", "2026-06/publish/", "periods/", "measures/"):
        assert reader.client.get(f"/p/harbour/{path}").status_code == 302


def test_no_name_of_staff_stands_on_any_public_page_or_file(demo: Seeded, period: Period, reader: PageClient) -> None:
    Update.objects.filter(period=period).update(position="Editor of harbour wrote to venues, editor@harbour.example.")
    Period.objects.filter(pk=period.pk).update(author="Editor of harbour", going_well="Thanks to Viewer of harbour.")
    publish(period)
    pages = [REPORTS, ONE, f"{REPORTS}feed.xml", f"{REPORTS}help/", f"{REPORTS}compare/"]
    pages += reader.get(ONE).tree.xpath("//section[@aria-labelledby='files']//a/@href")
    for address in pages:
        told = reader.client.get(address).content.lower()
        assert b"editor of harbour" not in told, address
        assert b"viewer of harbour" not in told, address
        assert b"@harbour.example" not in told, address


def test_a_members_message_is_never_on_a_page_that_caches_keep(out: Publication, editor: PageClient) -> None:
    editor.client.post("/p/harbour/2026-06/publish/give-up/")
    for address in (REPORTS, ONE, f"{REPORTS}help/", f"{REPORTS}compare/"):
        answer = editor.client.get(address)
        assert b"The proof is gone" not in answer.content, address
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")
    assert "The proof is gone" in editor.get("/p/harbour/periods/").words()


def test_a_page_that_changed_is_not_taken_for_the_one_before(
    period: Period, out: Publication, reader: PageClient
) -> None:
    mark = reader.client.get(ONE).headers["ETag"]
    assert reader.client.get(ONE, headers={"if-none-match": f"W/{mark}"}).status_code == 304
    reopen(period)
    publish(period, note="A light was wrong.", now=LATER)
    answer = reader.client.get(ONE, headers={"if-none-match": mark})
    assert answer.status_code == 200
    assert b"There is a newer number" in answer.content


def test_one_damaged_report_says_so_and_leaves_the_others(
    period: Period, out: Publication, reader: PageClient, editor: PageClient
) -> None:
    reopen(period)
    second = publish(period, note="A light was wrong.", now=LATER)
    files = reader.get(ONE).tree.xpath("//section[@aria-labelledby='files']//a/@href")
    store()._path(out.content).write_bytes(b"{}")
    store()._path(out.files.get(audience="public", format="pdf").sha256).write_bytes(b"%PDF-")
    assert "Not available at present" in reader.get(REPORTS).words()
    assert "Not available at present" in reader.get(ONE, status=503).words()
    pdf = next(each for each in files if each.endswith(".pdf"))
    assert "Not available at present" in reader.get(pdf, status=503).words()
    assert reader.get(f"{REPORTS}2026-06/{second.number}/")
    assert reader.client.get(f"{REPORTS}feed.xml").status_code == 200
    assert "There is a problem" not in reader.get(f"{REPORTS}compare/").words()
    assert "not what was published" in editor.get("/p/harbour/publications/2026-06/1.0/").words()
    reopen(period)
    assert publish(period, note="Once more.", now=LATER).number == "1.2"


def test_the_newest_number_is_where_the_period_leads(period: Period, out: Publication, reader: PageClient) -> None:
    reopen(period)
    publish(period, note="A light was wrong.", now=LATER)
    assert reader.client.get(f"{REPORTS}2026-06/").headers["Location"] == f"{REPORTS}2026-06/1.1/"
    assert "There is a newer number of this report." in reader.get(ONE).words()
    listed = reader.get(REPORTS).words()
    assert "What changed: A light was wrong." in listed
    assert "There is a newer number" in listed


def test_two_numbers_are_compared(period: Period, out: Publication, reader: PageClient) -> None:
    reopen(period)
    Update.objects.filter(period=period).exclude(position="").update(position="Quite another text.")
    publish(period, note="The text was wrong.", now=LATER)
    page = reader.get(f"{REPORTS}compare/?from=2026-06/1.0&to=2026-06/1.1")
    assert page.tree.xpath("//ins")
    assert page.tree.xpath("//del")
    same = reader.get(f"{REPORTS}compare/?from=2026-06/1.0&to=2026-06/1.0")
    assert "The two reports say the same." in same.words()
    assert "Choose two reports" in reader.get(f"{REPORTS}compare/?from=2026-06/9.9&to=2026-06/1.0").words()


def test_a_withdrawn_report_keeps_its_place_and_says_why(out: Publication, reader: PageClient) -> None:
    file = reader.get(ONE).tree.xpath("//section[@aria-labelledby='files']//a/@href")[0]
    ending.withdraw(publication=out, reason="A light was wrong.", role=Role.EDITOR, by="editor", now=LATER)
    page = reader.get(ONE)
    assert "Withdrawn on" in page.words()
    assert "A light was wrong." in page.words()
    assert "editor" not in page.words()
    assert reader.client.get(file).status_code == 410
    assert "A light was wrong." in reader.get(REPORTS).words()


def test_every_address_of_a_destroyed_report_answers_410(out: Publication, reader: PageClient) -> None:
    files = reader.get(ONE).tree.xpath("//section[@aria-labelledby='files']//a/@href")
    reason = "It could tell who somebody is."
    ending.ask_destruction(publication=out, reason=reason, role=Role.EDITOR, by="ann", now=LATER)
    assert reader.client.get(ONE).status_code == 410
    found = Publication.objects.get(pk=out.pk)
    ending.destroy(publication=found, typed="1.0", role=Role.EDITOR, by="bob", now=LATER)
    for address in (ONE, *files):
        assert reader.client.get(address).status_code == 410, address
    page = reader.get(ONE, status=410)
    assert all(words in page.words() for words in ("Number 1.0", "Destroyed on", reason, out.content))
    assert reason in reader.get(REPORTS).words()


def test_what_is_kept_is_kept_for_a_minute_only(
    out: Publication, reader: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr(kept, "SECONDS", 60)
    monkeypatch.setattr(kept, "monotonic", lambda: clock[0])
    client = Client()
    assert client.get(ONE).status_code == 200
    ending.withdraw(publication=out, reason="Wrong.", role=Role.EDITOR, by="editor", now=LATER)
    with_policy = client.get(ONE)
    assert b"Withdrawn" not in with_policy.content
    assert with_policy.headers["Content-Security-Policy"]
    clock[0] = 61
    assert b"Withdrawn" in client.get(ONE).content


def test_the_feed_names_each_number(period: Period, out: Publication, reader: PageClient) -> None:
    reopen(period)
    publish(period, note="A light was wrong.", now=LATER)
    answer = reader.client.get(f"{REPORTS}feed.xml")
    tree = etree.fromstring(answer.content)
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert len(tree.xpath("//a:entry", namespaces=names)) == 2
    assert "A light was wrong" in "".join(tree.xpath("//a:summary/text()", namespaces=names))
    assert answer.headers["Content-Type"].startswith("application/atom+xml")


YEAR = {"ends": "31/3/2026", "applications": "9", "not_met": "4", "reviews": "5", "recommended": "2"}
KEPT = "/p/harbour/publications/"


def test_editors_fill_the_page_for_help(demo: Seeded, reader: PageClient, editor: PageClient) -> None:
    assert "The figures are not published here yet." in reader.get(f"{REPORTS}help/").words()
    for path, data in (("help/", {"text": "- **Harbour advice**: 01234 <b>x</b>"}), ("case-reviews/", YEAR)):
        assert editor.client.post(f"{KEPT}{path}", data).headers["Location"] == KEPT
    page = reader.get(f"{REPORTS}help/")
    assert all(words in page.words() for words in ("999", "101", "Harbour advice", "<b>x</b>", "31 March 2026"))
    editor.client.post(f"{KEPT}case-reviews/", YEAR | {"recommended": "3"})
    (row,) = reader.get(f"{REPORTS}help/").tree.xpath("//tbody/tr")
    assert row.text_content().split()[-1] == "3"
    assert "01234" in editor.get(f"{KEPT}help/").tree.xpath("//textarea")[0].text
    assert "31 March 2026" in editor.get(f"{KEPT}case-reviews/").words()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"not_met": "10"}, "did not meet the threshold than were made"),
        ({"ends": "31/3/2049"}, "not over yet"),
        ({"reviews": ""}, "There is a problem"),
        ({"reviews": "-1"}, "There is a problem"),
        ({"reviews": "=1+1"}, "There is a problem"),
    ],
)
def test_figures_that_cannot_be_are_told(
    demo: Seeded, reader: PageClient, editor: PageClient, change: dict[str, str], words: str
) -> None:
    assert words in editor.post(f"{KEPT}case-reviews/", YEAR | change).words()
    assert "The figures are not published here yet." in reader.get(f"{REPORTS}help/").words()


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((3, 4, 0, 0), "threshold than were made"), ((5, 2, 4, 0), "carried out than"), ((5, 2, 3, 4), "recommendations")],
)
def test_figures_of_case_reviews_that_cannot_be_are_refused(
    demo: Seeded, numbers: tuple[int, int, int, int], words: str
) -> None:
    made, not_met, reviews, recommended = numbers
    year = CaseReviews(
        ends=date(2026, 3, 31), applications=made, not_met=not_met, reviews=reviews, recommended=recommended
    )
    with pytest.raises(BadFigures, match=words):
        information.add_case_reviews(partnership=demo.partnership, year=year, role=Role.EDITOR, by="ann", now=NOW)
