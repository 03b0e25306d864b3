"""The colour of small pictures: a picture of a light says what its author meant by colour alone."""

from __future__ import annotations

from io import BytesIO

from saferplan.documents.formats.word.package import Package, Relation

_LARGEST_BYTES = 400_000
_LARGEST_SIDE = 1_200
_SAMPLE = (24, 24)


class Pictures:
    """The pictures that a part refers to, by relationship id."""

    def __init__(self, package: Package, relations: dict[str, Relation]) -> None:
        self._package = package
        self._relations = relations
        self._known: dict[str, str] = {}

    def colour(self, key: str) -> str:
        """`#rrggbb` of the one bright colour of a small picture, or "" where it has none or several."""
        if key not in self._known:
            relation = self._relations.get(key)
            data = None if relation is None or relation.external else self._package.content(relation.target)
            self._known[key] = main_colour(data) if data and len(data) <= _LARGEST_BYTES else ""
        return self._known[key]


def main_colour(data: bytes) -> str:
    """The bright colour that most of a picture's coloured points share, or ""."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP")) as image:
            if max(image.size) > _LARGEST_SIDE:
                return ""
            flat = image.convert("RGBA").resize(_SAMPLE).tobytes()
    except Exception:  # a picture that cannot be read has no colour; the text is still read
        return ""
    points = [flat[i : i + 4] for i in range(0, len(flat), 4)]
    bright = [p[:3] for p in points if p[3] > 128 and max(p[:3]) - min(p[:3]) > 60]
    if len(bright) * 8 < len(points):
        return ""
    middle = tuple(sorted(p[i] for p in bright)[len(bright) // 2] for i in range(3))
    near = sum(1 for p in bright if max(abs(a - b) for a, b in zip(p, middle, strict=True)) <= 70)
    return "#{:02x}{:02x}{:02x}".format(*middle) if near * 10 >= len(bright) * 8 else ""
