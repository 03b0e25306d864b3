"""Every part of a written file, unpacked as far as it goes, and the words in it however they are kept there."""

from __future__ import annotations

import base64
import binascii
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote_to_bytes

import pdfplumber
import pikepdf

_DEEPEST = 8
_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/\r\n]{4}){6,}[A-Za-z0-9+/]{0,4}={0,2}")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}\s*){8,}")


def parts_of(data: bytes, name: str = "", depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """The file itself, then each member, stream and embedded piece of it, with a name that says where it is."""
    yield name, data
    if depth > _DEEPEST:
        return
    for inner_name, inner in _inside(data):
        yield from parts_of(inner, f"{name}/{inner_name}", depth + 1)


def _inside(data: bytes) -> Iterator[tuple[str, bytes]]:
    if zipfile.is_zipfile(io.BytesIO(data)):
        yield from _of_zip(data)
    elif data.startswith(b"%PDF"):
        yield from _of_pdf(data)
    else:
        yield from _pieces(data)


def _of_zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        yield "comment", package.comment
        for entry in package.infolist():
            yield "name", entry.filename.encode() + entry.comment + entry.extra
            yield entry.filename, package.read(entry)


def _of_pdf(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Streams, strings and the words of the pages; glyphs stand for words there, so that a stream tells no reader."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, each in enumerate(pdf.objects):
            yield from _of_object(each, f"object {number}")
        yield "trailer", b"\n".join(_strings(pdf.trailer))
    with pdfplumber.open(io.BytesIO(data)) as opened:
        for page in opened.pages:
            yield f"page {page.page_number}", (page.extract_text() or "").encode()
            yield f"letters {page.page_number}", "".join(char["text"] for char in page.chars).encode()


def _of_object(value: pikepdf.Object, name: str) -> Iterator[tuple[str, bytes]]:
    if isinstance(value, pikepdf.Stream):
        yield name, value.read_raw_bytes()
        with suppress(pikepdf.PdfError):
            yield name, value.read_bytes()
        yield name, b"\n".join(_strings(value.stream_dict))
    else:
        yield name, b"\n".join(_strings(value))


def _strings(value: object, depth: int = 0) -> Iterator[bytes]:
    """The strings and names of a PDF object, without following what it points at: those are objects themselves."""
    if isinstance(value, pikepdf.String):
        yield bytes(value)
        yield str(value).encode()
    elif isinstance(value, pikepdf.Name):
        yield str(value).encode()
    elif isinstance(value, pikepdf.Array) and depth < _DEEPEST:
        for each in value:
            yield from _strings(each, depth + 1)
    elif isinstance(value, pikepdf.Dictionary) and depth < _DEEPEST:
        for key, each in value.items():
            yield key.encode()
            if not (isinstance(each, pikepdf.Object) and each.is_indirect):
                yield from _strings(each, depth + 1)
    elif isinstance(value, str):
        yield value.encode()


def _pieces(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What is packed inside text: base64, hexadecimal digits, a stream of zlib or gzip."""
    for bits in (zlib.MAX_WBITS, zlib.MAX_WBITS | 16):
        with suppress(zlib.error):
            yield "inflated", zlib.decompressobj(bits).decompress(data)
    for found in _BASE64.finditer(data):
        packed = re.sub(rb"\s", b"", found[0])
        with suppress(binascii.Error):
            yield "base64", base64.b64decode(packed[: len(packed) // 4 * 4])
    for found in _HEX.finditer(data):
        yield "hex", bytes.fromhex(found[0].decode())


def readings(data: bytes) -> Iterator[str]:
    """The part as text, in each way in which a word could stand in it; letters and digits only, in small letters."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
        text = data.decode(encoding, "ignore")
        yield _folded(text)
        yield _folded(re.sub(r"<[^>]*>", "", text))
    yield _folded(html.unescape(data.decode("utf-8", "ignore")))
    yield _folded(unquote_to_bytes(data).decode("utf-8", "ignore"))
    yield _folded(re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), data.decode("utf-8", "ignore")))


def _folded(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def words_found(data: bytes, words: list[str]) -> dict[str, str]:
    """Those of the words that stand anywhere in a file, each with the part where it was met first."""
    sought = {word: _folded(word) for word in words}
    found: dict[str, str] = {}
    for name, part in parts_of(data):
        for text in readings(part):
            found |= {word: name for word, folded in sought.items() if word not in found and folded in text}
    return found
