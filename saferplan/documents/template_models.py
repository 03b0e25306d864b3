"""A partnership's own Word documents that reports are written into. The bytes are in a store, by their hash."""

from __future__ import annotations

from django.db import models

from saferplan.accounts.models import Partnership


class TemplateKind(models.TextChoices):
    REPORT = "report", "Report"
    COVERING = "covering-report", "Covering report"


class DocumentTemplate(models.Model):
    """One is in use for each kind; a new one takes its place."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="document_templates")
    kind = models.CharField(max_length=20, choices=TemplateKind.choices)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    removed_by = models.CharField(max_length=150, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "kind"],
                condition=models.Q(removed_at=None),
                name="one_template_in_use_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.kind}) of {self.partnership_id}"
