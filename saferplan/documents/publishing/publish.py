"""The write that publishes: a proof, approved by a second person, becomes a numbered, frozen publication."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from saferplan.accounts.actions import record
from saferplan.accounts.permissions import check_right
from saferplan.accounts.rules import Right, Role
from saferplan.cycle.models import Period
from saferplan.cycle.period_actions import move_period
from saferplan.cycle.rules import PeriodState
from saferplan.documents.publication_models import Proof, Publication, PublishedFile
from saferplan.documents.publishing.errors import NotPublished, ProofIsOld
from saferplan.documents.publishing.files import file_kinds, file_name
from saferplan.documents.publishing.proofs import content_of, files_to_make, make_next_file, stands_against
from saferplan.documents.publishing.storage import drop_unused, store
from saferplan.report.publication import Content, content_json


def approve(
    *, proof: Proof, seen: str, role: Role, confirmed: Collection[str] = (), by: str, now: datetime
) -> Publication:
    """Publish a proof. `seen` is the hash of what was looked at, `confirmed` what was said yes to.

    NotAllowed for a role that may not, NotPublished where the one who prepared it approves it or something stands
    against it, ProofIsOld, PeriodHeld. The files that are still to be made are made first.
    """
    check_right(role, Right.EDIT)
    if by == proof.by:
        raise NotPublished("Somebody other than the one who prepared it approves it.")
    if not Proof.objects.filter(pk=proof.pk, content=seen).exists():
        raise ProofIsOld("The proof was made anew meanwhile: look at it again.")
    if stands_against(content_of(proof)):
        raise NotPublished("Some of what the checks found is still open.")
    while files_to_make(proof):
        make_next_file(proof)
    return _publish(proof, role, confirmed, by, now)


@transaction.atomic
def _publish(proof: Proof, role: Role, confirmed: Collection[str], by: str, now: datetime) -> Publication:
    locked = Proof.objects.select_for_update().filter(pk=proof.pk, content=proof.content).first()
    if locked is None:
        raise ProofIsOld("The proof was published or made anew meanwhile.")
    period = Period.objects.select_related("partnership").get(pk=proof.period_id)
    move_period(
        period=period,
        to=PeriodState.PUBLISHED,
        role=role,
        seen=PeriodState.READY,
        confirmed={*confirmed, "asks"},
        by=by,
        now=now,
    )
    if proof.takes_new_figures:
        period.published_at = now
        period.save(update_fields=["published_at"])
    content = content_of(proof)
    keys = [proof.content]
    publication = add_publication(
        period=period,
        content=content,
        files={(each.audience, each.format): (each.sha256, each.size) for each in proof.files.all()},
        prepared_by=proof.by,
        approved_by=by,
        now=now,
    )
    proof.delete()
    transaction.on_commit(lambda: drop_unused(*keys))
    return publication


def add_publication(
    *,
    period: Period,
    content: Content,
    files: dict[tuple[str, str], tuple[str, int]],
    prepared_by: str,
    approved_by: str,
    now: datetime,
) -> Publication:
    """The rows of a publication whose files are in the store: by audience and format their hash and size."""
    publication = Publication.objects.create(
        partnership=period.partnership,
        period=period,
        number=content.number,
        place=period.publications.count() + 1,
        kind=content.kind.value,
        content=store().put(content_json(content)),
        word_template=content.word_template,
        prepared_by=prepared_by,
        approved_by=approved_by,
        published_at=now,
    )
    for kind in file_kinds():
        found = files.get((kind.audience.value, kind.format.name))
        if found is None:
            continue
        PublishedFile.objects.create(
            publication=publication,
            audience=kind.audience.value,
            format=kind.format.name,
            name=file_name(content, period.key, kind),
            media_type=kind.format.media_type,
            sha256=found[0],
            size=found[1],
        )
    record(
        partnership=period.partnership,
        by=approved_by,
        action="publication.publish",
        subject=f"publication:{publication.pk}",
        details={"number": content.number, "content": publication.content, "prepared_by": prepared_by},
        at=now,
    )
    return publication
