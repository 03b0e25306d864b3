"""From a ready period to a publication: what stands against it, who approves it, and what is kept of it."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from django.db import DatabaseError, transaction

from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.models import AuditEvent, Person
from saferplan.accounts.rules import Role
from saferplan.cycle.models import Meeting, MeetingStep, Period, StatedLight, Update
from saferplan.cycle.period_states import PeriodHeld
from saferplan.cycle.reports import build_report
from saferplan.cycle.restriction_actions import restrict
from saferplan.documents.publication_models import Proof, ProofFile, Publication, PublishedFile
from saferplan.documents.publishing import archive, ending, proofs, verify
from saferplan.documents.publishing.errors import NotPublished, ProofIsOld
from saferplan.documents.publishing.files import file_kinds
from saferplan.documents.publishing.publish import approve
from saferplan.documents.publishing.storage import store
from saferplan.documents.publishing.verify import Outcome
from saferplan.documents.template_actions import add_template, remove_template
from saferplan.documents.template_models import TemplateKind
from saferplan.plan.models import ActivityVersion, Criteria, Owner, PriorityVersion
from saferplan.report.audiences import Audience
from saferplan.report.publication import content_from_json, content_json
from saferplan.report.restrictions import Restriction
from saferplan.report.tree import Light
from tests.documents.formats.word.councils import council, saved
from tests.documents.publishing.printing import CONFIRMED, LATER, NOW, publish, reopen, settle
from tests.web.seed import Seeded, seed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town() -> Seeded:
    return seed("harbour", "Harbourside Safer Neighbourhoods Partnership", priorities=2, each=3)


def outcomes(publication: Publication) -> set[Outcome]:
    return {each.outcome for each in verify.verify(publication)}


def test_only_a_ready_period_is_prepared(town: Seeded) -> None:
    with pytest.raises(NotPublished, match="ready for the board"):
        proofs.prepare(period=town.periods[0], by="editor", now=NOW)
    assert not Proof.objects.exists()


def test_a_proof_is_approved_by_somebody_else_and_as_it_was_looked_at(town: Seeded) -> None:
    period = town.periods[-1]
    first = proofs.prepare(period=period, by="editor", now=NOW)
    settle(first)
    with pytest.raises(NotPublished, match="Somebody other"):
        approve(proof=first, seen=first.content, role=Role.EDITOR, confirmed=CONFIRMED, by="editor", now=NOW)
    with pytest.raises(NotAllowed):
        approve(proof=first, seen=first.content, role=Role.REVIEWER, confirmed=CONFIRMED, by="other", now=NOW)
    with pytest.raises(ProofIsOld):
        approve(proof=first, seen="0" * 64, role=Role.EDITOR, confirmed=CONFIRMED, by="other", now=NOW)
    again = proofs.prepare(period=period, by="editor", now=LATER)
    with pytest.raises(ProofIsOld):
        approve(proof=first, seen=first.content, role=Role.EDITOR, confirmed=CONFIRMED, by="other", now=NOW)
    assert list(Proof.objects.all()) == [again]
    assert not store().exists(first.content)
    assert not Publication.objects.exists()


def test_what_the_checks_found_wants_a_reason_for_each(town: Seeded) -> None:
    proof = proofs.prepare(period=town.periods[-1], by="editor", now=NOW)
    found = proofs.stands_against(proofs.content_of(proof))
    assert found.open
    with pytest.raises(NotPublished, match="still open"):
        approve(proof=proof, seen=proof.content, role=Role.EDITOR, confirmed=CONFIRMED, by="other", now=NOW)
    with pytest.raises(NotPublished, match="Write why"):
        proofs.accept(proof=proof, marks=[found.open[0].mark], reason=" ", by="other", now=NOW)
    with pytest.raises(NotPublished, match="did not find"):
        proofs.accept(proof=proof, marks=["f" * 16], reason="A reason", by="other", now=NOW)
    proofs.accept(proof=proof, marks=[found.open[0].mark], reason="A reason", by="other", now=NOW)
    assert len(proofs.stands_against(proofs.content_of(proof)).open) == len(found.open) - 1
    kept = settle(proof)
    assert {each.accepted for each in kept.findings if each.mark == found.open[0].mark} == {"A reason"}


def test_a_small_count_must_be_answered_for_and_a_contradiction_put_right(town: Seeded) -> None:
    update = Update.objects.filter(period=town.periods[-1]).exclude(position="").first()
    assert update is not None
    Update.objects.filter(pk=update.pk).update(position="In the quarter two cases were heard for the harbour ward.")
    StatedLight.objects.filter(period=town.periods[-1], priority__isnull=False).update(light="green")
    StatedLight.objects.filter(period=town.periods[-1], activity__isnull=False).update(light="red")
    proof = proofs.prepare(period=town.periods[-1], by="editor", now=NOW)
    against = proofs.stands_against(proofs.content_of(proof))
    assert {each.code for each in against.open} >= {"small-numbers"}
    for error in against.errors:
        with pytest.raises(NotPublished, match="put right"):
            proofs.accept(proof=proof, marks=[error.mark], reason="No", by="other", now=NOW)


def test_a_warning_of_the_period_must_be_confirmed(town: Seeded) -> None:
    proof = proofs.prepare(period=town.periods[-1], by="editor", now=NOW)
    settle(proof)
    meeting = Meeting.objects.get(period=town.periods[-1])
    MeetingStep.objects.create(meeting=meeting, kind="police clearance", working_days=15, time="17:00", due_at=NOW)
    with pytest.raises(PeriodHeld):
        approve(proof=proof, seen=proof.content, role=Role.EDITOR, by="other", now=NOW)
    assert not Publication.objects.exists()
    assert Proof.objects.count() == 1


def test_it_gets_a_number_all_files_and_a_line_in_the_trail(town: Seeded) -> None:
    period = town.periods[-1]
    out = publish(period)
    assert (out.number, out.place, out.prepared_by, out.approved_by) == ("1.0", 1, "editor", "administrator")
    assert out.files.count() == len(file_kinds())
    assert Period.objects.get(pk=period.pk).state == "published"
    assert not Proof.objects.exists()
    assert not ProofFile.objects.exists()
    assert outcomes(out) == {Outcome.SAME}
    event = AuditEvent.objects.get(action="publication.publish")
    assert event.details["content"] == out.content
    content = archive.content_of(out)
    assert content_json(content_from_json(content_json(content))) == content_json(content)
    assert content.report.priorities
    assert all(each.accepted for each in content.findings if each.level.value != "consider")


def test_it_stays_the_same_to_the_byte_when_everything_behind_it_is_edited(town: Seeded) -> None:
    out = publish(town.periods[-1])
    before = {each.name: archive.bytes_of(each) for each in out.files.all()}
    Criteria.objects.update(green="Another text", amber="Another text")
    Owner.objects.update(words="Somebody else")
    Update.objects.update(position="Another position")
    ActivityVersion.objects.update(title="Another title")
    PriorityVersion.objects.update(title="Another priority", objective="Another aim")
    StatedLight.objects.update(light="red")
    Person.objects.update(name="Another Name", job="Another job")
    town.partnership.name = "Renamed"
    town.partnership.save()
    Period.objects.update(title="Another report", author="Another author")
    again = archive.find_publication(town.partnership, out.period.key, out.number)
    assert again is not None
    assert outcomes(again) == {Outcome.SAME}
    assert {each.name: archive.bytes_of(each) for each in again.files.all()} == before


def test_under_other_versions_the_kept_file_is_checked(town: Seeded, monkeypatch: pytest.MonkeyPatch) -> None:
    out = publish(town.periods[-1])
    monkeypatch.setattr(verify, "versions", lambda: ())
    assert outcomes(out) == {Outcome.SAME, Outcome.KEPT}


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_a_damaged_store_is_found(town: Seeded, damage: str) -> None:
    out = publish(town.periods[-1])
    file = out.files.get(format="pdf", audience="public")
    path = store()._path(file.sha256)
    path.write_bytes(path.read_bytes() + b" ") if damage == "changed" else path.unlink()
    found = {each.what: each.outcome for each in verify.verify(out)}
    assert found[file.name] is (Outcome.CHANGED if damage == "changed" else Outcome.MISSING)
    assert not found[file.name].is_well
    whole = store()._path(out.content)
    whole.write_bytes(b"{}") if damage == "changed" else whole.unlink()
    assert {each.outcome.is_well for each in verify.verify(out)} == {False}


def test_the_database_refuses_to_change_what_is_published(town: Seeded) -> None:
    out = publish(town.periods[-1])
    for rows, change in (
        (Publication.objects.filter(pk=out.pk), {"number": "9.9"}),
        (PublishedFile.objects.filter(publication=out), {"sha256": "0" * 64}),
    ):
        with pytest.raises(DatabaseError, match="publish a correction"), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError, match="publish a correction"), transaction.atomic():
            rows._raw_delete(rows.db)
    assert Publication.objects.get(pk=out.pk).number == "1.0"


def test_a_correction_gets_the_next_number_and_says_what_changed(town: Seeded) -> None:
    period = town.periods[-1]
    first = publish(period)
    reopen(period)
    with pytest.raises(NotPublished, match="write what is different"):
        proofs.prepare(period=period, by="editor", now=LATER)
    Update.objects.filter(period=period).update(position="The count was put right.")
    second = publish(period, note="The count of venues was wrong.", now=LATER)
    assert (second.number, second.place, second.kind) == ("1.1", 2, "correction")
    reopen(period)
    third = publish(period, note="As agreed.", amended=True, now=LATER)
    assert (third.number, third.kind) == ("1.2", "amended at the meeting")
    assert archive.report_of(second, Audience.PUBLIC).changes == "The count of venues was wrong."
    assert archive.report_of(first, Audience.PUBLIC).changes == ""
    assert outcomes(first) == {Outcome.SAME}
    assert [each.number for each in archive.list_publications(town.partnership)] == ["1.2", "1.1", "1.0"]
    assert [each.number for each in archive.standing(archive.list_publications(town.partnership))] == ["1.2"]


def test_the_public_reads_no_names_and_no_author(town: Seeded) -> None:
    person = Person.objects.filter(partnership=town.partnership).first()
    assert person is not None
    Person.objects.filter(pk=person.pk).update(
        name="Roisin O’Canary", job="Licensing lead", email="roisin@canary.example"
    )
    Update.objects.filter(period=town.periods[-1]).update(
        position="**Roisin  O’Canary** wrote to venues; ask roisin@canary.example."
    )
    Owner.objects.update(words="Roisin O’Canary")
    out = publish(town.periods[-1])
    board, public = archive.report_of(out, Audience.BOARD), archive.report_of(out, Audience.PUBLIC)
    assert "Canary" in str(board)
    assert "canary" not in str(public).lower()
    assert "Licensing lead" in str(public)
    assert public.author == ""
    assert public.classification == "Public edition"


def test_a_mark_that_lost_its_words_holds_the_publication(town: Seeded) -> None:
    period = town.periods[-1]
    Update.objects.filter(period=period).update(position="The landlord of the Anchor is being prosecuted.")
    report = build_report(town.partnership, period, as_at=NOW)
    place = next(f"card:{index}" for index, card in enumerate(report.cards) if card.position)
    mark = Restriction(
        place=place, field="position", passage="landlord of the Anchor", paragraph="7", interest="A case."
    )
    restrict(period=period, mark=mark, report=report, role=Role.EDITOR, by="editor", now=NOW)
    proof = proofs.prepare(period=period, by="editor", now=NOW)
    assert proofs.stands_against(proofs.content_of(proof)).obstacles == ()
    public = str(proofs.preview(proof, Audience.PUBLIC))
    assert "landlord" not in public
    assert "[Restricted: Schedule 12A, paragraph 7]" in public
    Update.objects.filter(period=period).update(position="The licensee of the Anchor is being prosecuted.")
    proof = proofs.prepare(period=period, by="editor", now=LATER)
    against = proofs.stands_against(proofs.content_of(proof)).obstacles
    assert [each.code for each in against] == ["mark-without-words"]
    settle(proof)
    with pytest.raises(NotPublished):
        approve(proof=proof, seen=proof.content, role=Role.EDITOR, confirmed=CONFIRMED, by="other", now=NOW)


def test_what_changed_tells_the_public_nothing_that_is_restricted(town: Seeded) -> None:
    period = town.periods[-1]
    publish(period)
    reopen(period)
    Update.objects.filter(period=period).update(position="The landlord of the Anchor is being prosecuted.")
    report = build_report(town.partnership, period, as_at=NOW)
    mark = Restriction(
        place="card:0", field="position", passage="landlord of the Anchor", paragraph="7", interest="A case."
    )
    restrict(period=period, mark=mark, report=report, role=Role.EDITOR, by="editor", now=NOW)
    out = publish(period, note="New words on the landlord of the Anchor.")
    content = archive.content_of(out)
    assert "Anchor" in content.note
    assert archive.public_note(content) == "New words on the [Restricted: Schedule 12A, paragraph 7]."


def test_a_given_up_proof_leaves_nothing(town: Seeded) -> None:
    proof = proofs.prepare(period=town.periods[-1], by="editor", now=NOW)
    while proofs.make_next_file(proof):
        pass
    keys = [proof.content, *proof.files.values_list("sha256", flat=True)]
    assert all(store().exists(key) for key in keys)
    proofs.give_up(period=town.periods[-1], by="editor", now=NOW)
    assert not any(store().exists(key) for key in keys)


def test_a_light_is_the_one_that_was_looked_at(town: Seeded) -> None:
    """What changes between proof and approval is not in the publication."""
    period = town.periods[-1]
    proof = proofs.prepare(period=period, by="editor", now=NOW)
    settle(proof)
    looked_at = replace(proofs.preview(proof, Audience.BOARD))
    StatedLight.objects.filter(period=period).update(light=Light.RED.value)
    out = approve(proof=proof, seen=proof.content, role=Role.EDITOR, confirmed=CONFIRMED, by="other", now=LATER)
    assert archive.report_of(out, Audience.BOARD) == looked_at


def header_of(publication: Publication, audience: str) -> list[str]:
    file = publication.files.get(format="docx", audience=audience)
    return [each.text for each in docx.Document(io.BytesIO(archive.bytes_of(file))).sections[0].header.paragraphs]


def test_the_councils_own_word_document_is_kept_with_what_is_published(town: Seeded) -> None:
    said = {"kind": TemplateKind.REPORT, "name": "council.docx", "by": "ann", "now": NOW}
    add_template(partnership=town.partnership, data=saved(council()), **said)  # type: ignore[arg-type]
    out = publish(town.periods[-1])
    assert "Quayside Borough Council" in header_of(out, "public")
    assert "Quayside Borough Council" in header_of(out, "board")
    remove_template(partnership=town.partnership, kind=TemplateKind.REPORT, by="ann", now=NOW)
    assert outcomes(out) == {Outcome.SAME}
    reopen(town.periods[-1])
    plain = publish(town.periods[-1], note="In our own look.", now=LATER)
    assert "Quayside Borough Council" not in header_of(plain, "public")
    store()._path(out.word_template).unlink()
    found = {each.what: each.outcome for each in verify.verify(out)}
    assert found["the council's Word document"] is Outcome.MISSING
    assert found[out.files.get(format="docx", audience="public").name] is Outcome.KEPT


def test_a_template_goes_with_the_last_publication_that_needs_it(town: Seeded) -> None:
    said = {"kind": TemplateKind.REPORT, "name": "council.docx", "by": "ann", "now": NOW}
    add_template(partnership=town.partnership, data=saved(council()), **said)  # type: ignore[arg-type]
    first = publish(town.periods[-1])
    reopen(town.periods[-1])
    second = publish(town.periods[-1], note="Again.", now=LATER)
    for each, stays in ((first, True), (second, False)):
        ending.ask_destruction(publication=each, reason="It told.", role=Role.EDITOR, by="ann", now=LATER)
        fresh = archive.find_publication(town.partnership, each.period.key, each.number)
        assert fresh is not None
        ending.destroy(publication=fresh, typed=each.number, role=Role.EDITOR, by="bob", now=LATER)
        assert store().exists(first.word_template) is stays
