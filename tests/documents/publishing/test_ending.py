"""What becomes of a publication after it went out: withdrawn by one, destroyed by two, and gone everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.models import AuditEvent
from saferplan.accounts.rules import Role
from saferplan.cycle.models import Update
from saferplan.documents.publication_models import Destruction, Publication, Withdrawal
from saferplan.documents.publishing import archive, ending, verify
from saferplan.documents.publishing.errors import Destroyed, NotPublished
from saferplan.documents.publishing.storage import store
from saferplan.documents.publishing.verify import Outcome
from tests.documents.publishing.printing import LATER, NOW, publish, reopen
from tests.web.seed import Seeded, seed

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "It could tell readers about one person."


@pytest.fixture
def town() -> Seeded:
    return seed("harbour", "Harbourside Safer Neighbourhoods Partnership", priorities=1, each=2)


@pytest.fixture
def out(town: Seeded) -> Publication:
    return publish(town.periods[-1])


def again(publication: Publication) -> Publication:
    found = archive.find_publication(publication.partnership, publication.period.key, publication.number)
    assert found is not None
    return found


def test_a_withdrawn_one_keeps_its_place_and_says_why(town: Seeded, out: Publication) -> None:
    with pytest.raises(NotPublished, match="Write why"):
        ending.withdraw(publication=out, reason=" ", role=Role.EDITOR, by="editor", now=LATER)
    with pytest.raises(NotAllowed):
        ending.withdraw(publication=out, reason=WHY, role=Role.REVIEWER, by="reviewer", now=LATER)
    ending.withdraw(publication=out, reason=WHY, role=Role.EDITOR, by="editor", now=LATER)
    found = again(out)
    assert not archive.is_given_out(found)
    assert archive.list_publications(town.partnership) == [found]
    assert archive.standing([found]) == []
    withdrawal = archive.withdrawal_of(found)
    assert withdrawal is not None
    assert withdrawal.reason == WHY
    assert {each.outcome for each in verify.verify(found)} == {Outcome.SAME}
    with pytest.raises(NotPublished, match="withdrawn already"):
        ending.withdraw(publication=found, reason=WHY, role=Role.EDITOR, by="editor", now=LATER)


def test_the_next_number_stands_where_one_was_withdrawn(town: Seeded, out: Publication) -> None:
    ending.withdraw(publication=out, reason=WHY, role=Role.EDITOR, by="editor", now=LATER)
    reopen(town.periods[-1])
    second = publish(town.periods[-1], note="Put right.", now=LATER)
    assert second.number == "1.1"
    assert archive.standing(archive.list_publications(town.partnership)) == [again(second)]


def test_destroying_takes_two_people_and_the_number_typed(out: Publication) -> None:
    with pytest.raises(NotPublished, match="Nobody has asked"):
        ending.destroy(publication=out, typed="1.0", role=Role.EDITOR, by="editor", now=LATER)
    ending.ask_destruction(publication=out, reason=WHY, role=Role.EDITOR, by="editor", now=LATER)
    assert not archive.is_given_out(again(out))
    with pytest.raises(NotPublished, match="Somebody other"):
        ending.destroy(publication=again(out), typed="1.0", role=Role.EDITOR, by="editor", now=LATER)
    with pytest.raises(NotPublished, match=r"Type the number, 1\.0"):
        ending.destroy(publication=again(out), typed="1.1", role=Role.EDITOR, by="administrator", now=LATER)
    with pytest.raises(NotPublished, match="second person"):
        ending.ask_destruction(publication=again(out), reason=WHY, role=Role.EDITOR, by="other", now=LATER)
    assert not Destruction.objects.exists()
    ending.destroy(publication=again(out), typed=" 1.0 ", role=Role.ADMINISTRATOR, by="administrator", now=LATER)
    assert archive.destruction_of(again(out)) is not None


def test_a_second_person_may_find_that_it_stays(out: Publication) -> None:
    ending.ask_destruction(publication=out, reason=WHY, role=Role.EDITOR, by="editor", now=LATER)
    ending.refuse_destruction(
        publication=again(out), reason="Nobody can be told from it.", role=Role.EDITOR, by="administrator", now=LATER
    )
    assert archive.is_given_out(again(out))
    ending.ask_destruction(publication=again(out), reason=WHY, role=Role.EDITOR, by="editor", now=LATER)
    assert not archive.is_given_out(again(out))


def destroy(publication: Publication) -> None:
    ending.ask_destruction(publication=publication, reason=WHY, role=Role.EDITOR, by="editor", now=LATER)
    ending.destroy(publication=again(publication), typed="1.0", role=Role.EDITOR, by="administrator", now=LATER)


def test_a_destroyed_one_is_gone_and_its_number_date_reason_and_hash_remain(town: Seeded) -> None:
    canary = "the landlord of the Unicorn and Canary"
    period = town.periods[-1]
    Update.objects.filter(period=period).update(position=f"Visits to {canary}.")
    out = publish(period)
    assert canary in str(archive.content_of(out))
    destroy(out)
    found = again(out)
    with pytest.raises(Destroyed):
        archive.content_of(found)
    assert {each.outcome for each in verify.verify(found)} == {Outcome.DESTROYED}
    assert not any(store().exists(key) for key in (found.content, *found.files.values_list("sha256", flat=True)))
    gone = archive.destruction_of(found)
    assert gone is not None
    assert (found.number, found.published_at, gone.reason, gone.at) == ("1.0", NOW, WHY, LATER)
    assert len(found.content) == 64
    # The facts behind it are not the publication: they are put right in the plan itself.
    Update.objects.filter(period=period).update(position="Visits.")
    assert canary.encode() not in everything_kept()
    assert AuditEvent.objects.filter(action="publication.destroy").exists()


def everything_kept() -> bytes:
    """All bytes of the data folder's publications, and all rows of the tables of publications."""
    folder = Path(settings.DATA_DIR) / "publications"
    found = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.startswith(("documents_", "accounts_audit")):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found += repr(cursor.fetchall()).encode()
    return found


def test_bytes_that_another_publication_needs_stay(town: Seeded, out: Publication) -> None:
    shared = out.files.first()
    assert shared is not None
    reopen(town.periods[-1])
    second = publish(town.periods[-1], note="The same again.", now=LATER)
    taken = Publication.objects.get(pk=second.pk).files.first()
    assert taken is not None
    store().put(archive.bytes_of(taken))
    destroy(out)
    assert {each.outcome for each in verify.verify(again(second))} == {Outcome.SAME}


def test_a_destroyed_file_that_came_back_is_found(out: Publication) -> None:
    data = archive.bytes_of(out.files.get(format="json", audience="board"))
    destroy(out)
    store().put(data)
    assert Outcome.STILL_THERE in {each.outcome for each in verify.verify(again(out))}


def test_decisions_are_append_only(out: Publication) -> None:
    ending.withdraw(publication=out, reason=WHY, role=Role.EDITOR, by="editor", now=LATER)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Withdrawal.objects.update(reason="Another")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Withdrawal.objects.all()._raw_delete("default")
