"""Uploads on their way into the database. The file itself is in the content store, under its hash."""

from __future__ import annotations

from django.db import models

from saferplan.accounts.models import Partnership


class Upload(models.Model):
    """A report that somebody uploaded, what was read of it, and what they corrected.

    `reading` is the reading as JSON; `corrected` is the tree after corrections, as JSON, empty until there is one.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    reading = models.JSONField()
    corrected = models.JSONField(default=dict, blank=True)
    period_key = models.CharField(max_length=7, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name
