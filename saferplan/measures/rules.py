"""What a measure is made of, and what may be shown of it to whom. Pure: no database, no clock."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    COUNT = "count"
    RATE = "rate"
    PERCENTAGE = "percentage"
    MONEY = "money"
    DAYS = "days"
    SCORE = "score"


class Aggregation(StrEnum):
    """How the values of several periods become one."""

    SUM = "sum"
    LATEST = "latest"
    MEAN = "mean"


class Sensitivity(StrEnum):
    OPEN = "open"
    PERSON = "about persons"


class SmallNumbers(StrEnum):
    """How small numbers are kept from telling who somebody is, in public."""

    NONE = "none"
    THRESHOLD = "threshold"
    ROUND = "round"


class ReleaseLevel(StrEnum):
    """For whom the agency that supplied the figures has cleared them."""

    PROVISIONAL = "provisional"
    BOARD = "board"
    PUBLIC = "public"


class StandingRelease(StrEnum):
    """What holds for every value of a measure without asking again."""

    NONE = "none"
    BOARD_ONLY = "board only"
    ALREADY_PUBLISHED = "already published"


class Missing(StrEnum):
    """Why there is no value. Zero is a value; missing is not."""

    AWAITING = "awaiting data"
    NOT_COLLECTED = "not collected"
    SUPPRESSED = "suppressed at the source"
    NOT_APPLICABLE = "not applicable"


class BaselineKind(StrEnum):
    """A value, the mean of the periods from a day to another, or none for a reason."""

    VALUE = "value"
    PERIOD = "period"
    NONE = "none"


class TargetShape(StrEnum):
    """A step holds from its day on; a line goes from the target before to this one, which it reaches on its day."""

    STEP = "step"
    LINE = "line"


# Counted as ratios of sums, never as means of ratios.
FROM_PARTS = frozenset({Unit.RATE, Unit.PERCENTAGE})
LEVELS = (ReleaseLevel.PROVISIONAL, ReleaseLevel.BOARD, ReleaseLevel.PUBLIC)


def is_cleared(level: ReleaseLevel, audience: ReleaseLevel) -> bool:
    """Whether values cleared to a level may be shown to an audience: what is for the public is for the board too."""
    return LEVELS.index(level) >= LEVELS.index(audience)
