"""The look of the slides: size, letters, colours and two layouts, in place of those of an empty presentation."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml

from saferplan.documents.formats.slides.flowing import ACROSS, HIGH, LEFT, TITLE_HIGH, TITLE_TOP, WIDE
from saferplan.documents.formats.slides.parts import BRAND, HAIR, INK, LINK, QUIET
from saferplan.documents.formats.slides.pieces import emu

FONT = "Arial"
PALE, BAR = "dde8f4", "8fb4d6"
COVER_TOP, COVER_HIGH = 72.0, 190.0
BELOW_TOP, BELOW_HIGH = 308.0, 190.0
_SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_COLOURS = {"dk1": INK, "lt1": "ffffff", "dk2": BRAND, "lt2": PALE, "accent1": BRAND, "hlink": LINK, "folHlink": LINK}
_KEPT = {"Title Slide": "Cover", "Title Only": "Content"}
_APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Saferplan</Application></Properties>"
)


def set_up(presentation: Any, language: str) -> tuple[Any, Any]:
    """Gives a new presentation our look. Returns its layouts: the cover's and that of all others."""
    presentation.slide_width, presentation.slide_height = int(emu(WIDE)), int(emu(HIGH))
    presentation.element.find(f"{{{presentation.element.nsmap['p']}}}sldSz").attrib.pop("type", None)
    for look in presentation.element.iter(f"{_DRAWING}defRPr"):
        if look.get("lang"):
            look.set("lang", language)
    _drop_extras(presentation)
    master = presentation.slide_master
    for layout in list(master.slide_layouts):
        if layout.name not in _KEPT:
            master.slide_layouts.remove(layout)
    cover, content = (next(each for each in master.slide_layouts if each.name == name) for name in _KEPT)
    _colour(master.part.part_related_by(RELATIONSHIP_TYPE.THEME))
    _replace(master, _MASTER, "Saferplan")
    _style(master)
    _replace(cover, _COVER, "Cover")
    _replace(content, _CONTENT, "Content")
    return cover, content


def _drop_extras(presentation: Any) -> None:
    """The template's picture of itself, somebody's printer, and its counts of nothing."""
    package = presentation.part.package
    for rels in (package._rels, presentation.part.rels):
        for key, each in list(rels.items()):
            if each.reltype.endswith(("/thumbnail", "/printerSettings")):
                rels.pop(key)
            elif each.reltype.endswith("/extended-properties"):
                each.target_part._blob = _APPLICATION.encode()


def _colour(theme: Any) -> None:
    root: Any = etree.fromstring(theme.blob)
    root.set("name", "Saferplan")
    for name, colour in _COLOURS.items():
        place = root.find(f".//{_DRAWING}{name}")
        for old in list(place):
            place.remove(old)
        etree.SubElement(place, f"{_DRAWING}srgbClr", val=colour)
    for latin in root.find(f".//{_DRAWING}fontScheme").iter(f"{_DRAWING}latin"):
        latin.set("typeface", FONT)
    theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _replace(of: Any, common: str, name: str) -> None:
    old = of.element.cSld
    made = parse_xml(common.replace("<p:cSld ", f"<p:cSld {_SPACES} ", 1))
    made.set("name", name)
    of.element.replace(old, made)


def _style(master: Any) -> None:
    styles = master.element.find(f"{{{master.element.nsmap['p']}}}txStyles")
    title = styles[0].find(f"{_DRAWING}lvl1pPr")
    title.set("algn", "l")
    look = title.find(f"{_DRAWING}defRPr")
    look.set("sz", "2800")
    look.set("b", "1")
    look.find(f".//{_DRAWING}schemeClr").set("val", "tx2")
    for level in styles[1]:
        for mark in level.findall(f"{_DRAWING}buChar"):
            level.replace(mark, level.makeelement(f"{_DRAWING}buNone", {}))
        level.set("marL", "0")
        level.set("indent", "0")


def _shape(key: int, name: str, place: str, x: float, y: float, wide: float, high: float, form: str, words: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{key}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {place}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>"
        f'<a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(wide)}" cy="{emu(high)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        f'<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" {form}><a:noAutofit/></a:bodyPr>'
        f"{words}</p:txBody></p:sp>"
    )


def _listed(size: int, colour: str, align: str, *, bold: bool = False) -> str:
    return (
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/><a:defRPr sz="{size}" b="{int(bold)}">'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
    )


def _bar(key: int, name: str, x: float, y: float, wide: float, high: float, colour: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{key}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'<a:xfrm><a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(wide)}" cy="{emu(high)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _tree(background: str, *shapes: str) -> str:
    return (
        f'<p:cSld name=""><p:bg><p:bgPr><a:solidFill><a:srgbClr val="{background}"/></a:solidFill><a:effectLst/>'
        '</p:bgPr></p:bg><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/>'
        f"</a:xfrm></p:grpSpPr>{''.join(shapes)}</p:spTree></p:cSld>"
    )


_EMPTY = "<a:p/>"
_NUMBER = '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld></a:p>'
_PLAIN_LIST = "<a:lstStyle/>"
_FOOT = 512.0


def _running(footer: str, number: str) -> tuple[str, str]:
    """Footer and slide number; their indexes in the master differ from those in layouts."""
    return (
        _shape(4, "Footer", footer, LEFT, _FOOT, 760, 14, 'anchor="ctr"', _listed(1000, QUIET, "l") + _EMPTY),
        _shape(5, "Slide number", number, 848, _FOOT, 64, 14, 'anchor="ctr"', _listed(1000, QUIET, "r") + _NUMBER),
    )


_TITLE = _shape(2, "Title", 'type="title"', LEFT, TITLE_TOP, ACROSS, TITLE_HIGH, 'anchor="b"', _PLAIN_LIST + _EMPTY)
_MASTER = _tree(
    "ffffff",
    _TITLE,
    _shape(3, "Text", 'type="body" idx="1"', LEFT, 122, ACROSS, 378, 'anchor="t"', _PLAIN_LIST + _EMPTY),
    *_running('type="ftr" sz="quarter" idx="3"', 'type="sldNum" sz="quarter" idx="4"'),
)
_CONTENT = _tree(
    "ffffff",
    _bar(6, "Rule above", 0, 0, WIDE, 6, BRAND),
    _bar(7, "Rule below the title", LEFT, 110, ACROSS, 0.75, HAIR),
    _TITLE,
    *_running('type="ftr" sz="quarter" idx="11"', 'type="sldNum" sz="quarter" idx="12"'),
)
_COVER = _tree(
    BRAND,
    _bar(6, "Rule", LEFT, 280, 72, 6, BAR),
    _shape(
        2,
        "Title",
        'type="ctrTitle"',
        LEFT,
        COVER_TOP,
        ACROSS,
        COVER_HIGH,
        'anchor="b"',
        _listed(4000, "ffffff", "l", bold=True) + _EMPTY,
    ),
    _shape(
        3,
        "Subtitle",
        'type="subTitle" idx="1"',
        LEFT,
        BELOW_TOP,
        ACROSS,
        BELOW_HIGH,
        'anchor="t"',
        _listed(1800, PALE, "l") + _EMPTY,
    ),
)
