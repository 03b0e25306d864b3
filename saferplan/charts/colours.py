"""The colours of charts. Marks stand out at least 3 to 1 from white, and from black where colours are forced."""

from __future__ import annotations

# Text has the colour of the text around it, black where there is none: only so do forced colours reach it.
INK = "currentColor"
QUIET_OPACITY = 0.76

LINE = "#64707b"
BLUE = "#1d70b8"
ORANGE = "#c4560d"
PURPLE = "#8a55b0"
SLATE = "#4c6c88"
# Only as a tint, with an opacity.
TINT = "#5f7f9f"
