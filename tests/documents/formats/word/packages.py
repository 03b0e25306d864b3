"""Small .docx files made by hand, for what python-docx cannot write."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from saferplan.documents.formats.source import Cell, Paragraph, Source, Table
from saferplan.documents.formats.word.read import read_source

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "comments": "comments",
    "header1": "header",
    "header2": "header",
    "footer1": "footer",
    "theme": "theme",
}


def parts_of(body: str, links: dict[str, str] | None = None, **parts: str) -> dict[str, bytes]:
    """The parts of a Word file. `parts` are XML by name (styles, footnotes …), `links` outside addresses by id."""
    relations = [f'<Relationship Id="{name}" Type="{_OFFICE}/{_KINDS[name]}" Target="{name}.xml"/>' for name in parts]
    relations += [
        f'<Relationship Id="{key}" Type="{_OFFICE}/hyperlink" Target="{address}" TargetMode="External"/>'
        for key, address in (links or {}).items()
    ]
    package = "http://schemas.openxmlformats.org/package/2006"
    made = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f"{''.join(relations)}</Relationships>",
    }
    for name, xml in parts.items():
        made[f"word/{name}.xml"] = xml.replace("NAMESPACES", _NAMESPACES)
    return {name: text.encode() for name, text in made.items()}


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(body: str, links: dict[str, str] | None = None, **parts: str) -> bytes:
    return zipped(parts_of(body, links, **parts))


def read(body: str, links: dict[str, str] | None = None, **parts: str) -> Source:
    return read_source(docx(body, links, **parts))


def paragraphs(source: Source) -> list[Paragraph]:
    return [item for item in source.items if isinstance(item, Paragraph)]


def texts(source: Source) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(source)]


def table(source: Source, index: int = 0) -> Table:
    return list(source.tables())[index]


def first_cell(source: Source) -> Cell:
    return table(source).rows[0].cells[0]


def p(inside: str = "", properties: str = "") -> str:
    """A paragraph; plain words become a run."""
    inside = inside if inside.startswith("<") else r(inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(inside: str = "", properties: str = "") -> str:
    inside = inside if inside.startswith("<") else p(inside)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"


def field(code: str, result: str) -> str:
    """A complex field with its result runs."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def shape(fill: str, text: str = "", size: int = 200_000, description: str = "") -> str:
    """A run with a DrawingML shape, and the VML copy that older programs read."""
    box = f"<wps:txbx><w:txbxContent>{p(text)}</w:txbxContent></wps:txbx>" if text else ""
    copy = f"<v:textbox><w:txbxContent>{p(text)}</w:txbxContent></v:textbox>" if text else ""
    colour = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else "<a:noFill/>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="{size}" '
        f'cy="{size}"/><wp:docPr id="1" name="Oval" descr="{description}"/><a:graphic><a:graphicData><wps:wsp>'
        f"<wps:spPr>{colour}</wps:spPr>{box}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f'</mc:Choice><mc:Fallback><w:pict><v:oval fillcolor="#{fill}">{copy}</v:oval></w:pict></mc:Fallback>'
        f"</mc:AlternateContent></w:r>"
    )


def style(key: str, name: str = "", inside: str = "", kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name or key}"/>{inside}</w:style>'


def styles(*each: str) -> str:
    return f"<w:styles NAMESPACES>{''.join(each)}</w:styles>"
