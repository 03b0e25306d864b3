"""The pages of a long list: the numbers to choose from, with the rest of the address kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A page by its number; one without a number stands for those that are left out."""

    number: int | None
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """`first` to `last` of `count` are shown; `before` and `after` are empty at the ends."""

    first: int
    last: int
    count: int
    before: str
    after: str
    links: Sequence[PageLink]


def paging_of(page: Page[Any], kept: Mapping[str, str]) -> Paging | None:
    """None where all stand on one page. `kept` is what else the address says; what is empty is left out."""
    if page.paginator.num_pages < 2:
        return None
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return Paging(
        first=page.start_index(),
        last=page.end_index(),
        count=page.paginator.count,
        before=_url(page.number - 1, kept) if page.has_previous() else "",
        after=_url(page.number + 1, kept) if page.has_next() else "",
        links=tuple(_link(each, page.number, kept) for each in numbers),
    )


def _link(number: int | str, current: int, kept: Mapping[str, str]) -> PageLink:
    if isinstance(number, str):
        return PageLink(number=None, url="", is_current=False)
    return PageLink(number=number, url=_url(number, kept), is_current=number == current)


def _url(number: int, kept: Mapping[str, str]) -> str:
    return "?" + urlencode({**{name: value for name, value in kept.items() if value}, "page": number})
