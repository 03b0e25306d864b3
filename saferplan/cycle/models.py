"""Periods, meetings, updates, stated lights, next steps and decisions asked for."""

from __future__ import annotations

from django.db import models

from saferplan.accounts.models import Partnership
from saferplan.cycle.rules import Frequency, LightKind, LightSource, PeriodState, UpdateState
from saferplan.plan.models import Activity, Card, PlanVersion, Priority
from saferplan.report.tree import Light, Trend


class Period(models.Model):
    """A reporting period and what its report's cover says. `key` is its last month.

    Its end, the cut-off for work (`work_to`) and the date of the figures (`figures_to`) are different dates.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="periods")
    key = models.CharField(max_length=7)
    frequency = models.CharField(max_length=10, choices=[(f.value, f.value) for f in Frequency], default="quarter")
    starts = models.DateField()
    ends = models.DateField()
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in PeriodState], default="open")
    plan_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="periods")
    work_to = models.DateField(null=True, blank=True)
    figures_to = models.DateField(null=True, blank=True)
    label = models.TextField(blank=True, help_text="As printed; empty where the words made from the key will do.")
    title = models.TextField(blank=True)
    version = models.TextField(blank=True)
    date = models.CharField(max_length=10, blank=True, help_text="As printed: 2018-09 or 2018-09-27.")
    author = models.TextField(blank=True)
    classification = models.TextField(blank=True)
    going_well = models.TextField(blank=True)
    concern = models.TextField(blank=True)
    rollup_rule = models.TextField(blank=True)

    class Meta:
        ordering = ["ends"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key", "frequency"], name="period_once"),
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="period_ends_after_start"),
            models.CheckConstraint(condition=models.Q(frequency__in=list(Frequency)), name="period_frequency_known"),
            models.CheckConstraint(condition=models.Q(state__in=list(PeriodState)), name="period_state_known"),
        ]

    def __str__(self) -> str:
        return self.key


class Meeting(models.Model):
    """A meeting that a period's report goes to."""

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="meetings")
    body = models.TextField(blank=True)
    date = models.DateField(null=True, blank=True)
    item = models.TextField(blank=True)
    purpose = models.TextField(blank=True)

    class Meta:
        ordering = ["date", "id"]

    def __str__(self) -> str:
        return f"{self.body} {self.date}"


class Update(models.Model):
    """The return for one card and period: one position, one lead. Its lights are `StatedLight` rows."""

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="updates")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="updates")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in UpdateState], default="draft")
    lead = models.CharField(max_length=200, blank=True)
    position = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["period", "card"]
        constraints = [
            models.UniqueConstraint(fields=["period", "card"], name="update_once"),
            models.CheckConstraint(condition=models.Q(state__in=list(UpdateState)), name="update_state_known"),
        ]

    def __str__(self) -> str:
        return f"Update of card {self.card_id} for {self.period_id}"


class StatedLight(models.Model):
    """A light as somebody stated it; never overwritten. A later row for the same subject counts instead."""

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="lights")
    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, null=True, blank=True, related_name="lights")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, blank=True, related_name="lights")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, null=True, blank=True, related_name="lights")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in LightKind], default="delivery")
    light = models.CharField(max_length=10, choices=[(x.value, x.value) for x in Light])
    trend = models.CharField(max_length=10, choices=[(x.value, x.value) for x in Trend], default="none")
    light_words = models.TextField(blank=True)
    trend_words = models.TextField(blank=True)
    source = models.CharField(max_length=10, choices=[(s.value, s.value) for s in LightSource])
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=150)
    until = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["period", "recorded_at", "id"]
        indexes = [models.Index(fields=["period", "kind"], name="light_by_period")]
        constraints = [
            models.CheckConstraint(
                name="light_has_one_subject",
                condition=(
                    models.Q(priority__isnull=False, activity__isnull=True, card__isnull=True)
                    | models.Q(priority__isnull=True, activity__isnull=False, card__isnull=True)
                    | models.Q(priority__isnull=True, activity__isnull=True, card__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="outcome_belongs_to_priority",
                condition=~models.Q(kind="outcome") | models.Q(priority__isnull=False),
            ),
            models.CheckConstraint(condition=models.Q(kind__in=list(LightKind)), name="light_kind_known"),
            models.CheckConstraint(condition=models.Q(light__in=list(Light)), name="light_known"),
            models.CheckConstraint(condition=models.Q(trend__in=list(Trend)), name="light_trend_known"),
            models.CheckConstraint(condition=models.Q(source__in=list(LightSource)), name="light_source_known"),
        ]

    def __str__(self) -> str:
        return f"{self.light} ({self.kind})"


class NextStep(models.Model):
    """What will be done, by whom, by when. `due_words` keeps a due date that is no date ("when funded")."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="next_steps")
    activity = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="next_steps")
    text = models.TextField()
    who = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    due_words = models.TextField(blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["update", "order"]

    def __str__(self) -> str:
        return self.text


class DecisionAsked(models.Model):
    """What the board is asked to decide at this period's meeting."""

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="decisions")
    activity = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions")
    ask = models.TextField()
    owner = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["period", "order"]

    def __str__(self) -> str:
        return self.ask
