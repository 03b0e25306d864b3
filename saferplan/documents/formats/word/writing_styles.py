"""The styles of a written Word document, set up so that a person can go on working with them."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from saferplan.documents.formats.word.writing_pieces import element, style_id

_FONT = "Arial"
_INK, _QUIET, _BRAND, _HAIR = "14181c", "4d565e", "1d3346", "c3c9cf"
_WIDE = 9638

# Name, size in points, bold, colour, space before and after in points, kept with the next paragraph.
_PARAGRAPHS: tuple[tuple[str, float, bool, str, float, float, bool], ...] = (
    ("Normal", 10.5, False, _INK, 0, 6, False),
    ("Partnership", 12, True, _BRAND, 0, 2, True),
    ("Motto", 10.5, False, _QUIET, 0, 0, True),
    ("Title", 26, True, _INK, 18, 4, True),
    ("Subtitle", 13, False, _INK, 0, 14, False),
    ("Summary", 12, False, _INK, 0, 8, False),
    ("Heading 1", 17, True, _BRAND, 24, 8, True),
    ("Heading 2", 12.5, True, _BRAND, 18, 6, True),
    ("Heading 3", 10.5, True, _INK, 14, 6, True),
    ("Table text", 10, False, _INK, 2, 2, False),
    ("Table note", 9, False, _QUIET, 1, 2, False),
    ("Table label", 10, True, _INK, 2, 2, False),
    ("Table heading", 9.5, True, _INK, 2, 2, True),
    ("After table", 4, False, _INK, 0, 0, False),
    ("Between tables", 4, False, _INK, 6, 0, True),
    ("List Bullet", 10, False, _INK, 1, 1, False),
    ("List Bullet 2", 10, False, _INK, 1, 1, False),
    ("List Number", 10, False, _INK, 1, 1, False),
    ("List Number 2", 10, False, _INK, 1, 1, False),
    ("Header", 9, True, _INK, 0, 0, False),
    ("Footer", 8.5, False, _QUIET, 0, 0, False),
)


def set_up_styles(document: Any, language: str) -> None:
    """Give a new document our styles; `language` such as `en-GB` is that of all its text."""
    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults"))
    look = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    look.find(qn("w:lang")).set(qn("w:val"), language)
    for name, size, bold, colour, before, after, keep in _PARAGRAPHS:
        style = _style(document, name)
        _font(style, size, bold, colour)
        form = style.paragraph_format
        form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(after), keep
        form.line_spacing = 1.1
        form.widow_control = True
    for name in ("Title", "Subtitle"):
        _remove(styles[name].element, "w:pPr/w:pBdr", "w:pPr/w:numPr", "w:pPr/w:contextualSpacing")
    _rule_above(styles["Partnership"])
    for name in ("List Bullet", "List Bullet 2", "List Number", "List Number 2"):
        _remove(styles[name].element, "w:pPr/w:numPr", "w:pPr/w:contextualSpacing", "w:pPr/w:tabs")
    _hyperlink(document)
    _tabs(styles["Footer"])
    styles["Header"].paragraph_format.alignment = 1
    styles.element.append(_table_style())
    _modern(document)


def add_missing_styles(document: Any, language: str) -> dict[str, str]:
    """A template’s styles by our ids; ours in its letters where it has none. Its own stay as they are."""
    known = {each.name: each for each in document.styles}
    ids = {each.style_id for each in known.values()}
    found = {}
    for name, size, bold, _colour, before, after, keep in _PARAGRAPHS:
        style = known.get(name)
        if style is None or style.type != WD_STYLE_TYPE.PARAGRAPH:
            style = _new_style(document, name if style is None else f"Report {name.lower()}", ids)
            style.font.bold = bold
            style.font.size = Pt(size)
            form = style.paragraph_format
            form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(after), keep
        found[style_id(name)] = style.style_id
    body = known.get("Body Text")
    if body is not None and body.type == WD_STYLE_TYPE.PARAGRAPH:
        found["Normal"] = body.style_id
    grid = next((known[name] for name in ("Report table", "Table Grid") if name in known), None)
    if grid is None:
        document.styles.element.append(_table_style())
    found[style_id("Report table")] = grid.style_id if grid is not None else style_id("Report table")
    if "Hyperlink" not in known:
        _hyperlink(document)
    found["Hyperlink"] = next(each.style_id for each in document.styles if each.name == "Hyperlink")
    _set_language(document, language)
    return found


def _new_style(document: Any, name: str, taken: set[str]) -> Any:
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    key = style_id(name)
    made.element.set(qn("w:styleId"), f"Report{key}" if key in taken else key)
    return made


def has_numbers(style: Any) -> bool:
    """Whether a paragraph style brings the bullets or numbers of its paragraphs."""
    while style is not None:
        if style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}") is not None:
            return True
        style = style.base_style
    return False


def _set_language(document: Any, language: str) -> None:
    """That of all text, which is no part of its look."""
    root = document.styles.element
    defaults = root.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = element("w:docDefaults")
        root.insert(0, defaults)
    look = defaults
    for name in ("w:rPrDefault", "w:rPr"):
        inner = look.find(qn(name))
        if inner is None:
            inner = element(name)
            look.insert(0, inner)
        look = inner
    if look.find(qn("w:lang")) is None:
        look.append(element("w:lang"))
    for spoken in root.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)


def _style(document: Any, name: str) -> Any:
    styles = document.styles
    if name in [each.name for each in styles]:
        return styles[name]
    made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = styles["Normal"]
    made.element.set(qn("w:styleId"), style_id(name))
    made.quick_style = True
    return made


def _font(style: Any, size: float, bold: bool, colour: str) -> None:
    look = style.element.get_or_add_rPr()
    _remove(style.element, "w:rPr/w:rFonts", "w:rPr/w:i", "w:rPr/w:iCs", "w:rPr/w:spacing", "w:rPr/w:kern")
    look.insert(0, element("w:rFonts", {f"w:{kind}": _FONT for kind in ("ascii", "hAnsi", "cs", "eastAsia")}))
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, RGBColor.from_string(colour.upper())


def _remove(root: Any, *paths: str) -> None:
    for path in paths:
        for found in root.findall("/".join(qn(part) for part in path.split("/"))):
            found.getparent().remove(found)


def _rule_above(style: Any) -> None:
    top = element("w:top", {"w:val": "single", "w:sz": "24", "w:space": "8", "w:color": _BRAND})
    style.element.get_or_add_pPr().insert_element_before(
        element("w:pBdr", None, top), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _tabs(style: Any) -> None:
    form = style.element.get_or_add_pPr()
    _remove(style.element, "w:pPr/w:tabs")
    tabs = element("w:tabs", None, element("w:tab", {"w:val": "right", "w:pos": str(_WIDE)}))
    form.insert_element_before(tabs, "w:spacing", "w:ind", "w:jc")


def _hyperlink(document: Any) -> None:
    made = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    made.font.color.rgb = RGBColor.from_string("0F4C81")
    made.font.underline = True


def _table_style() -> Any:
    def border(name: str, size: int, colour: str) -> Any:
        return element(f"w:{name}", {"w:val": "single", "w:sz": str(size), "w:space": "0", "w:color": colour})

    lines = element("w:tblBorders", None, *(border(name, 4, _HAIR) for name in ("top", "bottom", "insideH")))
    sides = [element(f"w:{side}", {"w:w": width, "w:type": "dxa"}) for side, width in _MARGINS]
    head = element(
        "w:tblStylePr",
        {"w:type": "firstRow"},
        element("w:tcPr", None, element("w:tcBorders", None, border("bottom", 10, _BRAND))),
    )
    return element(
        "w:style",
        {"w:type": "table", "w:customStyle": "1", "w:styleId": style_id("Report table")},
        element("w:name", {"w:val": "Report table"}),
        element("w:basedOn", {"w:val": "TableNormal"}),
        element("w:uiPriority", {"w:val": "99"}),
        element("w:tblPr", None, lines, element("w:tblCellMar", None, *sides)),
        head,
    )


_MARGINS = (("top", "40"), ("left", "100"), ("bottom", "40"), ("right", "100"))


def _modern(document: Any) -> None:
    """Without this Word opens the file in its compatibility mode of 2007."""
    settings = document.settings.element
    _remove(settings, "w:compat")
    uri = "http://schemas.microsoft.com/office/word"
    mode = element("w:compatSetting", {"w:name": "compatibilityMode", "w:uri": uri, "w:val": "15"})
    after = ("w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping", "w:shapeDefaults")
    place = next((each for each in settings if each.tag in {qn(name) for name in after}), None)
    made = element("w:compat", None, mode)
    settings.append(made) if place is None else place.addprevious(made)
