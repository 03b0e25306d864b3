"""The text of Word paragraphs: runs, changes, fields, links, symbols, emphasis."""

from __future__ import annotations

import pytest

from saferplan.documents.formats.source import Marker, Part
from tests.documents.formats.word.packages import field, p, paragraphs, r, read, style, styles, texts

DELETED_END = "<w:rPr><w:del/></w:rPr>"


def test_text_split_over_runs_is_one_line() -> None:
    source = read(p(r("Gr") + "<w:proofErr/>" + r("EE", "<w:b/>") + r("N ") + r("  light\u00a0on\u00ad")))
    assert texts(source) == ["GrEEN light on"]


def test_blank_paragraphs_are_left_out_and_lines_counted() -> None:
    source = read(p("One") + p() + p("Three"))
    assert [(x.text, x.place.line) for x in paragraphs(source)] == [("One", 1), ("Three", 3)]


def test_line_breaks_split_a_paragraph() -> None:
    source = read(p(r("1.1.1a. Walks") + "<w:r><w:br/></w:r>" + r("1.1.1b. Talks") + "<w:r><w:tab/></w:r>" + r("late")))
    assert texts(source) == ["1.1.1a. Walks", "1.1.1b. Talks late"]


def test_tracked_changes_give_the_accepted_text() -> None:
    inserted = f"<w:ins>{r('AMBER')}</w:ins>"
    deleted = "<w:del><w:r><w:delText>GREEN</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{r('gone')}</w:moveFrom><w:moveTo>{r(' came')}</w:moveTo>"
    assert texts(read(p(deleted + inserted + moved))) == ["AMBER came"]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    first = p(r("Work is ") + "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>", DELETED_END)
    source = read(first + p("on track.", '<w:shd w:val="clear" w:fill="FFC000"/>') + p("Next"))
    assert [(x.text, x.fill) for x in paragraphs(source)] == [("Work is on track.", "#ffc000"), ("Next", "")]


def test_a_deleted_end_at_the_very_end_keeps_the_text() -> None:
    assert texts(read(p("One") + p("Two", DELETED_END))) == ["One", "Two"]


def test_properties_before_a_change_do_not_count() -> None:
    old = '<w:pPrChange><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange>'
    made = styles(style("Heading1", "heading 1"))
    assert paragraphs(read(p("Plain", old), styles=made))[0].heading == 0


def test_hidden_text_is_dropped() -> None:
    assert texts(read(p(r("seen") + r(" unseen", "<w:vanish/>") + r(" too", '<w:vanish w:val="0"/>')))) == ["seen too"]


def test_content_controls_are_read_and_placeholders_are_not() -> None:
    run = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('Amber')}</w:sdtContent></w:sdt>"
    empty = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Choose an item.')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtContent>{p('Block')}</w:sdtContent></w:sdt>"
    assert texts(read(p(run + empty) + block)) == ["Amber", "Block"]


def test_a_table_of_contents_is_not_text() -> None:
    made = styles(style("T1", "toc 1"))
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
    listed = p(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("Priority one 3")) + p("Priority two 4")
    end = p('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + r("After"))
    assert texts(read(listed + end)) == ["After"]
    assert texts(read(p("Priority one 3", '<w:pStyle w:val="T1"/>') + p("After"), styles=made)) == ["After"]


def test_a_field_that_never_ends_swallows_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert texts(read(p(r("One") + begin) + p("Two"))) == ["One", "Two"]


def test_field_results_and_form_choices() -> None:
    choice = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Green"/>'
        '<w:listEntry w:val="Amber"/></w:ddList></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = f'<w:fldSimple w:instr=" DATE ">{r("May 2024")}</w:fldSimple>'
    assert texts(read(p(field(" REF x ", r("Riverton"))) + p(choice) + p(simple))) == ["Riverton", "Amber", "May 2024"]


def test_links_become_markdown_and_unsafe_ones_text() -> None:
    good = f'<w:hyperlink r:id="web">{r("our page")}</w:hyperlink>'
    bad = f'<w:hyperlink r:id="bad">{r(" here")}</w:hyperlink>'
    written = field(' HYPERLINK "mailto:team@example.org" ', r(" mail"))
    source = read(p(good + bad + written), {"web": "https://example.org/a", "bad": "javascript:alert(1)"})
    found = paragraphs(source)[0]
    assert found.text == "our page here mail"
    assert found.markdown == "[our page](https://example.org/a) here [mail](mailto:team@example.org)"


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Wingdings", "F0E0", "→"), ("Wingdings", "F0DF", "←"), ("Wingdings", "F0E1", "↑"), ("Wingdings", "F0E2", "↓"),
        ("Wingdings", "F0E4", "↗"), ("Wingdings", "F0E6", "↘"), ("Wingdings", "F0E8", "➔"), ("Wingdings", "F0E9", "⬆"),
        ("Wingdings", "F0EA", "⬇"), ("Wingdings", "00F3", "↔"), ("Wingdings", "F06C", "●"), ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F0DC", "→"), ("Wingdings 3", "F023", "↑"), ("Wingdings 3", "F026", "↗"),
        ("Wingdings 3", "F070", "▲"), ("Wingdings 3", "F071", "▼"), ("Wingdings 2", "F050", "✓"),
        ("Wingdings 2", "F098", "●"), ("Webdings", "F035", "▲"), ("Webdings", "F06E", "●"), ("Symbol", "F0AD", "↑"),
    ],
)  # fmt: skip
def test_symbols(font: str, code: str, shown: str) -> None:
    symbol = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    letter = chr(int(code, 16))
    assert texts(read(p(symbol) + p(r(letter, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')))) == [shown, shown]


def test_letters_in_wingdings_are_symbols() -> None:
    assert texts(read(p(r("à", '<w:rFonts w:ascii="Wingdings"/>') + r(" à la carte")))) == ["→ à la carte"]


def test_emphasis_is_kept_as_markdown() -> None:
    source = read(p(r("Aim: ", "<w:b/>") + r("Keep ") + r("young", "<w:i/>") + r(" people safe_ly *now*")))
    found = paragraphs(source)[0]
    assert found.text == "Aim: Keep young people safe_ly *now*"
    assert found.markdown == r"**Aim:** Keep *young* people safe_ly \*now\*"
    assert (found.strong_lead, found.bold) == ("Aim:", False)


def test_size_and_boldness_come_through_the_chain_of_styles() -> None:
    big = '<w:basedOn w:val="N"/><w:rPr><w:b/><w:sz w:val="40"/></w:rPr>'
    made = styles(
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>',
        style("N", "Normal").replace("<w:style", '<w:style w:default="1"'),
        style("Big", inside=big),
        style("Bigger", inside='<w:basedOn w:val="Big"/>'),
    )
    source = read(
        p("Small") + p("Large", '<w:pStyle w:val="Bigger"/>') + p(r("Direct", '<w:sz w:val="25"/>')), styles=made
    )
    assert [(x.size, x.bold, x.markdown) for x in paragraphs(source)] == [
        (11.0, False, "Small"),
        (20.0, True, "Large"),
        (12.5, False, "Direct"),
    ]


def test_headings_by_name_base_and_outline() -> None:
    made = styles(
        style("berschrift2", "heading 2", "<w:rPr><w:b/></w:rPr>"),
        style("Own", "Council head", '<w:basedOn w:val="berschrift2"/>'),
        style("Title"),
        style("O", inside='<w:pPr><w:outlineLvl w:val="3"/></w:pPr>'),
    )
    body = "".join(p("Head", f'<w:pStyle w:val="{key}"/>') for key in ("berschrift2", "Own", "Title", "O", "None"))
    source = read(body + p("Head", '<w:outlineLvl w:val="0"/>'), styles=made)
    assert [x.heading for x in paragraphs(source)] == [2, 2, 1, 4, 0, 1]
    assert {x.markdown for x in paragraphs(source)} == {"Head"}


def test_fills_of_paragraphs_and_highlighted_runs() -> None:
    shaded = p("One", '<w:shd w:val="clear" w:color="auto" w:fill="00B050"/>')
    marked = p(r("Status: ") + r("RED", '<w:highlight w:val="red"/>'))
    none = p("Three", '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>')
    assert [x.fill for x in paragraphs(read(shaded + marked + none))] == ["#00b050", "#ff0000", ""]


def test_notes_follow_what_refers_to_them() -> None:
    notes = (
        f'<w:footnotes NAMESPACES><w:footnote w:id="0" w:type="separator">{p("x")}</w:footnote>'
        f'<w:footnote w:id="2">{p("From the partnership survey.")}</w:footnote></w:footnotes>'
    )
    comments = f'<w:comments NAMESPACES><w:comment w:id="2">{p("Is this right?")}</w:comment></w:comments>'
    body = p(r("Calls fell") + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="2"/></w:r>')
    source = read(body + p("End"), footnotes=notes, comments=comments)
    assert [(x.text, x.part, x.place.line) for x in paragraphs(source)] == [
        ("Calls fell", Part.BODY, 1),
        ("From the partnership survey.", Part.FOOTNOTE, 1),
        ("Is this right?", Part.COMMENT, 1),
        ("End", Part.BODY, 2),
    ]


def test_headers_and_footers_come_once_each_at_the_end() -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="first" r:id="header1"/><w:headerReference r:id="header2"/>'
        '<w:footerReference r:id="footer1"/></w:sectPr>'
    )
    header = f"<w:hdr NAMESPACES>{p('Riverton Safer Partnership')}</w:hdr>"
    footer = f"<w:ftr NAMESPACES>{p('Version 2')}</w:ftr>"
    source = read(p("Body") + section, header1=header, header2=header, footer1=footer)
    assert [(x.text, x.part) for x in paragraphs(source)] == [
        ("Body", Part.BODY),
        ("Riverton Safer Partnership", Part.HEADER),
        ("Version 2", Part.FOOTER),
    ]


@pytest.mark.parametrize("sign", ["• ", "· ", "- ", "– ", "* ", "o ", "▪", "•\t"])
def test_typed_bullets(sign: str) -> None:
    found = paragraphs(read(p(sign + "Held two walks")))[0]
    assert (found.text, found.marker, found.number) == ("Held two walks", Marker.BULLET, "")


@pytest.mark.parametrize("sign", ["1.", "12)", "(3)", "a)", "(iv)"])
def test_typed_numbers(sign: str) -> None:
    found = paragraphs(read(p(sign + " Held two walks")))[0]
    assert (found.text, found.marker, found.number) == ("Held two walks", Marker.NUMBER, sign)


@pytest.mark.parametrize("text", ["-", "–", "1.1.1a. Walks", "2.", "5 November", "-5%", "old town", "3.5 per cent"])
def test_what_is_no_typed_list_sign(text: str) -> None:
    found = paragraphs(read(p(text)))[0]
    assert (found.text, found.marker) == (text, Marker.NONE)
