"""Plans, versions, priorities, activities, cards, owners and criteria.

An identity (`Priority`, `Activity`, `Card`) lives for ever; what it is called, numbered and where it belongs is told
by its dated version rows. Owners and criteria are append-only: in force is the latest `effective_from` not after the
period's end, then the latest `recorded_at` not after the as-at instant.
"""

from __future__ import annotations

import uuid

from django.db import models

from saferplan.accounts.models import Agency, Partnership, Person
from saferplan.measures.models import Measure
from saferplan.plan.rules import RuleKind


class Plan(models.Model):
    """A plan for some years. The next plan may have the same title: its years tell them apart."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="plans")
    title = models.CharField(max_length=300)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["starts", "id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "title", "starts", "ends"], name="plan_once"),
            models.UniqueConstraint(
                fields=["partnership", "title"],
                condition=models.Q(starts__isnull=True) | models.Q(ends__isnull=True),
                name="undated_plan_once",
            ),
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="plan_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.title


class PlanVersion(models.Model):
    """What the plan says from a date on. `number` counts from 1."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    effective_from = models.DateField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once")]

    def __str__(self) -> str:
        return f"{self.plan}, version {self.number}"


class Priority(models.Model):
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="priorities")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    def __str__(self) -> str:
        return str(self.uid)


class PriorityVersion(models.Model):
    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="priorities")
    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.TextField()
    objective = models.TextField(blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["version", "order", "number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="priority_number_once"),
            models.UniqueConstraint(fields=["version", "priority"], name="priority_once_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Activity(models.Model):
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="activities")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    def __str__(self) -> str:
        return str(self.uid)


class ActivityVersion(models.Model):
    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="activities")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="versions")
    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="activity_versions")
    code = models.CharField(max_length=40)
    title = models.TextField()
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["version", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="activity_code_once"),
            models.UniqueConstraint(fields=["version", "activity"], name="activity_once_a_version"),
            models.CheckConstraint(condition=~models.Q(code=""), name="activity_has_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Card(models.Model):
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="cards")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    def __str__(self) -> str:
        return str(self.uid)


class CardVersion(models.Model):
    """A card in a plan version. A hidden card carries the return of an activity that has no card of its own."""

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="cards")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="versions")
    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, related_name="card_versions")
    aim = models.TextField(blank=True)
    is_hidden = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["version", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "card"], name="card_once_a_version")]

    def __str__(self) -> str:
        return f"Card {self.card_id} in {self.version_id}"


class CardTarget(models.Model):
    """An activity that a card is about; `wording` is the card's own title for it where it differs.

    A card may name a code that no activity has; the row then keeps that `code` and has no activity.
    """

    card_version = models.ForeignKey(CardVersion, on_delete=models.CASCADE, related_name="targets")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, blank=True, related_name="targets")
    code = models.TextField(blank=True)
    wording = models.TextField(blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["card_version", "order"]
        constraints = [
            models.UniqueConstraint(fields=["card_version", "activity"], name="target_once_a_card"),
            models.CheckConstraint(
                condition=models.Q(activity__isnull=False, code="")
                | (models.Q(activity__isnull=True) & ~models.Q(code="")),
                name="target_is_activity_or_code",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.card_version_id}: {self.activity_id}"


class Dated(models.Model):
    """Append-only: rows are added, never changed."""

    effective_from = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


class Ownership(Dated):
    """Who owns a card from a date on; its lines are the owners in order."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="ownerships")

    class Meta:
        ordering = ["card", "effective_from", "recorded_at", "id"]

    def __str__(self) -> str:
        return f"Owners of card {self.card_id} from {self.effective_from}"


class Owner(models.Model):
    """One owner, in the report's words, tied to an agency or person once they are known."""

    ownership = models.ForeignKey(Ownership, on_delete=models.CASCADE, related_name="owners")
    words = models.TextField()
    agency = models.ForeignKey(Agency, on_delete=models.SET_NULL, null=True, blank=True, related_name="ownerships")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="ownerships")
    is_accountable = models.BooleanField(default=False)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["ownership", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["ownership"], condition=models.Q(is_accountable=True), name="one_accountable_owner"
            )
        ]

    def __str__(self) -> str:
        return self.words


class Criteria(Dated):
    """When a card's light is green, amber or red, from a date on. `reason` says why it was changed."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="criteria")
    green = models.TextField(blank=True)
    amber = models.TextField(blank=True)
    red = models.TextField(blank=True)
    complete = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["card", "effective_from", "recorded_at", "id"]

    def __str__(self) -> str:
        return f"Criteria of card {self.card_id} from {self.effective_from}"


class LightRule(Dated):
    """How lights are made from other lights, from a date on: a roll-up or a headline rule of a plan.

    `number` is its version, counted from 1 for each plan and kind. `method` and `params` are those of
    `report.rollup`; `adopted` says who decided it, such as "Strategy Group, 24 September 2026".
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="light_rules")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in RuleKind])
    number = models.PositiveIntegerField()
    method = models.CharField(max_length=20)
    params = models.JSONField(default=dict)
    adopted = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ["plan", "kind", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "kind", "number"], name="light_rule_number_once")]

    def __str__(self) -> str:
        return f"{self.kind} rule {self.number} of plan {self.plan_id}"


class MeasureLink(models.Model):
    """A measure that says whether a priority, or an activity, makes a difference.

    An activity has results only once its owner accepted the measure for it.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="links")
    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, null=True, blank=True, related_name="measures")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, blank=True, related_name="measures")
    by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    accepted_by = models.CharField(max_length=150, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["measure", "recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="measure_link_has_one_subject",
                condition=models.Q(priority__isnull=False, activity__isnull=True)
                | models.Q(priority__isnull=True, activity__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} for {self.priority_id or self.activity_id}"
