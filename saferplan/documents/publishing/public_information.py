"""What the public is told beside the reports: reads and writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from saferplan.accounts.actions import record
from saferplan.accounts.chain import text_hash
from saferplan.accounts.models import Partnership
from saferplan.accounts.permissions import check_right
from saferplan.accounts.rules import Right, Role
from saferplan.documents.public_models import CaseReviewYear, HelpText


class BadFigures(ValueError):
    """Figures of case reviews that cannot be; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReviews:
    """A year's figures; `ends` is its last day."""

    ends: date
    applications: int
    not_met: int
    reviews: int
    recommended: int


def help_text(partnership: Partnership) -> str:
    row = HelpText.objects.filter(partnership=partnership).first()
    return row.text if row else ""


def list_case_reviews(partnership: Partnership) -> Sequence[CaseReviews]:
    """The years, newest first, each as it was corrected last."""
    found: dict[date, CaseReviews] = {}
    for row in CaseReviewYear.objects.filter(partnership=partnership):
        found.setdefault(
            row.ends,
            CaseReviews(
                ends=row.ends,
                applications=row.applications,
                not_met=row.not_met,
                reviews=row.reviews,
                recommended=row.recommended,
            ),
        )
    return list(found.values())


@transaction.atomic
def set_help(*, partnership: Partnership, text: str, role: Role, by: str, now: datetime) -> None:
    check_right(role, Right.EDIT)
    HelpText.objects.create(partnership=partnership, text=text.strip(), by=by, at=now)
    details = {"text": text_hash(text)}
    record(partnership=partnership, by=by, action="public.help", subject=partnership.slug, details=details, at=now)


@transaction.atomic
def add_case_reviews(*, partnership: Partnership, year: CaseReviews, role: Role, by: str, now: datetime) -> None:
    """A year's figures, or a correction of them. BadFigures for more of a part than there is of the whole."""
    check_right(role, Right.EDIT)
    if year.not_met > year.applications:
        raise BadFigures("More applications did not meet the threshold than were made.")
    if year.reviews > year.applications - year.not_met:
        raise BadFigures("More reviews were carried out than applications met the threshold.")
    if year.recommended > year.reviews:
        raise BadFigures("More reviews led to recommendations than were carried out.")
    if year.ends > now.date():
        raise BadFigures("These twelve months are not over yet.")
    CaseReviewYear.objects.create(
        partnership=partnership,
        ends=year.ends,
        applications=year.applications,
        not_met=year.not_met,
        reviews=year.reviews,
        recommended=year.recommended,
        by=by,
        at=now,
    )
    details = {"ends": year.ends.isoformat(), "applications": year.applications, "reviews": year.reviews}
    record(
        partnership=partnership, by=by, action="public.case-reviews", subject=partnership.slug, details=details, at=now
    )
