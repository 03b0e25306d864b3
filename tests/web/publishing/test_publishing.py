"""The way from a ready period to what is out, through the pages, by two people."""

from __future__ import annotations

import pytest

from saferplan.accounts.models import Person
from saferplan.cycle.models import Period, Update
from saferplan.documents.publication_models import Destruction, Proof, Publication
from saferplan.documents.publishing import archive
from tests.web.client import PageClient
from tests.web.seed import Seeded

pytestmark = pytest.mark.django_db
PUBLISH = "/p/harbour/2026-06/publish/"
KEPT = "/p/harbour/publications/"
ONE = f"{KEPT}2026-06/1.0/"


@pytest.fixture
def second(demo: Seeded) -> PageClient:
    client = PageClient()
    client.sign_in(demo.administrator)
    return client


@pytest.fixture
def board(demo: Seeded) -> PageClient:
    client = PageClient()
    client.sign_in(demo.board)
    return client


def sent(client: PageClient, url: str, data: dict[str, object] | None = None) -> str:
    """Where a form leads that was taken."""
    response = client.client.post(url, data or {})
    assert response.status_code == 302, response.content.decode()
    return str(response.headers["Location"])


def give_reasons(client: PageClient) -> None:
    page = client.get(PUBLISH)
    for address in dict.fromkeys(
        page.tree.xpath("//section[@aria-labelledby='settle']//a[contains(@href, 'reasons')]/@href")
    ):
        form = client.get(address)
        marks = form.tree.xpath("//input[@name='marks']/@value")
        assert marks
        assert sent(client, address, {"marks": marks, "reason": "It was looked at."}) == PUBLISH


def prepare(client: PageClient, **data: object) -> None:
    assert sent(client, f"{PUBLISH}prepare/", dict(data)) == PUBLISH


def approve(client: PageClient) -> str:
    page = client.get(PUBLISH)
    form = page.tree.xpath("//form[contains(@action, 'approve')]")[0]
    seen, codes = form.xpath(".//input[@name='seen']/@value")[0], form.xpath(".//input[@name='confirmed']/@value")
    return sent(client, f"{PUBLISH}approve/", {"seen": seen, "confirmed": codes})


def test_two_people_publish_a_period(demo: Seeded, editor: PageClient, second: PageClient) -> None:
    first = editor.get(PUBLISH)
    assert first.words("//h1") == "Prepare the publication"
    prepare(editor)
    held = editor.get(PUBLISH)
    assert "or say why they can stay" in held.words()
    assert "You prepared it, so another editor or administrator approves it" in held.words()
    assert not second.get(PUBLISH).tree.xpath("//form[contains(@action, 'approve')]")
    give_reasons(editor)
    assert "Nothing stands against publishing it." in editor.get(PUBLISH).words()
    assert not editor.get(PUBLISH).tree.xpath("//form[contains(@action, 'approve')]")
    assert approve(second) == ONE
    page = second.get(ONE)
    assert "Number 1.0 is published." in page.words()
    assert Period.objects.get(key="2026-06", partnership=demo.partnership).state == "published"
    assert "Yes. Every part was checked now." in second.get(f"{ONE}check/").words()
    assert second.get(KEPT).tree.xpath(f"//a[@href='{ONE}']")


def test_the_files_are_made_one_after_the_other_and_told(demo: Seeded, editor: PageClient) -> None:
    prepare(editor)
    total = int(editor.get(PUBLISH).words().split(" files are made")[0].split()[-1])
    for made in range(1, total):
        page = editor.get(f"{PUBLISH}files/")
        assert f"{made} of {total} files are made" in page.words()
    done = editor.client.get(f"{PUBLISH}files/")
    assert done.headers["Location"] == PUBLISH


def test_each_edition_is_seen_as_it_will_be(demo: Seeded, editor: PageClient) -> None:
    prepare(editor)
    page = editor.get(PUBLISH)
    addresses = page.tree.xpath("//section[@aria-labelledby='look']//li/a/@href")
    assert len(addresses) == len(set(addresses)) > 6
    for address in addresses:
        answer = editor.client.get(address)
        assert answer.status_code == 200
        assert len(answer.content) > 500
    public = editor.client.get(f"{PUBLISH}public/html/")
    assert b"Public edition" in public.content
    assert "style-src 'sha256-" in public.headers["Content-Security-Policy"]
    assert editor.client.get(f"{PUBLISH}public/exe/").status_code == 404


def test_names_that_the_public_reads_otherwise_are_told(demo: Seeded, editor: PageClient) -> None:
    Person.objects.create(partnership=demo.partnership, name="Housing options")
    Person.objects.create(partnership=demo.partnership, name="Nobody Named")
    prepare(editor)
    words = editor.get(PUBLISH).words()
    assert "“Housing options” becomes “an officer”" in words
    assert "Nobody Named" not in words


def test_board_members_find_what_is_published(out: Publication, board: PageClient) -> None:
    assert board.get("/p/harbour/2026-06/").links("//body")["Publications"] == KEPT
    for address in (KEPT, ONE, f"{ONE}check/"):
        for link in board.get(address).links("//body").values():
            if link.startswith("/p/harbour/"):
                assert board.client.get(link, follow=True).status_code == 200, link


def test_a_correction_asks_what_is_different(demo: Seeded, editor: PageClient, second: PageClient) -> None:
    prepare(editor)
    give_reasons(editor)
    approve(second)
    assert "It is: Published" in editor.get(PUBLISH).words()
    Period.objects.filter(partnership=demo.partnership, key="2026-06").update(state="ready")
    assert "Number 1.1 is frozen" in editor.get(PUBLISH).words()
    wrong = editor.client.post(f"{PUBLISH}prepare/", {"note": ""})
    assert wrong.status_code == 200
    assert b"There is a problem" in wrong.content
    prepare(editor, note="One light was wrong.")
    give_reasons(editor)
    assert approve(second) == f"{KEPT}2026-06/1.1/"
    assert "What changed: One light was wrong." in editor.get(f"{KEPT}2026-06/1.1/").words()


def test_an_old_proof_is_not_approved(demo: Seeded, editor: PageClient, second: PageClient) -> None:
    prepare(editor)
    give_reasons(editor)
    sent(second, f"{PUBLISH}approve/", {"seen": "0" * 64})
    assert "made anew meanwhile" in second.get(PUBLISH).words()
    assert not Publication.objects.exists()
    assert sent(editor, f"{PUBLISH}give-up/") == PUBLISH
    assert not Proof.objects.exists()


@pytest.fixture
def out(demo: Seeded, editor: PageClient, second: PageClient) -> Publication:
    Update.objects.filter(period__partnership=demo.partnership).update(
        position="Visits to the landlord of the Unicorn."
    )
    prepare(editor)
    give_reasons(editor)
    approve(second)
    return Publication.objects.get()


def test_withdrawing_says_why_and_takes_the_files_off(out: Publication, editor: PageClient, board: PageClient) -> None:
    file = board.get(ONE).tree.xpath("//section[@aria-labelledby='files']//li/a/@href")[0]
    assert board.client.get(file).status_code == 200
    assert sent(editor, f"{ONE}withdraw/", {"reason": "A light was wrong."}) == ONE
    page = board.get(ONE)
    assert "Withdrawn on" in page.words()
    assert "A light was wrong." in page.words()
    assert board.client.get(file).status_code == 410


def test_destroying_takes_two_and_leaves_number_reason_and_hash(
    out: Publication, editor: PageClient, second: PageClient
) -> None:
    file = editor.get(ONE).tree.xpath("//section[@aria-labelledby='files']//li/a/@href")[0]
    sent(editor, f"{ONE}destroy/", {"reason": "It told who somebody is."})
    assert editor.client.get(file).status_code == 410
    assert "You asked on" in editor.get(ONE).words()
    sent(editor, f"{ONE}decide/", {"typed": "1.0"})
    assert not Destruction.objects.exists()
    sent(second, f"{ONE}decide/", {"typed": "1.1"})
    assert "Type the number, 1.0" in second.get(ONE).words()
    sent(second, f"{ONE}decide/", {"typed": "1.0"})
    page = second.get(ONE)
    assert "Destroyed on" in page.words()
    assert "It told who somebody is." in page.words()
    assert out.content in page.words()
    assert "Unicorn" not in page.words()
    assert second.client.get(file).status_code == 410


def test_it_may_stay(out: Publication, editor: PageClient, second: PageClient) -> None:
    sent(editor, f"{ONE}destroy/", {"reason": "It told who somebody is."})
    sent(second, f"{ONE}decide/", {"refusal": "It does not."})
    assert archive.is_given_out(archive.list_publications(out.partnership)[0])
