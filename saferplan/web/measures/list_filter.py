"""Which measures of a long list are shown: by name, supplier and priority, as the address says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from saferplan.accounts.models import Partnership
from saferplan.measures.models import Measure
from saferplan.plan.measure_links import load_links
from saferplan.web.measures.linking import outline_of

# As many are seen at a glance.
WORTH_FILTERING = 10
NO_SUPPLIER = "none"


class ListFilter(forms.Form):
    """What is asked for; what the address says amiss is left out."""

    name = forms.CharField(required=False)
    supplier = forms.ChoiceField(required=False)
    priority = forms.ChoiceField(required=False)

    def __init__(self, data: QueryDict, *, measures: Iterable[Measure], priorities: Mapping[str, str]) -> None:
        super().__init__(data)
        self.fields["name"].label = _("Name")
        suppliers = {str(each.supplier_id): each.supplier.name for each in measures if each.supplier}
        named = sorted(suppliers.items(), key=lambda pair: pair[1].casefold())
        nobody = [(NO_SUPPLIER, _("No supplier"))] if any(each.supplier_id is None for each in measures) else []
        self._offer("supplier", _("Supplier"), _("All suppliers"), [*named, *nobody])
        self._offer("priority", _("Priority"), _("All priorities"), list(priorities.items()))
        # An old address may name what is gone.
        self.errors.clear()

    def _offer(self, name: str, label: str, every: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.label, field.choices = label, [("", every), *choices]
        if not choices:
            del self.fields[name]

    @property
    def kept(self) -> Mapping[str, str]:
        """What narrows the list, as it stands in the address."""
        return {name: str(value).strip() for name, value in self.cleaned_data.items() if str(value).strip()}

    def chosen(self, measures: Iterable[Measure], linked: Mapping[str, Collection[int]]) -> list[Measure]:
        kept = self.kept
        words = kept.get("name", "").casefold().split()
        supplier, priority = kept.get("supplier"), kept.get("priority")
        return [
            each
            for each in measures
            if all(word in f"{each.name} {each.code}".casefold() for word in words)
            and (not supplier or str(each.supplier_id or NO_SUPPLIER) == supplier)
            and (not priority or each.pk in linked.get(priority, ()))
        ]


def priorities_of(partnership: Partnership, now: datetime) -> tuple[Mapping[str, str], Mapping[str, Collection[int]]]:
    """The priorities of the latest period's plan, and the measures of each and of its activities. Four queries."""
    outline = outline_of(partnership)
    above = {each.id: each.priority_id for each in outline.activities}
    linked: dict[str, set[int]] = {str(each.id): set() for each in outline.priorities}
    for link in load_links(partnership, as_at=now):
        priority = link.priority_id or above.get(link.activity_id or 0)
        if str(priority) in linked:
            linked[str(priority)].add(link.measure.id)
    return {str(each.id): f"{each.number}. {each.title}" for each in outline.priorities}, linked
