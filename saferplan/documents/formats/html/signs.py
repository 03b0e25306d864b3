"""The shapes of lights and the arrows of trends as small inline SVG, decoration beside their words."""

from __future__ import annotations

from saferplan.report.tree import Light, Trend

_RING = '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>'
_LIGHTS = {
    Light.GREEN: _RING,
    Light.AMBER: _RING + '<path d="M8 2a6 6 0 0 0 0 12z" fill="currentColor"/>',
    Light.RED: '<circle cx="8" cy="8" r="7" fill="currentColor"/>'
    '<path d="M4.5 8h7" stroke="#94191d" stroke-width="2.4"/>',
    Light.COMPLETE: '<path d="M2 2h12v12H2z" fill="currentColor"/>',
    Light.DEFERRED: '<path d="M8 1.5 14.5 8 8 14.5 1.5 8z" fill="none" stroke="currentColor" stroke-width="2"/>',
    Light.NONE: '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.6" '
    'stroke-dasharray="2.3 2.4"/>',
}
_TURN = {Trend.IMPROVING: -45, Trend.SAME: 0, Trend.WORSENING: 45}


def light_sign(light: Light) -> str:
    return _svg(_LIGHTS[light])


def trend_sign(trend: Trend) -> str:
    """The arrow of a trend; nothing where none was stated."""
    if trend not in _TURN:
        return ""
    arrow = '<path d="M1.5 8h12M9 3.5 13.5 8 9 12.5" fill="none" stroke="currentColor" stroke-width="2"/>'
    return _svg(f'<g transform="rotate({_TURN[trend]} 8 8)">{arrow}</g>')


def _svg(inside: str) -> str:
    return '<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">' + inside + "</svg>"
