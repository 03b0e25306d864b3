"""Running text of a PDF: paragraphs, lists, headings, and what stands at the edges of the page."""

from __future__ import annotations

from saferplan.documents.formats.source import Marker, Part
from tests.documents.formats.pdf.samples import PAGE, paragraphs, read


def test_wrapped_lines_are_one_paragraph_and_hyphens_stay() -> None:
    text = (
        "The police-led scheme against on-line fraud went on through the summer in every ward of the town, and the "
        "pan-London work on scooter theft began in the week of the carnival with nine well-known groups."
    )
    source = read(f"{text}\n\nA second paragraph.", page=PAGE.replace("width: 500pt", "width: 230pt"))
    assert [p.text for p in paragraphs(source)] == [text, "A second paragraph."]


def test_words_that_are_divided_at_line_ends_are_whole_again() -> None:
    words = "Representatives considered extraordinarily complicated responsibilities internationally notwithstanding."
    source = read(
        f'#set text(hyphenate: true, lang: "en")\n#set par(justify: true)\n{words}',
        page=PAGE.replace("width: 500pt", "width: 170pt"),
    )
    (paragraph,) = paragraphs(source)
    assert paragraph.text == words


def test_bold_italic_and_links_become_markdown() -> None:
    source = read('*Late:* the _new_ lamps, see #link("https://example.org/lamps")[the list].')
    (paragraph,) = paragraphs(source)
    assert paragraph.text == "Late: the new lamps, see the list."
    assert paragraph.markdown == "**Late:** the *new* lamps, see [the list](https://example.org/lamps)."
    assert paragraph.strong_lead == "Late:"
    assert not paragraph.bold


def test_lists_have_markers_numbers_and_depth() -> None:
    source = read(
        """- Pastors on Fridays
  - In the old town and along the harbour, in pairs, from nine in the evening until the last train has left at one
- Marshals at the rank
+ Book a trainer
+ Write the plan"""
    )
    found = [(p.marker, p.number, p.depth, p.text[:14]) for p in paragraphs(source)]
    assert found == [
        (Marker.BULLET, "", 0, "Pastors on Fri"),
        (Marker.BULLET, "", 1, "In the old tow"),
        (Marker.BULLET, "", 0, "Marshals at th"),
        (Marker.NUMBER, "1.", 0, "Book a trainer"),
        (Marker.NUMBER, "2.", 0, "Write the plan"),
    ]
    assert paragraphs(source)[1].text.endswith("left at one")


def test_headings_by_size() -> None:
    source = read(
        """#text(size: 20pt)[Quarterly report]

#text(size: 14pt)[*Priority 1*]

The text of the first priority is longer than any heading in this report, which is what makes it the body text.

#text(size: 14pt)[*Priority 2*]

The text of the second priority."""
    )
    assert [(p.heading, p.bold) for p in paragraphs(source)] == [
        (1, False),
        (2, True),
        (0, False),
        (2, True),
        (0, False),
    ]


def test_running_headers_and_page_numbers_are_read_once() -> None:
    page = PAGE.replace(
        "margin: 40pt", "margin: 40pt, header: [Milltown Safety Board], footer: context [Page #here().page() of 3]"
    )
    source = read("First page.\n#pagebreak()\nSecond page.\n#pagebreak()\nThird page.", page=page)
    assert [p.text for p in paragraphs(source, Part.HEADER)] == ["Milltown Safety Board"]
    assert [p.text for p in paragraphs(source, Part.FOOTER)] == ["Page 1 of 3"]
    assert [p.text for p in paragraphs(source)] == ["First page.", "Second page.", "Third page."]
    assert [p.place.page for p in paragraphs(source)] == [1, 2, 3]


def test_a_sentence_goes_on_over_a_page_break() -> None:
    source = read("#v(295pt)\n" + "The volunteers of the scheme spoke with many people in the old town. " * 9)
    (paragraph,) = paragraphs(source)
    assert source.pages == 2
    assert paragraph.text.count("The volunteers of the scheme spoke with many people in the old town.") == 9


def test_columns_of_text_are_not_mixed_line_by_line() -> None:
    left = (
        "On the left stands the story of the street pastors, who walk the old town on Friday nights in all weathers. "
    )
    right = "On the right stands the story of the taxi marshals, who wait at the station on nights with an event. "
    source = read(f"#grid(columns: (1fr, 1fr), column-gutter: 24pt, [{left * 3}], [{right * 3}])")
    assert [p.text for p in paragraphs(source)] == [(left * 3).strip(), (right * 3).strip()]


def test_footnotes_stand_apart() -> None:
    source = read("The count#footnote[From April to June.] rose.")
    assert [p.text for p in paragraphs(source, Part.FOOTNOTE)] == ["1From April to June."] or [
        p.text for p in paragraphs(source, Part.FOOTNOTE)
    ] == ["From April to June."]


def test_boxes_and_the_fill_behind_a_line() -> None:
    source = read(
        """#rect(stroke: 1pt, inset: 6pt)[A box with a few words in it]

Plain words after the box."""
    )
    assert [p.text for p in paragraphs(source, Part.TEXT_BOX)] == ["A box with a few words in it"]
    assert [p.text for p in paragraphs(source)] == ["Plain words after the box."]


def test_the_colour_behind_a_paragraph() -> None:
    source = read('#rect(fill: rgb("#00b050"), inset: 6pt)[Overall: on track]\n\nPlain words.')
    assert [(p.text, p.fill) for p in paragraphs(source)] == [("Overall: on track", "#00b050"), ("Plain words.", "")]


def test_white_text_on_white_is_not_read() -> None:
    source = read("#text(fill: white)[Hidden words] \n\nSeen words #box(fill: navy)[#text(fill: white)[on blue]]")
    assert [p.text for p in paragraphs(source)] == ["Seen words on blue"]


def test_title_and_author_of_the_file() -> None:
    source = read('#set document(title: "Quarterly report", author: "Sam Okoro")\nWords.')
    assert (source.title, source.author, source.pages) == ("Quarterly report", "Sam Okoro", 1)


def test_a_paragraph_indented_on_the_right_is_one() -> None:
    body = "#lorem(60)\n\n#pad(left: 30pt, right: 190pt)[To reduce the harm that is caused by nuisance in our estates]"
    source = read(body)
    assert paragraphs(source)[-1].text == "To reduce the harm that is caused by nuisance in our estates"
