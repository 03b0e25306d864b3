"""A council's own Word document: uploaded, tried, used for the downloads of Word, taken away."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from saferplan.accounts.models import AuditEvent
from saferplan.documents.template_actions import add_template, store
from saferplan.documents.template_models import DocumentTemplate, TemplateKind
from tests.documents.formats.word.councils import council, related, saved
from tests.web.client import Page, PageClient, sign_in
from tests.web.seed import Seeded

pytestmark = pytest.mark.django_db
PAGE = "/p/harbour/templates/"
REPORT = f"{PAGE}report/"


def upload(client: PageClient, data: bytes, name: str = "council.docx") -> str:
    """Where it leads, or what is wrong with it."""
    response = client.client.post(PAGE, {"file": SimpleUploadedFile(name, data)})
    if response.status_code == 302:
        return str(response.headers["Location"])
    page = client._page(response, PAGE, 200)
    (summary,) = page.tree.find_class("govuk-error-summary__body")
    return " ".join(summary.text_content().split())


def as_cover(town: Seeded, data: bytes) -> None:
    """A template of the other kind, which no page offers yet."""
    said = {"name": "cover.docx", "data": data, "by": "ann", "now": datetime(2026, 7, 1, tzinfo=UTC)}
    add_template(partnership=town.partnership, kind=TemplateKind.COVERING, **said)  # type: ignore[arg-type]


def header(client: Client, url: str) -> list[str]:
    response = client.get(url)
    assert response.status_code == 200
    assert response.headers["Content-Type"].endswith("wordprocessingml.document")
    return [each.text for each in docx.Document(io.BytesIO(response.content)).sections[0].header.paragraphs]


def in_use(page: Page) -> list[str]:
    return [each.text_content() for each in page.tree.xpath("//li[contains(@class, 'sp-lines__item')]//h2/a")]


def test_a_template_is_used_for_word_files_from_then_on(editor: PageClient) -> None:
    word = "/p/harbour/2026-06/download/docx/"
    before = editor.client.get(word).content
    assert "No template is in use" in editor.get(PAGE).words()
    data = saved(council())
    assert upload(editor, data) == PAGE
    page = editor.get(PAGE)
    assert in_use(page) == ["council.docx"]
    assert "council.docx is used from now on." in page.words("//body")
    assert editor.client.get(f"{REPORT}file/").content == data
    assert "Quayside Borough Council" in header(editor.client, f"{REPORT}try/")
    assert "Quayside Borough Council" in header(editor.client, word)
    assert editor.client.post(f"{REPORT}remove/").status_code == 302
    assert editor.client.get(word).content == before
    assert editor.client.get(f"{REPORT}file/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_bytes_that_no_template_names_are_destroyed(demo: Seeded, editor: PageClient) -> None:
    upload(editor, saved(council()))
    old = DocumentTemplate.objects.get().sha256
    other = council()
    other.sections[0].header.paragraphs[1].text = "Another council"
    data = saved(other)
    upload(editor, data, name="other.docx")
    (new,) = DocumentTemplate.objects.filter(removed_at=None)
    assert (store().exists(old), store().exists(new.sha256)) == (False, True)
    as_cover(demo, data)
    editor.client.post(f"{REPORT}remove/")
    assert store().exists(new.sha256)
    editor.client.post(f"{PAGE}covering-report/remove/")
    assert not store().exists(new.sha256)


def test_each_kind_has_one_and_each_step_is_in_the_audit(demo: Seeded, editor: PageClient) -> None:
    upload(editor, saved(council()))
    upload(editor, saved(council()), name="new.docx")
    as_cover(demo, saved(council()))
    editor.client.post(f"{REPORT}remove/")
    editor.client.post(f"{REPORT}remove/")
    assert in_use(editor.get(PAGE)) == ["cover.docx"]
    said = AuditEvent.objects.filter(action__startswith="template.").order_by("seq").values_list("action", flat=True)
    assert list(said) == ["template.add"] * 3 + ["template.remove"]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"plain", "council.docx", "council.docx ends in .docx but holds plain text"),
        (b"plain", "council.txt", "council.txt is not a Word document"),
        (b"PK\x03\x04 broken", "council.docx", "council.docx is damaged"),
        (b"anything", "council.dotm", "can hold macros"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(editor: PageClient, data: bytes, name: str, words: str) -> None:
    assert words in upload(editor, data, name)
    assert not DocumentTemplate.objects.exists()


def test_a_template_tied_to_another_is_refused_and_the_one_in_use_stays(editor: PageClient) -> None:
    upload(editor, saved(council()))
    tied = related(saved(council()), "attachedTemplate", "file:///C:/council.dotm")
    assert "fetches a template from another place" in upload(editor, tied, "tied.docx")
    narrow = council()
    narrow.sections[0].left_margin = narrow.sections[0].right_margin = docx.shared.Cm(9)
    assert "margins" in upload(editor, saved(narrow), "narrow.docx")
    assert in_use(editor.get(PAGE)) == ["council.docx"]


def test_only_editors_of_the_partnership_see_it(editor: PageClient, demo: Seeded) -> None:
    upload(editor, saved(council()))
    client = Client()
    sign_in(client, demo.board)
    for address in (PAGE, f"{REPORT}file/", f"{REPORT}try/"):
        assert client.get(address).status_code == 404
    assert client.post(f"{REPORT}remove/").status_code == 404
    assert editor.client.get("/p/elsewhere/templates/").status_code == 404
    assert editor.client.get(f"{PAGE}nothing/file/").status_code == 404
    # A board member's Word file has the council's look all the same.
    assert "Quayside Borough Council" in header(client, "/p/harbour/2026-06/download/docx/")


def test_a_template_that_is_lost_keeps_nobody_from_the_report(editor: PageClient) -> None:
    word = "/p/harbour/2026-06/download/docx/"
    before = editor.client.get(word).content
    upload(editor, saved(council()))
    store().delete(DocumentTemplate.objects.get().sha256)
    assert editor.client.get(word).content == before
