"""What a partnership tells the public beside its reports: where to get help, and the yearly figures of case reviews."""

from __future__ import annotations

from django.db import models

from saferplan.accounts.models import Partnership


class HelpText(models.Model):
    """Local services that help, as small Markdown. The latest row counts."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="help_texts")
    text = models.TextField(blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"Help of {self.partnership_id}"


class CaseReviewYear(models.Model):
    """The figures that the Anti-social Behaviour, Crime and Policing Act 2014, section 104, wants published each year.

    Of rows for the same year the latest counts: a correction is another row.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="case_review_years")
    ends = models.DateField(help_text="The last day of the twelve months.")
    applications = models.PositiveIntegerField()
    not_met = models.PositiveIntegerField(help_text="Applications that did not meet the threshold.")
    reviews = models.PositiveIntegerField()
    recommended = models.PositiveIntegerField(help_text="Reviews that led to recommendations.")
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-ends", "-at", "-id"]

    def __str__(self) -> str:
        return f"Case reviews of {self.partnership_id} up to {self.ends}"
