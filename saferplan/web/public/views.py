"""Public pages: the list of what is published, one report, two compared, the feed, and where to get help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from saferplan.accounts.models import Partnership
from saferplan.documents.publication_models import Publication
from saferplan.documents.publishing import archive
from saferplan.documents.publishing import public_information as information
from saferplan.documents.publishing.errors import NotThere
from saferplan.report.audiences import Audience
from saferplan.report.compare import compare, sentences
from saferplan.report.differences import figure_sentences, text_differences
from saferplan.report.editions import edition
from saferplan.web.pages import Crumb, NavItem, Page, show
from saferplan.web.public import present
from saferplan.web.public.access import for_everybody
from saferplan.web.publishing.serving import frozen


@for_everybody
def archive_page(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Everything that was published, newest first; what was withdrawn or destroyed keeps its place."""
    found = _public(partnership)
    newest = {each.pk for each in archive.standing(found)}
    lines = [_line(each, is_newest=each.pk in newest) for each in found]
    choices = present.choices_of([each for each in found if archive.is_given_out(each)])
    return show(
        request, "public/archive.html", _frame(partnership, _("Reports"), "reports"), lines=lines, choices=choices
    )


@for_everybody
def latest(request: HttpRequest, partnership: Partnership, key: str) -> HttpResponse:
    """The newest number of a period."""
    found = [each for each in _public(partnership) if each.period.key == key]
    chosen = next(iter(archive.standing(found)), None) or next(iter(found), None)
    if chosen is None:
        raise Http404
    return redirect(present.address_of(chosen))


@for_everybody
def report_page(request: HttpRequest, partnership: Partnership, key: str, number: str) -> HttpResponse:
    """One report: what it is, how things stand in it, and its files."""
    found = _publication_or_404(partnership, key, number)
    if not archive.is_given_out(found):
        return _ended(request, partnership, found)
    content = archive.content_if_there(found)
    if content is None:
        return _ended(request, partnership, found)
    report = edition(content, Audience.PUBLIC)
    public = _public(partnership)
    newest = next((each for each in archive.standing(public) if each.period_id == found.period_id), found)
    glance = present.present_glance(report)
    return show(
        request,
        "public/report.html",
        _frame(partnership, present.choices_of([found])[0].words, "", _archive_crumb(partnership)),
        report=report,
        line=present.present_line(found, content, is_newest=True),
        newer=_line(newest, is_newest=True) if newest.pk != found.pk else None,
        glance=glance,
        has_results=any(each.has_results for each in glance),
        files=present.present_files(found, archive.list_files(found, Audience.PUBLIC)),
        before=_before(public, found),
        value=f"{key}/{number}",
        note=report.changes,
        sha256=found.content,
    )


@for_everybody
def report_file(request: HttpRequest, partnership: Partnership, key: str, number: str, name: str) -> HttpResponse:
    """A frozen file of the public edition."""
    found = _publication_or_404(partnership, key, number)
    file = archive.find_file(found, name)
    if file is None or file.audience != Audience.PUBLIC.value:
        raise Http404
    if not archive.is_given_out(found):
        return _ended(request, partnership, found)
    try:
        data = archive.bytes_of(file)
    except NotThere:
        return _ended(request, partnership, found)
    return frozen(data, media_type=file.media_type, name=file.name, sha256=file.sha256)


@for_everybody
def compare_page(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Any two reports: lights, figures, texts, criteria and what came or went."""
    found = [each for each in _public(partnership) if archive.content_if_there(each)]
    known = {choice.value: each for choice, each in zip(present.choices_of(found), found, strict=True)}
    older, newer = (known.get(request.GET.get(name, "")) for name in ("from", "to"))
    context: dict[str, Any] = {
        "choices": present.choices_of(found),
        "chosen_from": request.GET.get("from", ""),
        "chosen_to": request.GET.get("to", ""),
        "is_wrong": bool(request.GET) and (older is None or newer is None),
    }
    if older and newer:
        context |= _compared(older, newer)
    frame = _frame(partnership, _("Compare two reports"), "", _archive_crumb(partnership))
    return show(request, "public/compare.html", frame, **context)


def _compared(older: Publication, newer: Publication) -> dict[str, Any]:
    before, after = (archive.report_of(each, Audience.PUBLIC) for each in (older, newer))
    comparison = compare(before, after)
    lights = present.light_changes(comparison)
    texts = text_differences(comparison, before, after)
    figures = [_(template).format(**params) for template, params in figure_sentences(before, after)]
    every = [_(template).format(**params) for template, params in sentences(comparison)]
    return {
        "older": present.choices_of([older])[0].words,
        "newer": present.choices_of([newer])[0].words,
        "lights": lights,
        "texts": texts,
        "figures": figures,
        "sentences": [] if comparison.is_same() else every,
        "is_same": comparison.is_same() and not figures,
    }


@for_everybody
def help_page(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """Where to get help now, and what the partnership must publish every year."""
    return show(
        request,
        "public/help.html",
        _frame(partnership, _("Get help or report something"), "help"),
        services=information.help_text(partnership),
        years=information.list_case_reviews(partnership),
    )


@for_everybody
def feed(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    """What was published, as an Atom feed."""
    home = request.build_absolute_uri(reverse("reports", args=[partnership.slug]))
    made = Atom1Feed(
        title=partnership.name,
        link=home,
        description=_("Performance reports"),
        language="en-gb",
        author_name=partnership.name,
        feed_url=request.build_absolute_uri(),
        feed_guid=home,
    )
    for each in _public(partnership):
        _add_entry(made, request, each)
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _add_entry(made: Atom1Feed, request: HttpRequest, publication: Publication) -> None:
    line = _line(publication, is_newest=False)
    address = request.build_absolute_uri(line.url)
    told = ". ".join(text.rstrip(".") for text in (line.kind, line.note, line.state, line.reason) if text)
    ended = archive.destruction_of(publication) or archive.withdrawal_of(publication)
    made.add_item(
        title=present.choices_of([publication])[0].words,
        link=address,
        unique_id=address,
        description=told or _("A new report."),
        pubdate=publication.published_at,
        updateddate=ended.at if ended else publication.published_at,
    )


def _public(partnership: Partnership) -> Sequence[Publication]:
    return [each for each in archive.list_publications(partnership) if present.is_public(each)]


def _publication_or_404(partnership: Partnership, key: str, number: str) -> Publication:
    found = archive.find_publication(partnership, key, number)
    if found is None or not present.is_public(found):
        raise Http404
    return found


def _line(publication: Publication, *, is_newest: bool) -> present.Line:
    return present.present_line(publication, archive.content_if_there(publication), is_newest=is_newest)


def _before(public: Sequence[Publication], publication: Publication) -> str:
    """The standing report of the period before, to compare with."""
    older = [each for each in archive.standing(public) if each.period.ends < publication.period.ends]
    return present.choices_of(older[:1])[0].value if older else ""


def _ended(request: HttpRequest, partnership: Partnership, found: Publication) -> HttpResponse:
    """A withdrawn report says why in its place; of a destroyed one only number, day, reason and hash are left.

    One whose bytes are not what was published is not given out, and the answer says that something is broken.
    """
    gone = archive.destruction_of(found) or archive.open_request(found)
    page = _frame(partnership, present.choices_of([found])[0].words, "", _archive_crumb(partnership))
    line = _line(found, is_newest=False)
    line = replace(line, state=line.state or _("Not available at present"))
    is_file = request.resolver_match is not None and request.resolver_match.url_name == "report-file"
    is_broken = archive.is_given_out(found)
    status = 503 if is_broken else 410 if gone or is_file else 200
    is_gone = bool(gone) or is_broken
    return show(request, "public/ended.html", page, line=line, publication=found, is_gone=is_gone, status=status)


def _archive_crumb(partnership: Partnership) -> Crumb:
    return Crumb(_("Reports"), reverse("reports", args=[partnership.slug]))


def _frame(partnership: Partnership, title: str, current: str, *crumbs: Crumb) -> Page:
    slug = partnership.slug
    menu = (
        NavItem("reports", _("Reports"), reverse("reports", args=[slug])),
        NavItem("help", _("Get help"), reverse("reports-help", args=[slug])),
    )
    return Page(title=title, partnership=partnership, crumbs=crumbs, menu=menu, current=current)
