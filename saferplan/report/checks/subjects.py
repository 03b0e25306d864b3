"""Which words tell the subjects of one report apart."""

from __future__ import annotations

from saferplan.report.checks.vocabulary import all_stems, topic_stems
from saferplan.report.markdown import plain_text
from saferplan.report.tree import Report


def words_of_all(report: Report) -> frozenset[str]:
    """Roots that the partnership uses of itself or on many cards: they do not tell one activity from another."""
    counts: dict[str, int] = {}
    for card in report.cards:
        for stem in set(all_stems(plain_text(card.position))):
            counts[stem] = counts.get(stem, 0) + 1
    common = {stem for stem, count in counts.items() if count > 2 and 3 * count >= len(report.cards)}
    return frozenset(common) | topic_stems(f"{report.partnership.name} {report.plan.title}")
