"""Opening a PDF safely: each way in which it may be unreadable is one plain sentence."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from saferplan.documents.formats.reading import UnreadableFile

MOST_PAGES = 300
MOST_THINGS = 200_000
BROKEN = "This PDF is broken and cannot be read. Open it in a PDF program, save it again and upload the new file."
LOCKED = "This PDF is locked with a password. Save a copy without the password and upload that."
SCANNED = (
    "This PDF holds only pictures of pages (a scan), so there is no text to read. "
    "Upload the Word file it was made from, or a copy with the text recognised."
)
WORDLESS = "This PDF holds no text. Upload the file it was made from, or export it again with its text."
CODED = "The letters in this PDF cannot be read as text. Upload the Word file it was made from, or export it again."


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The `pdfplumber` document of a file's bytes. Any error inside the block leaves as `UnreadableFile`."""
    if not data.strip():
        raise UnreadableFile("This file is empty. Export the report again and upload the new file.")
    if b"%PDF-" not in data[:1024]:
        raise UnreadableFile("This file is not a PDF. Upload the report as PDF or Word.")
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            count = len(pdf.pages)
            if count == 0:
                raise UnreadableFile("This PDF has no pages. Export it again from the program it was written in.")
            if count > MOST_PAGES:
                raise UnreadableFile(
                    f"This PDF has {count} pages and at most {MOST_PAGES} can be read. Upload the report alone."
                )
            yield pdf
    except UnreadableFile:
        raise
    except Exception as error:  # pdfminer raises many kinds of errors on broken files
        raise UnreadableFile(LOCKED if _is_locked(error) else BROKEN) from error


def _is_locked(error: BaseException) -> bool:
    causes = [error, error.__cause__, error.__context__, *error.args]
    return any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in causes)


class _Counting(PDFPageAggregatorWithMarkedContent):
    """Stops at a page with more letters and shapes than a report can have."""

    count = 0

    def _one_more(self) -> None:
        self.count += 1
        if self.count > MOST_THINGS:
            raise UnreadableFile("A page of this PDF holds more letters and lines than a report can. Export it again.")

    def render_char(self, *args: Any, **kwargs: Any) -> Any:
        self._one_more()
        return super().render_char(*args, **kwargs)

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        self._one_more()
        super().paint_path(*args, **kwargs)


def parse(page: Any) -> None:
    """Reads a page's content under the limit; `pdfplumber` then uses what was read."""
    device = _Counting(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()
