"""Random series, as wild as they come and always the same for a number."""

from __future__ import annotations

import random
from typing import Any

from saferplan.charts.points import Band, SpcPoint

KINDS = ("common", "common", "common", "improvement", "concern", "high", "low")
WORDS = ("recording changed", "new system", "moved", "records merged with those of the whole force area", "b")


def month(place: int) -> str:
    return f"{2009 + place // 12}-{place % 12 + 1:02d}"


def random_chart(seed: int) -> dict[str, Any]:
    """What `spc_chart` is called with."""
    rng = random.Random(seed)
    count = rng.choice((1, 2, 3, 7, 12, 13, 24, 36, 36, 60, 120, 190))
    level = 10 ** rng.uniform(-2, 6) * rng.choice((1, 1, 1, -1))
    spread = abs(level) * rng.choice((0.0, 0.01, 0.1, 0.4, 1.5))
    is_whole = rng.random() < 0.5
    missing = rng.choice((0, 0, 0, 0.1, 0.6))
    starts = rng.choice((month, month, month, lambda place: f"{2009 + place}", lambda place: f"week {place + 1}"))
    points = []
    for place in range(count):
        value: float | None = rng.gauss(level, spread)
        value = round(value or 0) if is_whole else value
        points.append(
            SpcPoint(
                label=starts(place),
                value=None if rng.random() < missing else value,
                kind=rng.choice(KINDS),
                note="Read again" if rng.random() < 0.03 else "",
            )
        )
    for place in range(rng.choice((0, 0, 0, 1, 3))):
        if count > place + 1:
            points[-1 - place] = SpcPoint(label=points[-1 - place].label, value=None)
    places = sorted(rng.sample(range(1, count), min(count - 1, rng.choice((0, 0, 1, 1, 2, 3, 5)))))
    edges = [0, *places, count]
    bands = []
    for first, end in zip(edges, edges[1:], strict=False):
        mean = rng.gauss(level, spread)
        has_limits = end - first >= 13
        limits = (mean - 2 * spread, mean + 2 * spread) if has_limits else (None, None)
        bands.append(Band(first=first, last=end - 1, mean=mean, lower=limits[0], upper=limits[1]))
    return {
        "title": "A chart",
        "description": "Of a random series.",
        "points": points,
        "bands": bands,
        "breaks": [(place, rng.choice(WORDS)) for place in places],
        "target": rng.choice((None, level, level + 3 * spread)),
        "unit": rng.choice(("", "", "%", "£", "offences", "offences for each 1,000 people who live in the area")),
        "width": rng.choice((290, 320, 480, 640, 640, 960)),
        "height": rng.choice((180, 220, 260)),
        "key": rng.random() < 0.3,
        "zero": rng.random() < 0.1,
    }
