"""Proofs and publications. No text of a report stands in these tables: it is in the store of publications, by its hash.

So a publication that must go leaves its number, dates, reasons and hash, and nothing that could disclose anything.
"""

from __future__ import annotations

from django.db import models

from saferplan.accounts.append_only import AppendOnly
from saferplan.accounts.models import Partnership
from saferplan.cycle.models import Period
from saferplan.report.audiences import Audience, PublicationKind

_AUDIENCES = [(each.value, each.value) for each in Audience]
_KINDS = [(each.value, each.value) for each in PublicationKind]


class Proof(models.Model):
    """A report frozen to be looked at, before it is published or given up. `content` is the hash of its content.

    `word_template` is that of the council's own Word document that its Word files are written into, if it has one.

    `takes_new_figures` is whether a correction shows the figures as known now, not as first published.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="proofs")
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="proofs")
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=30, choices=_KINDS)
    content = models.CharField(max_length=64)
    word_template = models.CharField(max_length=64, blank=True)
    takes_new_figures = models.BooleanField(default=False)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["period"], name="one_proof_a_period")]

    def __str__(self) -> str:
        return f"Proof {self.number} of {self.period_id}"


class AcceptedFinding(models.Model):
    """Why a finding of a proof is left as it is. `mark` names the finding by its words and place."""

    proof = models.ForeignKey(Proof, on_delete=models.CASCADE, related_name="accepted")
    mark = models.CharField(max_length=64)
    reason = models.TextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proof", "mark"], name="finding_accepted_once")]

    def __str__(self) -> str:
        return f"{self.mark} of {self.proof_id}"


class ProofFile(models.Model):
    """A file made of a proof, as it will be published."""

    proof = models.ForeignKey(Proof, on_delete=models.CASCADE, related_name="files")
    audience = models.CharField(max_length=10, choices=_AUDIENCES)
    format = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proof", "audience", "format"], name="proof_file_once")]

    def __str__(self) -> str:
        return f"{self.format} for the {self.audience}"


class Publication(models.Model):
    """A numbered, frozen report. `content` is the SHA-256 of its whole content; `place` counts those of its period.

    `prepared_by` and `approved_by` are two people, except in an earlier report that was brought in as it was.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="publications")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="publications")
    number = models.CharField(max_length=20)
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=30, choices=_KINDS)
    content = models.CharField(max_length=64)
    word_template = models.CharField(max_length=64, blank=True)
    prepared_by = models.CharField(max_length=150)
    approved_by = models.CharField(max_length=150)
    published_at = models.DateTimeField()

    append_only = AppendOnly("What is published is never changed: publish a correction.")

    class Meta:
        ordering = ["period", "place"]
        constraints = [
            models.UniqueConstraint(fields=["period", "number"], name="publication_number_once"),
            models.UniqueConstraint(fields=["period", "place"], name="publication_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.period_id}, {self.number}"


class PublishedFile(models.Model):
    """A file of a publication, by its hash in the store. Its address ends in its `name`."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    audience = models.CharField(max_length=10, choices=_AUDIENCES)
    format = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    append_only = AppendOnly("A published file is never changed: publish a correction.")

    class Meta:
        ordering = ["publication", "audience", "format"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "audience", "format"], name="published_file_once"),
            models.UniqueConstraint(fields=["publication", "name"], name="published_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Ending(models.Model):
    """What was said of a publication after it went out; only ever added. The reason must disclose nothing itself."""

    reason = models.TextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    append_only = AppendOnly("What was decided about a publication is never changed.")

    class Meta:
        abstract = True


class Withdrawal(Ending):
    """It is no longer what the partnership says. It keeps its place, its files are no longer given out."""

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="withdrawal")

    def __str__(self) -> str:
        return f"{self.publication_id} is withdrawn"


class DestructionRequest(Ending):
    """Somebody asks that it be destroyed; a second person confirms it. It is not given out meanwhile."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="destruction_requests")

    def __str__(self) -> str:
        return f"{self.publication_id} is to be destroyed"


class DestructionRefusal(Ending):
    """A second person found that it may stay."""

    request = models.OneToOneField(DestructionRequest, on_delete=models.PROTECT, related_name="refusal")

    def __str__(self) -> str:
        return f"{self.request_id} is refused"


class Destruction(Ending):
    """Its content is gone everywhere. Number, dates, reason and hash remain."""

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="destruction")

    def __str__(self) -> str:
        return f"{self.publication_id} is destroyed"
