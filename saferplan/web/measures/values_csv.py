"""The values of a measure as CSV: what the chart shows, a row a period."""

from __future__ import annotations

import csv
import io

from saferplan.measures.showing import Shown

COLUMNS = (
    *("measure", "starts", "ends", "value", "numerator", "denominator", "unit", "kind", "note", "cleared_for"),
    *("recorded_at", "known_on"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_values(shown: Shown) -> bytes:
    """With a mark at its start, so that Excel reads it as UTF-8."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    figure, series = shown.figure, shown.series
    for point, drawn in zip(series.points, figure.points, strict=True):
        is_known = point.value is not None
        writer.writerow(
            [
                _words(figure.code),
                point.starts.isoformat(),
                point.ends.isoformat(),
                drawn.value or drawn.mark,
                "" if point.numerator is None else f"{point.numerator.normalize():f}",
                "" if point.denominator is None else f"{point.denominator.normalize():f}",
                _words(figure.unit),
                drawn.kind if is_known else "",
                _words(drawn.note),
                point.level.value if is_known else "",
                point.recorded_at.isoformat() if is_known and point.recorded_at else "",
                figure.known_on,
            ]
        )
    return b"\xef\xbb\xbf" + made.getvalue().encode()


def _words(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
