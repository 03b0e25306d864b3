"""What may stand beside an update as evidence, and what hostile and mistaken files are told."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from saferplan.files import gate, process
from saferplan.files.errors import ParserFailed, RefusedFile
from saferplan.files.evidence import CSV, DOCX, JPEG, PDF, PNG, TEXT, XLSX, EvidenceKind, check_evidence
from saferplan.files.looking import MOST_PIXELS, look_at_picture, look_into_pdf, look_into_table
from tests.documents.formats.word.packages import docx, p, parts_of, zipped
from tests.files.test_gate import OLE, relations

MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/xl/workbook.xml" ContentType="{MAIN}"/></Types>'
).encode()
BOOK = {"[Content_Types].xml": TYPES, "xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"<worksheet/>"}


def book(name: str, content: bytes) -> bytes:
    return zipped(BOOK | {name: content})


def picture(form: str, size: tuple[int, int] = (4, 3)) -> bytes:
    stream = BytesIO()
    Image.new("RGB", size, "white").save(stream, form)
    return stream.getvalue()


def pdf(change: str = "") -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    stream = BytesIO()
    if change == "script":
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        names = pikepdf.Array([pikepdf.String("a"), document.make_indirect(script)])
        document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=names))
    if change == "file":
        document.attachments["x.exe"] = pikepdf.AttachedFileSpec(document, b"MZ", filename="x.exe")
    if change == "password":
        document.save(stream, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    else:
        document.save(stream)
    return stream.getvalue()


def huge_png() -> bytes:
    """A few bytes that say they are a picture of 30,000 by 30,000."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("minutes.pdf", pdf(), PDF),
        ("minutes.docx", docx(p("Minutes")), DOCX),
        ("figures.xlsx", zipped(BOOK), XLSX),
        ("Figures.XLSX", zipped(BOOK), XLSX),
        ("figures.csv", b"ward,count\nNorth,3\nSouth,-2\n", CSV),
        ("figures.csv", b"name,note\nAnn,- see below\nBob,+44 20 7946 0000\n", CSV),
        ("notes.txt", "Café".encode(), TEXT),
        ("photo.png", picture("PNG"), PNG),
        ("photo.jpg", picture("JPEG"), JPEG),
        ("photo.jpeg", picture("JPEG"), JPEG),
        ("C:\\fakepath\\photo.jpg", picture("JPEG"), JPEG),
        ("linked.xlsx", book("xl/worksheets/_rels/a.rels", relations("hyperlink", "https://example.org")), XLSX),
    ],
)
def test_accepted(name: str, data: bytes, kind: EvidenceKind) -> None:
    assert check_evidence(name, data) is kind


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"", "a.pdf is empty"),
        ("a.txt", b"x" * (gate.MOST_BYTES + 1), "a.txt is too big"),
        ("a.exe", b"MZ", "a.exe cannot be attached: PDF, Word"),
        ("a.html", b"<script>", "a.html cannot be attached"),
        ("a.svg", b"<svg onload='x'/>", "a.svg cannot be attached"),
        ("a", b"x", "a cannot be attached"),
        ("a.xlsm", zipped(BOOK), "can hold macros: save it as a plain .xlsx"),
        ("a.xls", b"x", "is an old Excel workbook"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        # The ending and the content must agree.
        ("a.png", picture("JPEG"), "ends in .png but does not hold a PNG picture"),
        ("a.jpg", picture("PNG"), "ends in .jpg but does not hold a JPEG picture"),
        ("a.jpg", b"GIF89a...", "ends in .jpg but does not hold a JPEG picture"),
        ("a.pdf", b"hello %PDF-1.7", "ends in .pdf but does not hold a PDF"),
        ("a.txt", pdf(), "ends in .txt but does not hold plain text"),
        ("a.csv", zipped(BOOK), "ends in .csv but does not hold a table as text"),
        ("a.txt", b"a\0b", "ends in .txt but does not hold plain text"),
        ("a.xlsx", docx(p("x")), "is a Word document and not an Excel workbook"),
        ("a.docx", zipped(BOOK), "is an Excel workbook and not a Word document"),
        ("a.docx", zipped({"a.txt": b"x"}), "is a zip archive and not a Word document"),
        # Traps.
        ("a.xlsx", book("xl/vbaProject.bin", b"x"), "contains macros"),
        ("a.docx", zipped(parts_of(p("x")) | {"word/vbaProject.bin": b"x"}), "contains macros"),
        ("a.xlsx", book("xl/macrosheets/sheet1.xml", b"<x/>"), "tied to other files or programs"),
        ("a.xlsx", book("xl/externalLinks/externalLink1.xml", b"<ddeLink/>"), "tied to other files or programs"),
        ("a.xlsx", book("xl/connections.xml", b"<connections/>"), "tied to other files or programs"),
        ("a.xlsx", book("xl/embeddings/oleObject1.bin", b"x"), "another program's object inside"),
        ("a.xlsx", book("xl/a.xml", b'<!DOCTYPE x [<!ENTITY y "z">]><x/>'), "never needs"),
        ("a.xlsx", book("xl/media/a.bin", bytes(40_000_000)), "unpacks to far more"),
        ("a.xlsx", book("../../etc/passwd", b"x"), "is not built like an Excel workbook"),
        (
            "a.xlsx",
            book("xl/_rels/a.rels", relations("attachedTemplate", "https://evil.example")),
            "from another place",
        ),
        ("a.xlsx", zipped(BOOK)[:-30], "is damaged and cannot be opened: open it in Excel"),
        ("a.csv", b"name\n=cmd|'/c calc'!A1\n", "has a formula in it"),
        ("a.csv", b"a;b\n1;@SUM(1)\n", "has a formula in it"),
        ("a.csv", b'a,"=HYPERLINK(""x"")"\n', "has a formula in it"),
        ("a.csv", b"a\t+cmd|x\n", "has a formula in it"),
        ("a.png", picture("PNG", (400, 300))[:-60], "is damaged"),
        ("a.jpg", b"\xff\xd8\xff" + bytes(50), "is damaged"),
        ("a.png", huge_png(), "is too large a picture"),
        ("a.pdf", b"%PDF-1.7\n<script>", "is damaged"),
        ("a.pdf", pdf("script"), "has a script in it"),
        ("a.pdf", pdf("file"), "has other files inside"),
        ("a.pdf", pdf("password"), "is protected by a password"),
    ],
)
def test_refused(name: str, data: bytes, words: str) -> None:
    with pytest.raises(RefusedFile) as refusal:
        check_evidence(name, data)
    assert words in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_reports_are_let_in_as_before() -> None:
    """What may be evidence is no report for that."""
    with pytest.raises(RefusedFile, match="is an Excel workbook: copy the report"):
        gate.check_upload("report.xlsx", zipped(BOOK))
    with pytest.raises(RefusedFile, match="cannot be read"):
        gate.check_upload("report.png", picture("PNG"))


def test_a_name_is_only_shown_clean() -> None:
    with pytest.raises(RefusedFile) as refusal:
        check_evidence("..\\..\\<b>x\r\n.exe", b"MZ")
    assert str(refusal.value).startswith("<b>x.exe cannot")


def test_what_is_parsed_is_parsed_in_the_limited_process_only(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def stopped(function: str, *_arguments: object, **_options: object) -> bytes:
        asked.append(function)
        raise ParserFailed(process.TOO_LONG)

    monkeypatch.setattr("saferplan.files.evidence.run_limited", stopped)
    for name, data in (("a.png", picture("PNG")), ("a.jpg", picture("JPEG")), ("a.pdf", pdf()), ("a.csv", b"a,b\n")):
        with pytest.raises(ParserFailed):
            check_evidence(name, data)
    looks = ("look_at_picture", "look_at_picture", "look_into_pdf", "look_into_table")
    assert asked == [f"saferplan.files.looking:{name}" for name in looks]


def test_what_the_look_says_itself() -> None:
    """The same as above without the process, so that its lines are seen to run."""
    assert look_at_picture(picture("PNG"), ".png") == b""
    assert look_at_picture(picture("JPEG"), ".png") != b""
    assert b"too large" in look_at_picture(huge_png(), ".png")
    assert look_into_pdf(pdf(), ".pdf") == b""
    assert b"script" in look_into_pdf(pdf("script"), ".pdf")
    assert look_into_table("a,b\n1,-2\n".encode("utf-16"), ".csv") == b""
    assert b"formula" in look_into_table("a,b\n1,=2\n".encode("utf-16"), ".csv")
    assert b"as a table" in look_into_table(b"x" * 200_000, ".csv")
    assert MOST_PIXELS < 30_000 * 30_000
