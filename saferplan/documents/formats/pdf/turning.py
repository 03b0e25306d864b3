"""Pages whose content is turned: a wide table set sideways on an upright page."""

from __future__ import annotations

from saferplan.documents.formats.pdf.ink import Box, Page, Rule

MOSTLY = 0.7


def set_upright(page: Page) -> None:
    """Turns a page on which most letters run up or down, so that they run across."""
    for turned in (90, 270):
        letters = sum(len(word.text) for word in page.words if word.turned == turned)
        if letters > MOSTLY * sum(len(word.text) for word in page.words):
            _turn(page, turned)
            return


def _turn(page: Page, turned: int) -> None:
    width, height = page.width, page.height
    boxes: list[Box] = [*page.words, *page.fills, *page.pictures]
    known = {id(box) for box in boxes}
    boxes += [shape for shape in page.shapes if id(shape) not in known]  # a small square is a fill and a shape
    for box in boxes:
        if turned == 90:
            box.x0, box.top, box.x1, box.bottom = height - box.bottom, box.x0, height - box.top, box.x1
        else:
            box.x0, box.top, box.x1, box.bottom = box.top, width - box.x1, box.bottom, width - box.x0
    for word in page.words:
        word.turned = (word.turned - turned) % 360
    page.rules = [_turned_rule(rule, turned, width, height) for rule in page.rules]
    page.width, page.height = height, width


def _turned_rule(rule: Rule, turned: int, width: float, height: float) -> Rule:
    if turned == 90:
        if rule.horizontal:
            return Rule(False, height - rule.at, rule.start, rule.end)
        return Rule(True, rule.at, height - rule.end, height - rule.start)
    if rule.horizontal:
        return Rule(False, rule.at, width - rule.end, width - rule.start)
    return Rule(True, width - rule.at, rule.start, rule.end)
