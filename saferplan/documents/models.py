"""Reports on their way into the database. The file itself is in the content store, under its hash."""

from __future__ import annotations

from django.db import models

from saferplan.accounts.models import Partnership
from saferplan.cycle.models import Period
from saferplan.documents.public_models import CaseReviewYear, HelpText
from saferplan.documents.publication_models import (
    AcceptedFinding,
    Destruction,
    DestructionRefusal,
    DestructionRequest,
    Proof,
    ProofFile,
    Publication,
    PublishedFile,
    Withdrawal,
)
from saferplan.documents.template_models import DocumentTemplate

__all__ = [
    "AcceptedFinding",
    "CaseReviewYear",
    "Destruction",
    "DestructionRefusal",
    "DestructionRequest",
    "DocumentTemplate",
    "HelpText",
    "Proof",
    "ProofFile",
    "Publication",
    "PublishedFile",
    "TreeVersion",
    "Upload",
    "Withdrawal",
]


class Upload(models.Model):
    """A report that somebody uploaded, and what its reader could not place.

    `notices` and `places` are those of the reading, as JSON. `answers` are the matches that a person confirmed.
    `checked_at` is when somebody found it right; `period` is set once the report is imported.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    notices = models.JSONField(default=list, blank=True)
    places = models.JSONField(default=dict, blank=True)
    placed = models.PositiveIntegerField(default=0)
    unplaced = models.PositiveIntegerField(default=0)
    answers = models.JSONField(default=dict, blank=True)
    frequency = models.CharField(max_length=10, default="quarter")
    period = models.ForeignKey(Period, on_delete=models.SET_NULL, null=True, blank=True, related_name="uploads")
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name


class TreeVersion(models.Model):
    """A state of an uploaded report's tree: number 0 as it was read, then one for each correction.

    Undoing a correction takes its row away, so the latest row is always what counts.
    """

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="tree_versions")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=200)
    tree = models.JSONField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["upload", "number"]
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="tree_version_once")]

    def __str__(self) -> str:
        return f"{self.upload_id}/{self.number} {self.what}"
