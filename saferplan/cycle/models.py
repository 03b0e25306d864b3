"""Periods, meetings and their steps, updates and all that belongs to them, stated lights, decisions asked for."""

from __future__ import annotations

from django.db import models

from saferplan.accounts.models import Partnership, Person
from saferplan.common.periods import Frequency
from saferplan.cycle.rules import LightKind, LightSource, PeriodState, StepKind, UpdateState
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
    published_at = models.DateTimeField(null=True, blank=True, help_text="When it was first published.")
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


class MeetingStep(models.Model):
    """A dated point before a meeting, counted back from it in working days.

    `clear` days leave out both the day of the step and the day of the meeting. A date that was set by hand stays
    when the meeting moves. `due_at` is empty while the meeting has no date.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in StepKind])
    name = models.CharField(max_length=100, blank=True, help_text="The partnership's own words for it.")
    working_days = models.PositiveIntegerField()
    clear = models.BooleanField(default=False)
    time = models.TimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    is_by_hand = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=150, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["meeting", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind"], condition=~models.Q(kind="other"), name="step_kind_once_a_meeting"
            ),
            models.CheckConstraint(condition=models.Q(kind__in=list(StepKind)), name="step_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name or self.kind


class Update(models.Model):
    """The return for one card and period: one position, a light for each activity, one lead.

    What stands here is the latest text; each save is kept as a `Revision` and each act as an `UpdateEvent`. Its lights
    count only once it is approved: then they are stated (`StatedLight`). `source` names the email or call that an
    editor recorded the update from. `author` wrote what was submitted; whoever approves never takes that place.
    """

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="updates")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="updates")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in UpdateState], default="draft")
    lead = models.CharField(max_length=200, blank=True)
    lead_person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="leads")
    position = models.TextField(blank=True)
    no_change_reason = models.TextField(blank=True)
    source = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    author = models.CharField(max_length=150, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["period", "card"]
        constraints = [
            models.UniqueConstraint(fields=["period", "card"], name="update_once"),
            models.CheckConstraint(condition=models.Q(state__in=list(UpdateState)), name="update_state_known"),
        ]

    def __str__(self) -> str:
        return f"Update of card {self.card_id} for {self.period_id}"


class UpdateLight(models.Model):
    """The light that an update claims for an activity of its card, before and after it is approved."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="claims")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="claims")
    light = models.CharField(max_length=10, choices=[(x.value, x.value) for x in Light])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["update", "activity"], name="claim_once"),
            models.CheckConstraint(condition=models.Q(light__in=list(Light)), name="claim_known"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}: {self.light}"


class Revision(models.Model):
    """Everything that somebody saved, whole; only ever added. `base` is the revision that they had before them.

    A revision that was `parked` was written over an older base than the latest: it stands beside, and nothing is lost,
    until whoever wrote it has settled what becomes of it. `lights` are by activity id, `steps` a list of text, who, due
    and activity id.
    """

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    base = models.PositiveIntegerField(default=0)
    is_parked = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)
    position = models.TextField(blank=True)
    no_change_reason = models.TextField(blank=True)
    lights = models.JSONField(default=dict)
    steps = models.JSONField(default=list)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["update", "number"]
        constraints = [models.UniqueConstraint(fields=["update", "number"], name="revision_once")]

    def __str__(self) -> str:
        return f"Revision {self.number} of {self.update_id}"


class UpdateEvent(models.Model):
    """What was done with an update, by whom, when, and what was said; only ever added."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="events")
    action = models.CharField(max_length=20)
    revision = models.PositiveIntegerField(default=0)
    comment = models.TextField(blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["update", "at", "id"]

    def __str__(self) -> str:
        return f"{self.action} by {self.by}"


class Correction(models.Model):
    """An editor's text for publication, beside the partner's approved position, which stays as it is.

    While an objection stands (`objected_at` without `settled_at`) the partner's own text is used.
    """

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="corrections")
    revision = models.PositiveIntegerField(help_text="The revision that it corrects.")
    text = models.TextField()
    reason = models.TextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    objection = models.TextField(blank=True)
    objected_by = models.CharField(max_length=150, blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=150, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["update", "at", "id"]

    def __str__(self) -> str:
        return f"Correction of {self.update_id}"


class HandOver(models.Model):
    """A colleague who was given an update, or one activity of it, to write."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="handovers")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, blank=True, related_name="handovers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="handovers")
    note = models.TextField(blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["update", "at", "id"]

    def __str__(self) -> str:
        return f"{self.update_id} to {self.person_id}"


class EvidenceFile(models.Model):
    """A file beside an update. Its bytes stand in the content store under `sha256`."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    note = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    removed_by = models.CharField(max_length=150, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["update", "at", "id"]

    def __str__(self) -> str:
        return self.name


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
    approved_by = models.CharField(max_length=150, blank=True)
    until = models.DateField(null=True, blank=True, help_text="An override holds up to the period that ends then.")
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


class Restriction(models.Model):
    """Words of a period's report that the public may not read. `passage` empty: the whole field; `field` empty: all.

    About a card, an activity or a priority, or about the report itself. Only ever added, and ended with a reason.
    """

    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="restrictions")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, null=True, blank=True, related_name="restrictions")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, blank=True, related_name="restrictions")
    priority = models.ForeignKey(Priority, on_delete=models.CASCADE, null=True, blank=True, related_name="restrictions")
    field = models.CharField(max_length=30, blank=True)
    passage = models.TextField(blank=True)
    paragraph = models.CharField(max_length=2)
    interest = models.TextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    ended_by = models.CharField(max_length=150, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["period", "at", "id"]

    def __str__(self) -> str:
        return f"{self.field or 'all'} of {self.card_id or self.activity_id or self.priority_id or 'the report'}"
