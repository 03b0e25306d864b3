"""Check my report: a file in, findings out. No account, nothing stored."""

from __future__ import annotations

import csv
import io

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saferplan.documents.formats.reading import Reading, UnreadableFile
from saferplan.documents.formats.registry import read_bytes
from saferplan.report.checks import RULES, run_checks
from saferplan.report.findings import Subject
from saferplan.web.check.forms import CheckForm
from saferplan.web.findings import LevelGroup, by_level, place_words
from saferplan.web.pages import Page, show

SALT = "saferplan.check.list"
# A cell that begins like this would be run as a formula by a spreadsheet.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@never_cache
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    if request.method == "POST" and form.is_valid():
        reading = _read(form, "report")
        older = _read(form, "older") if form.cleaned_data["older"] else None
        if reading is not None and not form.errors:
            return _result(request, form.cleaned_data["report"].name, reading, older)
    page = Page(title=_("Check my report"))
    return show(request, "check/form.html", page, form=form, rules=RULES)


def _read(form: CheckForm, field: str) -> Reading | None:
    upload = form.cleaned_data[field]
    try:
        return read_bytes(upload.name or "", upload.read())
    except UnreadableFile as error:
        form.add_error(field, str(error))
        return None


def _result(request: HttpRequest, name: str, reading: Reading, older: Reading | None) -> HttpResponse:
    subject = Subject(report=reading.tree, older=older.tree if older else None, places=reading.places)
    groups = by_level(run_checks(subject), reading.tree)
    return show(
        request,
        "check/result.html",
        Page(title=_("Findings")),
        name=name,
        levels=groups,
        count=sum(len(group.findings) for group in groups),
        reading=reading,
        read=_what_was_read(reading),
        notices=[(notice, place_words(notice.place)) for notice in reading.notices],
        list=signing.dumps({"name": name, "rows": _rows(groups)}, salt=SALT, compress=True),
    )


def _what_was_read(reading: Reading) -> str:
    tree = reading.tree
    activities = sum(1 for _pair in tree.activities())
    parts = (
        ngettext("%(n)s priority", "%(n)s priorities", len(tree.priorities)) % {"n": len(tree.priorities)},
        ngettext("%(n)s activity", "%(n)s activities", activities) % {"n": activities},
        ngettext("%(n)s card", "%(n)s cards", len(tree.cards)) % {"n": len(tree.cards)},
    )
    return ", ".join(parts)


def _rows(groups: tuple[LevelGroup, ...]) -> list[list[str]]:
    return [
        [group.title, line.name, spot.subject, spot.where, spot.quote, line.message, line.advice]
        for group in groups
        for line in group.findings
        for spot in line.spots
    ]


@require_POST
def check_list(request: HttpRequest) -> HttpResponse:
    """The findings as a list for a spreadsheet. The page carries them, signed, since nothing is stored."""
    try:
        found = signing.loads(request.POST.get("list", ""), salt=SALT, max_age=24 * 3600)
    except signing.BadSignature:
        return HttpResponseBadRequest(_("This list is no longer valid. Check the report again."))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("Level"), _("Check"), _("About"), _("Where"), _("Words"), _("Finding"), _("What to do")])
    writer.writerows([[_safe(cell) for cell in row] for row in found["rows"]])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="findings.csv"'
    return response


def _safe(cell: str) -> str:
    return "'" + cell if cell.startswith(FORMULA_STARTS) else cell


@require_GET
def check_rules(request: HttpRequest) -> HttpResponse:
    """What is checked, and why."""
    return show(request, "check/rules.html", Page(title=_("What is checked")), rules=RULES)
