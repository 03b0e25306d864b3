"""What the gate lets through, and the sentence it gives for the rest."""

from __future__ import annotations

import random
import struct
import warnings
import zlib
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from saferplan.files import gate
from saferplan.files.errors import RefusedFile
from saferplan.files.gate import FileKind, check_upload
from tests.documents.formats.word.packages import docx, p, parts_of, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(kind: str, target: str, mode: str = "External") -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    ).encode()


def with_part(name: str, content: bytes) -> bytes:
    return zipped(parts_of(p("Report")) | {name: content})


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("report.docx", docx(p("Report")), FileKind.DOCX),
        ("REPORT.DOCX", docx(p("Report")), FileKind.DOCX),
        ("report.pdf", b"\n%PDF-1.7\n...", FileKind.PDF),
        ("report.txt", b"Priority 1\tGREEN", FileKind.TEXT),
        ("report.txt", "Priority 1".encode("utf-16"), FileKind.TEXT),
        ("report.md", b"# Report", FileKind.MARKDOWN),
        ("report.json", b'{"schema": "x"}', FileKind.JSON),
        ("C:\\fakepath\\report.txt", b"x", FileKind.TEXT),
        ("linked.docx", with_part("word/_rels/a.rels", relations("hyperlink", "https://example.org")), FileKind.DOCX),
        (
            "own-template.docx",
            with_part("word/_rels/settings.xml.rels", relations("attachedTemplate", "file:///C:\\Word\\Report.dotx")),
            FileKind.DOCX,
        ),
        ("chart.docx", with_part("word/embeddings/Workbook1.xlsx", b"PK"), FileKind.DOCX),
    ],
)
def test_accepted(name: str, data: bytes, kind: FileKind) -> None:
    assert check_upload(name, data) is kind


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("report.docx", b"", "report.docx is empty"),
        ("report.txt", b" \n ", "report.txt is empty"),
        ("report.pdf", b"%PDF-" + bytes(gate.MOST_BYTES), "report.pdf is too big (10.0 MB)"),
        ("report.doc", b"x", "report.doc is an old Word file"),
        ("report.xlsx", docx(p("x")), "report.xlsx is an Excel workbook"),
        ("report.exe", b"MZ", "report.exe cannot be read: Word (.docx), PDF"),
        ("report", b"x", "report cannot be read: Word (.docx), PDF"),
        ("report.docx", b"%PDF-1.7", "report.docx ends in .docx but holds a PDF: rename it"),
        ("report.pdf", docx(p("x")), "report.pdf ends in .pdf but holds a zip archive or an Office document"),
        ("report.pdf", b"hello", "report.pdf ends in .pdf but holds plain text"),
        ("report.txt", b"\x89PNG\r\n\x1a\n...", "report.txt ends in .txt but holds a picture"),
        ("report.txt", b"a\0b", "report.txt ends in .txt but holds something that is not text"),
        ("report.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "report.docx is protected by a password"),
        ("report.docx", OLE + "WordDocument".encode("utf-16-le"), "report.docx is an old Word file"),
        ("report.pdf", OLE, "report.pdf is an old Office file"),
        ("report.docx", docx(p("x"))[:-40], "report.docx is damaged"),
        ("report.docx", b"PK\x03\x04" + bytes(100), "report.docx is damaged"),
        ("a/../x\x07.docx", b"", "x.docx is empty"),
    ],
)
def test_refused(name: str, data: bytes, words: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        check_upload(name, data)
    message = str(refused.value)
    assert message.startswith(words)
    assert message.endswith(".")
    assert "\n" not in message


@pytest.mark.parametrize(
    ("part", "content", "words"),
    [
        ("word/vbaProject.bin", b"x", "contains macros"),
        ("word/activeX/activeX1.xml", b"<x/>", "has another program's object inside"),
        ("word/embeddings/oleObject1.bin", b"x", "has another program's object inside"),
        ("word/_rels/a.rels", relations("oleObject", "embeddings/x", "Internal"), "has another program's object"),
        ("word/_rels/a.rels", relations("attachedTemplate", "https://example.org/t.dotm"), "fetches a template"),
        ("word/_rels/a.rels", relations("attachedTemplate", r"\\server\share\t.dotm"), "fetches a template"),
        ("word/_rels/a.rels", relations("attachedTemplate", "file://server/share/t.dotm"), "fetches a template"),
        ("word/_rels/a.rels", relations("attachedTemplate", "file:///\\\\server\\t.dotm"), "fetches a template"),
        ("word/_rels/a.rels", relations("image", "http://example.org/pixel.png"), "fetches content"),
        ("word/_rels/a.rels", relations("subDocument", "other.docx"), "fetches content"),
        ("word/_rels/a.rels", b"<Relationships", "is damaged"),
        ("word/x.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "holds declarations"),
        ("word/x.bin", b'  <!doctype a [<!entity b "c">]><a/>', "holds declarations"),
        ("word/x.xml", '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16"), "holds declarations"),
        ("word/x.xml", b'<?xml version="1.0" encoding="UTF-7"?><a/>', "holds declarations"),
        ("../evil.xml", b"<a/>", "is not built like a Word document"),
        ("/etc/evil.xml", b"<a/>", "is not built like a Word document"),
        ("C:/evil.xml", b"<a/>", "is not built like a Word document"),
        ("word\\..\\evil.xml", b"<a/>", "is not built like a Word document"),
        ("WORD/document.xml", b"<a/>", "is not built like a Word document"),
        ("word/big.xml", b"<a>" + b" " * 3_000_000 + b"</a>", "unpacks to far more"),
        ("word/_rels/a.rels", b"<a>" + random.Random(1).randbytes(1_100_000).hex().encode(), "unpacks to far more"),
    ],
)
def test_traps_in_word_files(part: str, content: bytes, words: str) -> None:
    with pytest.raises(RefusedFile, match=r"^report.docx ") as refused:
        check_upload("report.docx", with_part(part, content))
    assert words in str(refused.value)


def test_macro_content_types_and_other_office_files() -> None:
    for mark, words in (
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "contains macros"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "is an Excel workbook"),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "is a PowerPoint"),
        ("application/xml", "is not a Word document"),
    ):
        types = f'<Types><Override PartName="/x" ContentType="{mark}"/></Types>'.encode()
        with pytest.raises(RefusedFile, match=words):
            check_upload("report.docx", zipped({"[Content_Types].xml": types}))


def test_archives_with_too_many_or_doubled_entries() -> None:
    many = {f"word/{n}.txt": b"x" for n in range(2_001)}
    with pytest.raises(RefusedFile, match="unpacks to far more"):
        check_upload("report.docx", zipped(parts_of(p("x")) | many))
    stream = BytesIO(docx(p("x")))
    with warnings.catch_warnings(), ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", b"<a/>")
    with pytest.raises(RefusedFile, match="not built like a Word document"):
        check_upload("report.docx", stream.getvalue())


def test_bytes_are_counted_while_unpacking() -> None:
    """The archive says that its part is small; what comes out is not."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = squeezed.compress(b"<a>" + b" " * 5_000_000) + squeezed.flush()
    data = bytearray(with_part("word/lie.xml", b"<a>" + b" " * 5_000_000))
    size = struct.pack("<I", 5_000_003)
    assert data.count(size) >= 1
    lied = bytes(data).replace(size, struct.pack("<I", 900))
    assert body[:8] in lied
    with pytest.raises(RefusedFile):
        check_upload("report.docx", lied)


def test_the_sum_of_all_parts_is_limited() -> None:
    noise = bytes((n * 7919 >> 5) & 0xFF for n in range(100_000))
    parts = {f"word/media/{n}.bin": noise * 60 for n in range(9)}
    with pytest.raises(RefusedFile, match="unpacks to far more"):
        check_upload("report.docx", zipped(parts_of(p("x")) | parts))


def test_encrypted_and_oddly_packed_entries() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_BZIP2) as archive:
        for name, content in parts_of(p("x")).items():
            archive.writestr(name, content)
    with pytest.raises(RefusedFile, match="packed in an unusual way"):
        check_upload("report.docx", stream.getvalue())
    data = bytearray(docx(p("x")))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(RefusedFile, match="protected by a password"):
        check_upload("report.docx", bytes(data))


def test_an_open_document_file_gets_advice() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(RefusedFile, match="is an OpenDocument file"):
        check_upload("report.docx", stream.getvalue())
