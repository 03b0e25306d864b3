"""What people wrote, in a spreadsheet: text and nothing else, however long and whatever it begins with."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from saferplan.documents.formats.workbook.write import write
from saferplan.report.readable import line
from tests.documents.formats.samples import HOSTILE, SAMPLE, SCRIPT, hostile
from tests.documents.formats.slides.large import large
from tests.documents.formats.workbook.opening import column, keeps_the_rules, opened, rows, table, words

STARTS = ("=1+1", "+44 20 7946 0000", "-2+3", "@SUM(A1)", '=HYPERLINK("http://evil.example")', "'quoted", "{=1}")


@pytest.mark.parametrize(
    "text", [*STARTS, HOSTILE, SCRIPT, "https://evil.example", "<r><t>x</t></r>", "_x0041_", "0042"]
)
def test_what_people_wrote_is_text_and_nothing_else(text: str) -> None:
    report = hostile(text)
    data = write(report)
    book = opened(report)
    keeps_the_rules(book)
    assert column(book["Activities"], "Activity") == [text]
    assert column(book["Priorities"], "Objective") == [text]
    assert column(book["Next steps"], "Next step") == [text, text]
    assert f"Author: {text}" in words(book["Cover"])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        sheets = b"".join(package.read(name) for name in names if name.startswith("xl/worksheets/sheet"))
        strings = etree.fromstring(package.read("xl/sharedStrings.xml"))
    assert b"<f>" not in sheets
    assert b"<f " not in sheets
    assert not any("externalLink" in name or "vba" in name for name in names)
    assert not any(
        name.startswith("xl/worksheets/_rels/") and b"http://evil" in package_part(data, name) for name in names
    )
    assert {etree.QName(each).localname for each in strings} == {"si"}
    assert {each.get("val") for each in strings.iter("{*}rFont")} <= {"Arial"}


def package_part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


@pytest.mark.parametrize("text", STARTS[:4])
def test_a_text_stays_text_when_its_cell_is_opened_and_left(text: str) -> None:
    sheet = opened(hostile(text))["Activities"]
    _head, body = list(sheet[table(sheet).ref])
    (cell,) = [each for each in body if each.value == text and each.column_letter == "C"]
    assert cell.quotePrefix


@pytest.mark.parametrize(
    "text",
    ["word " * 20_000, "x" * 70_000, "\N{GRINNING FACE}" * 20_000, "a\n\n" * 600],
    ids=["words", "x", "faces", "lines"],
)
def test_a_text_that_no_cell_can_hold_goes_on_in_the_next_column(text: str) -> None:
    activity = replace(SAMPLE.priorities[0].activities[0], position=text)
    book = opened(replace(SAMPLE, priorities=(replace(SAMPLE.priorities[0], activities=(activity,)),), cards=()))
    keeps_the_rules(book)
    (row,) = rows(book["Activities"])
    parts = [row[name] for name in row if name.startswith("Position")]
    assert len(parts) > 1
    assert list(row)[-1] == f"Position (part {len(parts)})"
    assert all(len(part.encode("utf-16-le")) // 2 <= 32_767 and part.count("\n") <= 253 for part in parts)
    assert line("".join(parts)) == line(text)


def test_a_row_that_cannot_be_high_enough_says_so() -> None:
    told = "Some texts are longer than a row can be high: select the cell to read all of it."
    assert told in words(opened(large())["Cards"])
    assert told not in words(opened(SAMPLE)["Cards"])


def texts() -> st.SearchStrategy[str]:
    start = st.sampled_from(["", "=", "+", "-", "@", "\t=", "'", "<r>", "_x000A_", "\x00", "\r", "&amp;"])
    middle = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
    return st.builds("{}{}{}".format, start, middle, st.sampled_from(["", "</r>", "\n", "\x0b", "]]>"]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts())
@example("<r></r>")
@example("\ufffe\x1f")
def test_any_text_anywhere(text: str) -> None:
    book = opened(hostile(text))
    keeps_the_rules(book)
    assert column(book["Activities"], "Code") == ["1.1.1a"]
    shown = line(text)
    if "Objective" in rows(book["Priorities"])[0]:
        assert column(book["Priorities"], "Objective") == [shown]
    else:
        assert shown == ""
