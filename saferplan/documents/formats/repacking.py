"""An Office file packed again so that equal content gives equal bytes."""

from __future__ import annotations

import io
import zipfile

_WHEN = (1980, 1, 1, 0, 0, 0)


def repacked(data: bytes) -> bytes:
    """The same parts in the same order, with a fixed date and no trace of the machine."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return made.getvalue()
