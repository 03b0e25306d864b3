"""Measures: numbers over time with their baselines, targets, breaks and releases. Dated rows are only ever added."""

from __future__ import annotations

import uuid
from decimal import Decimal
from enum import StrEnum

from django.db import models

from saferplan.accounts.models import Agency, Partnership
from saferplan.common.periods import Frequency
from saferplan.measures.rules import (
    Aggregation,
    BaselineKind,
    Missing,
    ReleaseLevel,
    Sensitivity,
    SmallNumbers,
    StandingRelease,
    TargetShape,
    Unit,
)
from saferplan.report.outcomes import Polarity, TargetBasis


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in words]


class Measure(models.Model):
    """A number over time. `per` is what a rate or percentage is told for: 100, 1,000 residents."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="measures")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    unit = models.CharField(max_length=10, choices=_choices(Unit), default=Unit.COUNT.value)
    unit_words = models.CharField(max_length=60, blank=True, help_text="What is counted: offences, households.")
    per = models.PositiveIntegerField(default=1)
    per_words = models.CharField(max_length=60, blank=True, help_text="What a rate is divided by: residents.")
    decimals = models.PositiveSmallIntegerField(default=0)
    polarity = models.CharField(max_length=10, choices=_choices(Polarity), default=Polarity.LOWER.value)
    frequency = models.CharField(max_length=10, choices=_choices(Frequency), default=Frequency.MONTH.value)
    aggregation = models.CharField(max_length=10, choices=_choices(Aggregation), default=Aggregation.SUM.value)
    target_basis = models.CharField(max_length=12, choices=_choices(TargetBasis), default=TargetBasis.EACH_PERIOD.value)
    supplier = models.ForeignKey(Agency, on_delete=models.SET_NULL, null=True, blank=True, related_name="measures")
    geography = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_proxy_for = models.CharField(max_length=300, blank=True, help_text="What it stands for without measuring it.")
    caveat = models.TextField(blank=True, help_text="Travels with every value that is shown.")
    sensitivity = models.CharField(max_length=15, choices=_choices(Sensitivity), default=Sensitivity.OPEN.value)
    small_numbers = models.CharField(max_length=10, choices=_choices(SmallNumbers), default=SmallNumbers.NONE.value)
    threshold = models.PositiveIntegerField(default=0)
    part_of = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="parts", help_text="The total of it."
    )
    standing_release = models.CharField(
        max_length=20, choices=_choices(StandingRelease), default=StandingRelease.NONE.value
    )
    standing_since = models.DateTimeField(null=True, blank=True, help_text="Since when it holds; always, if not said.")
    standing_reason = models.CharField(
        max_length=300, blank=True, help_text="Who said so, or where they are published."
    )
    title = models.CharField(max_length=300, blank=True, help_text="A chart's title in place of the one made by rule.")
    order = models.PositiveIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order", "name", "id"]
        constraints = [models.UniqueConstraint(fields=["partnership", "code"], name="measure_code_once")]

    def __str__(self) -> str:
        return self.name


class DataLoad(models.Model):
    """One dated load of values: a file, a paste or a form. `mapping` and `counts` say how, and what it changed."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="data_loads")
    source = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.source}, {self.at:%d %B %Y}"


class SourceMapping(models.Model):
    """How a source's files are read; kept so that the next one needs no questions."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="source_mappings")
    name = models.CharField(max_length=200)
    mapping = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="mapping_name_once")]

    def __str__(self) -> str:
        return self.name


class MeasureValue(models.Model):
    """What was known of a period at an instant. A revision is another row: the latest recorded counts.

    A rate or percentage has its two parts; any other measure its value. `missing` says why there is neither.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="values")
    load = models.ForeignKey(DataLoad, on_delete=models.PROTECT, null=True, blank=True, related_name="values")
    starts = models.DateField()
    ends = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    numerator = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    missing = models.CharField(max_length=25, choices=_choices(Missing), blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["measure", "ends", "recorded_at", "id"]
        indexes = [models.Index(fields=["measure", "ends", "recorded_at"], name="value_by_measure")]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="value_ends_after_start"),
            models.CheckConstraint(
                name="value_or_parts_or_missing",
                condition=(
                    models.Q(value__isnull=False, numerator__isnull=True, denominator__isnull=True, missing="")
                    | models.Q(value__isnull=True, numerator__isnull=False, denominator__isnull=False, missing="")
                    | (
                        models.Q(value__isnull=True, numerator__isnull=True, denominator__isnull=True)
                        & ~models.Q(missing="")
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}, {self.ends}"


class DatedOfMeasure(models.Model):
    """Append-only: what counts for a measure from a day on, as recorded at an instant."""

    effective_from = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.CharField(max_length=150)
    reason = models.TextField(blank=True)

    class Meta:
        abstract = True


class Baseline(DatedOfMeasure):
    """The dated reference of a measure; or why there is none, who was asked, and when it will come."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="baselines")
    kind = models.CharField(max_length=10, choices=_choices(BaselineKind))
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    asked_of = models.CharField(max_length=200, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["measure", "effective_from", "recorded_at", "id"]

    def __str__(self) -> str:
        return f"Baseline of {self.measure_id} from {self.effective_from}"


class Target(DatedOfMeasure):
    """What a measure is to reach from a day on, or by it. `tolerance` is the share by which it may be missed."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="targets")
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    shape = models.CharField(max_length=10, choices=_choices(TargetShape), default=TargetShape.STEP.value)
    tolerance = models.DecimalField(max_digits=6, decimal_places=4, default=Decimal("0.05"))

    class Meta:
        ordering = ["measure", "effective_from", "recorded_at", "id"]

    def __str__(self) -> str:
        return f"Target of {self.measure_id} from {self.effective_from}"


class SeriesBreak(models.Model):
    """A day on which recording changed: limits restart, no arrow or comparison crosses it."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="breaks")
    day = models.DateField()
    reason = models.TextField()
    by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["measure", "day", "id"]

    def __str__(self) -> str:
        return f"Break in {self.measure_id} on {self.day}"


class Exclusion(models.Model):
    """A period whose value is left out of limits and sums, with the reason and who decided it."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="exclusions")
    ends = models.DateField()
    reason = models.TextField()
    by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["measure", "ends", "id"]

    def __str__(self) -> str:
        return f"{self.ends} of {self.measure_id} is left out"


class Release(models.Model):
    """The supplying agency's clearance of values that were known by then, from one day to another.

    `by` speaks for the agency, or has its email, and is not who recorded the values. A release that says provisional
    takes the ones before it back. Before `embargo_until` the public sees nothing of it.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="releases")
    starts = models.DateField()
    ends = models.DateField()
    level = models.CharField(max_length=12, choices=_choices(ReleaseLevel))
    embargo_until = models.DateTimeField(null=True, blank=True)
    caveat = models.TextField(blank=True)
    clearance = models.CharField(
        max_length=300, blank=True, help_text="Where an editor recorded it: whose email cleared it, and when."
    )
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["measure", "at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="release_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} for the {self.level}"


class DataRequest(models.Model):
    """Figures that an agency was asked for, by when."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="data_requests")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="data_requests")
    measures = models.ManyToManyField(Measure, related_name="requests")
    starts = models.DateField()
    ends = models.DateField()
    asked_on = models.DateField()
    due_on = models.DateField()
    by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_on", "-id"]

    def __str__(self) -> str:
        return f"{self.agency}, asked on {self.asked_on}"


class ComparisonGroup(models.Model):
    """Other areas that measures are compared with: a most similar group, a family, the neighbours.

    `source` is who says which areas are alike; `own_area` is what we are called among them.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="comparison_groups")
    name = models.CharField(max_length=120)
    own_area = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["partnership", "name"], name="group_name_once")]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """An area belongs to a group from `joined_on` until the day before `left_on`. Withdrawn is what was a mistake."""

    group = models.ForeignKey(ComparisonGroup, on_delete=models.CASCADE, related_name="members")
    area = models.CharField(max_length=120)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    left_recorded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["group", "area", "joined_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(left_on=None) | models.Q(left_on__gt=models.F("joined_on")),
                name="member_leaves_after_joining",
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} from {self.joined_on}"


class AreaValue(models.Model):
    """What was published of another area in a period, in a measure of ours. A revision is another row.

    A rate or percentage may be told by its two parts, or as it was published, for each `per`. `per_words` are what it
    is divided by, as its source says it.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="area_values")
    area = models.CharField(max_length=120)
    starts = models.DateField()
    ends = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    numerator = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    per = models.PositiveIntegerField(default=1)
    per_words = models.CharField(max_length=60, blank=True)
    missing = models.CharField(max_length=25, choices=_choices(Missing), blank=True)
    source = models.CharField(max_length=300)
    by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["measure", "ends", "area", "recorded_at", "id"]
        indexes = [models.Index(fields=["measure", "ends"], name="area_value_by_measure")]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="area_value_ends_after"),
            models.CheckConstraint(
                name="area_value_or_parts_or_missing",
                condition=(
                    models.Q(value__isnull=False, numerator__isnull=True, denominator__isnull=True, missing="")
                    | models.Q(value__isnull=True, numerator__isnull=False, denominator__isnull=False, missing="")
                    | (
                        models.Q(value__isnull=True, numerator__isnull=True, denominator__isnull=True)
                        & ~models.Q(missing="")
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.ends}"
