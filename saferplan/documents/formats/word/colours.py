"""Colours in Word files, as `#rrggbb`: shading, highlighting, theme colours, shapes."""

from __future__ import annotations

import re

from saferplan.documents.formats.word.package import VAL, A, Element, W

Theme = dict[str, str]

_HIGHLIGHTS = {
    "black": "000000", "blue": "0000ff", "cyan": "00ffff", "green": "00ff00", "magenta": "ff00ff", "red": "ff0000",
    "yellow": "ffff00", "white": "ffffff", "darkblue": "000080", "darkcyan": "008080", "darkgreen": "008000",
    "darkmagenta": "800080", "darkred": "800000", "darkyellow": "808000", "darkgray": "808080", "lightgray": "c0c0c0",
}  # fmt: skip
_NAMED = _HIGHLIGHTS | {
    "green": "008000", "lime": "00ff00", "orange": "ffa500", "gold": "ffd700", "amber": "ffbf00", "gray": "808080",
    "grey": "808080", "silver": "c0c0c0", "maroon": "800000", "navy": "000080", "purple": "800080", "teal": "008080",
    "olive": "808000", "aqua": "00ffff", "fuchsia": "ff00ff", "darkorange": "ff8c00", "limegreen": "32cd32",
    "forestgreen": "228b22", "crimson": "dc143c", "firebrick": "b22222", "tomato": "ff6347", "seagreen": "2e8b57",
}  # fmt: skip
_THEME_NAMES = {
    "dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "text1": "dk1", "background1": "lt1",
    "text2": "dk2", "background2": "lt2", "hyperlink": "hlink", "followedhyperlink": "folHlink",
    "tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2",
}  # fmt: skip
_HEX = re.compile(r"#?([0-9a-f]{6})\Z")


def hex_colour(text: str | None) -> str:
    """`#rrggbb` of "00B050" or "#00b050"; "" for "auto", nothing and nonsense."""
    match = _HEX.match((text or "").strip().lower())
    return "#" + match.group(1) if match else ""


def read_theme(root: Element | None) -> Theme:
    """The colours of the document's theme by their short names (accent1, dk1 …)."""
    theme: Theme = {}
    scheme = None if root is None else root.find(f".//{A}clrScheme")
    if scheme is not None:
        for entry in scheme:
            for colour in entry:
                theme[entry.tag.rsplit("}", 1)[-1]] = hex_colour(colour.get("lastClr") or colour.get("val"))
    return theme


def theme_colour(theme: Theme, name: str, tint: str | None = None, shade: str | None = None) -> str:
    """A theme colour with Word's tint or shade (two hex digits: how much of the colour is left)."""
    colour = theme.get(name) or theme.get(_THEME_NAMES.get(name.lower(), name), "")
    for part, towards in ((tint, 255), (shade, 0)):
        if colour and part:
            try:
                share = int(part, 16) / 255
            except ValueError:
                continue
            colour = _mix(colour, towards, share)
    return colour


def _channels(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _to_hex(channels: list[float]) -> str:
    return "#" + "".join(f"{min(255, max(0, round(c))):02x}" for c in channels)


def _mix(colour: str, towards: int, share: float) -> str:
    return _to_hex([c * share + towards * (1 - share) for c in _channels(colour)])


def shading(element: Element | None, theme: Theme) -> str | None:
    """The colour of a `w:shd` element: None when there is no element, "" when it says no colour."""
    if element is None:
        return None
    pattern = element.get(VAL, "clear").lower()
    fill = _attribute_colour(element, theme, "fill", "themeFill")
    if pattern in ("clear", "nil"):
        return fill
    front = _attribute_colour(element, theme, "color", "themeColor") or "#000000"
    if pattern == "solid":
        return front
    match = re.fullmatch(r"pct(\d+)", pattern)
    share = min(100, int(match.group(1))) / 100 if match else 0.5
    back = _channels(fill or "#ffffff")
    return _to_hex([f * share + b * (1 - share) for f, b in zip(_channels(front), back, strict=True)])


def _attribute_colour(element: Element, theme: Theme, plain: str, themed: str) -> str:
    name = element.get(W + themed)
    if name:
        colour = theme_colour(theme, name, element.get(W + themed + "Tint"), element.get(W + themed + "Shade"))
        if colour:
            return colour
    return hex_colour(element.get(W + plain))


def text_colour(element: Element, theme: Theme) -> str:
    """The colour of a `w:color` element; "" for automatic."""
    name = element.get(W + "themeColor")
    if name and theme.get(_THEME_NAMES.get(name.lower(), name)):
        return theme_colour(theme, name, element.get(W + "themeTint"), element.get(W + "themeShade"))
    return hex_colour(element.get(VAL))


def highlight(name: str | None) -> str:
    """The colour of a highlighter pen by its Word name; "" for none."""
    found = _HIGHLIGHTS.get((name or "").lower())
    return "#" + found if found else ""


def vml_colour(text: str | None) -> str:
    """The colour of a VML attribute: "#0b5", "#00b050 [3204]", "lime", "rgb(0,176,80)"."""
    words = (text or "").lower().split("[")[0].strip()
    if re.fullmatch(r"#[0-9a-f]{3}", words):
        return "#" + "".join(c * 2 for c in words[1:])
    numbers = re.fullmatch(r"rgb\((\d{1,3}),\s*(\d{1,3}),\s*(\d{1,3})\)", words)
    if numbers:
        return _to_hex([float(n) for n in numbers.groups()])
    return hex_colour(words) or ("#" + _NAMED[words] if words in _NAMED else "")


def drawing_colour(fill: Element, theme: Theme) -> str:
    """The colour of a DrawingML fill: the first colour inside it, with its light and dark adjustments."""
    for element in fill.iter(A + "srgbClr", A + "schemeClr", A + "prstClr", A + "sysClr"):
        name = element.get("val", "")
        kind = element.tag.rsplit("}", 1)[-1]
        if kind == "schemeClr":
            colour = theme_colour(theme, name)
        elif kind == "prstClr":
            colour = vml_colour(re.sub("^(dk|lt|med)", "", name) if name.lower() not in _NAMED else name)
        else:
            colour = hex_colour(element.get("lastClr") or name)
        return _adjusted(colour, element) if colour else ""
    return ""


def _adjusted(colour: str, element: Element) -> str:
    for change in element:
        kind = change.tag.rsplit("}", 1)[-1]
        try:
            share = min(2.0, max(0.0, float(change.get("val", "100000")) / 100_000))
        except ValueError:
            continue
        if kind in ("lumMod", "shade"):
            colour = _to_hex([c * share for c in _channels(colour)])
        elif kind == "lumOff":
            colour = _to_hex([c + 255 * share for c in _channels(colour)])
        elif kind == "tint":
            colour = _mix(colour, 255, min(1.0, share))
    return colour


def is_colourful(colour: str) -> bool:
    """Whether a colour is more than a grey: the lamp that is lit, not the two that are dimmed."""
    if not colour:
        return False
    channels = _channels(colour)
    return max(channels) - min(channels) > 60
