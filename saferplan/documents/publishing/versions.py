"""The parts that decide what the bytes of a file are. Under the same versions a rebuilt file is the same."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from saferplan import __version__
from saferplan.documents.formats.drawings import FONTS
from saferplan.measures.rule_sets import RULE_SETS
from saferplan.report import editions
from saferplan.report.publication import Version

_LIBRARIES = ("lxml", "python-docx", "python-pptx", "typst", "XlsxWriter", "pypdfium2", "pillow")


@cache
def versions() -> tuple[Version, ...]:
    """Rules, writers, libraries and fonts as they are now."""
    found = [
        Version(part="saferplan", version=__version__),
        Version(part="rules of editions", version=editions.RULES),
        Version(part="rules of statistics", version=", ".join(sorted(RULE_SETS))),
        Version(part="fonts", version=_hash_of(Path(FONTS))),
        Version(part="writers", version=_hash_of(Path(__file__).resolve().parent.parent / "formats")),
        *(Version(part=name, version=version(name)) for name in _LIBRARIES),
    ]
    return tuple(found)


def _hash_of(folder: Path) -> str:
    """One hash of the files that make files; readers in the same folders count too, which does no harm."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".py", ".typ", ".css", ".ttf"}:
            total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]
