"""Files that cannot be read: one plain sentence each, never another error."""

from __future__ import annotations

import contextlib
import io

import pikepdf
import pytest
from PIL import Image

from saferplan.documents.formats.pdf import opening
from saferplan.documents.formats.pdf.read import read_source
from saferplan.documents.formats.reading import UnreadableFile
from tests.documents.formats.pdf.samples import pdf


def _refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_source(data)
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def _changed(data: bytes, **how: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def test_a_password_is_asked_for() -> None:
    locked = _changed(pdf("Words"), encryption=pikepdf.Encryption(user="u", owner="o"))
    assert "password" in _refusal(locked)


def test_a_file_that_only_limits_printing_is_read() -> None:
    limited = _changed(pdf("Words"), encryption=pikepdf.Encryption(user="", owner="o"))
    assert read_source(limited).items


def test_a_scan_says_that_it_is_a_scan() -> None:
    out = io.BytesIO()
    Image.new("RGB", (200, 200), "grey").save(out, "PDF")
    assert "scan" in _refusal(out.getvalue())


def test_a_page_without_words() -> None:
    assert "no text" in _refusal(pdf("#rect(fill: blue)"))


@pytest.mark.parametrize("data", [b"", b"   \n", b"Not a PDF at all", b"PK\x03\x04"])
def test_other_files(data: bytes) -> None:
    _refusal(data)


def test_every_cut_and_damaged_file_is_refused_or_read() -> None:
    whole = pdf("#table(columns: 2, [A], [B], [C], [D])\nWords and more words.")
    for length in range(0, len(whole), max(len(whole) // 16, 1)):
        _read_or_refuse(whole[:length])
    for place in range(20, len(whole), max(len(whole) // 24, 1)):
        _read_or_refuse(whole[:place] + b"\xff0<<" + whole[place + 4 :])


def _read_or_refuse(data: bytes) -> None:
    with contextlib.suppress(UnreadableFile):
        assert read_source(data).pages


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_PAGES", 2)
    assert "3 pages" in _refusal(pdf("A\n#pagebreak()\nB\n#pagebreak()\nC"))


def test_too_much_on_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_THINGS", 50)
    assert "more letters" in _refusal(pdf("Words and more words. " * 5))
