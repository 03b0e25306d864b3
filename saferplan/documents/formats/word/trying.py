"""What runs inside the limited process: a council's document is tried with an empty report."""

from __future__ import annotations

from saferplan.documents.formats.word.write import write
from saferplan.files.errors import RefusedFile
from saferplan.report.tree import Report


def try_template(data: bytes) -> bytes:
    """Nothing where the document can be used, else the sentence that says why not."""
    try:
        write(Report(), template=data)
    except RefusedFile as error:
        return str(error).encode()
    return b""
