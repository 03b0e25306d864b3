"""A look into pictures, PDFs and tables before they are kept. Runs in the limited process: the bytes are a stranger's.

Each function returns what is wrong, as the end of a sentence that begins with the name of the file; nothing where all
is well.
"""

from __future__ import annotations

import csv
import io
import re

MOST_PIXELS = 60_000_000
# What a spreadsheet program would run rather than show.
_FORMULA = re.compile(r"\s*(?:[=@]|[+-].*[(|!])")
_DAMAGED = "is damaged: open it, save it again and try once more"


def look_at_picture(data: bytes, ending: str) -> bytes:
    """Only the header is read for the size: a picture's pixels are unpacked once it is known that they are few."""
    from PIL import Image, UnidentifiedImageError

    form = "PNG" if ending == ".png" else "JPEG"
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(data), formats=[form]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return b"is too large a picture: make it smaller and try again"
            picture.load()
    except Image.DecompressionBombError:
        return b"is too large a picture: make it smaller and try again"
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return _DAMAGED.encode()
    return b""


def look_into_pdf(data: bytes, _ending: str) -> bytes:
    """A PDF that opens without a password, and holds neither scripts nor other files."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return b"is protected by a password: remove the password, save it and try again"
        return _DAMAGED.encode()
    try:
        if len(document) == 0:
            return _DAMAGED.encode()
        if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0:
            return b"has a script in it, which is not accepted: print it to a new PDF and try again"
        if document.count_attachments() > 0:
            return b"has other files inside, which is not accepted: attach those by themselves"
    finally:
        document.close()
    return b""


def look_into_table(data: bytes, _ending: str) -> bytes:
    """A table as text whose cells are values: whichever sign parts them, none is a formula."""
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", errors="replace")
    try:
        for delimiter in ",;\t":
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
                if any(_FORMULA.match(cell) for cell in row):
                    return b"has a formula in it: save the values only and try again"
    except csv.Error:
        return b"cannot be read as a table: save it again and try once more"
    return b""
