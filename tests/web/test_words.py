"""Every word that a page says can be translated: none stands bare in a template or in a view."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.web.client import PageClient
from tests.web.seed import Seeded

WEB = Path(__file__).resolve().parents[2] / "saferplan" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
# The product's name is the same in every language; class names and blanks are no words.
NO_WORDS = re.compile(r"(?:&\w+;|Saferplan|(?:(?:govuk|sp)-[\w-]+\s*)+)")
SAID = ("label", "help_text", "title", "button", "removes", "initial_text")


def bare_words(template: str) -> list[str]:
    """The texts of a template outside its translated parts, and those of the attributes that are read out."""
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", template, flags=re.DOTALL)
    text = re.sub(r"{%\s*blocktrans.*?endblocktrans(?:late)?\s*%}", "", text, flags=re.DOTALL)
    text = re.sub(r"{%.*?%}|{{.*?}}", "\0", text, flags=re.DOTALL)
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", "\0", text, flags=re.DOTALL)
    said = re.findall(r'\b(?:title|alt|aria-label|placeholder)="([^"]*)"', text)
    said += re.split("\0", re.sub(r"<[^>]*>", "\0", text))
    return [words.strip() for words in said if re.search(r"[A-Za-z]{2}", NO_WORDS.sub("", words))]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB / "templates").as_posix())
def test_templates_say_nothing_that_cannot_be_translated(path: Path) -> None:
    assert bare_words(path.read_text(encoding="utf-8")) == []


def bare_strings(code: str) -> list[str]:
    """Words that are given to a form field, a page or a message as they are."""
    found = []
    for call in (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)):
        given = [word.value for word in call.keywords if word.arg in SAID]
        if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
            given += call.args[1:2] if call.func.value.id == "messages" else []
        if isinstance(call.func, ast.Attribute) and call.func.attr == "add_error":
            given += call.args[1:2]
        if isinstance(call.func, ast.Name) and call.func.id in ("Crumb", "NavItem"):
            given += call.args[:2]
        found += [ast.unparse(each) for each in given if _is_sentence(each)]
    return found


def _is_sentence(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.search(r"[A-Z][a-z]|\w \w", node.value) is not None
    if isinstance(node, ast.JoinedStr):
        return any(_is_sentence(each) for each in node.values)
    return False


@pytest.mark.parametrize("path", sorted(WEB.rglob("*.py")), ids=lambda path: path.relative_to(WEB).as_posix())
def test_views_and_forms_say_nothing_that_cannot_be_translated(path: Path) -> None:
    assert bare_strings(path.read_text(encoding="utf-8")) == []


def test_bare_words_are_found() -> None:
    assert bare_words('<p title="Look here">{% translate "Fine" %} not fine {{ name }}</p>') == [
        "Look here",
        "not fine",
    ]
    assert bare_strings('messages.success(request, "It is done")') == ["'It is done'"]
    assert bare_strings('forms.CharField(label="Name of it", help_text=_("Fine"))') == ["'Name of it'"]


def test_what_checks_say_goes_through_the_reader_s_language(monkeypatch: pytest.MonkeyPatch) -> None:
    from saferplan.report.checks import run_checks
    from saferplan.report.findings import Subject
    from saferplan.report.tree import Activity, Light, Priority, Report
    from saferplan.web import findings

    activity = Activity(code="1.1a", title="Walk the streets", light=Light.AMBER)
    report = Report(title="Dashboard", priorities=(Priority(number=1, title="Streets", activities=(activity,)),))
    found = run_checks(Subject(report=report))
    assert found
    monkeypatch.setattr(findings, "_", lambda text: f"¡{text}!")
    for group in findings.by_level(found, report):
        assert group.title.startswith("¡")
        for line in group.findings:
            assert all(words.startswith("¡") for words in (line.name, line.message, line.advice, line.why))


def test_a_page_states_the_language_that_it_is_in(demo: Seeded, member: PageClient) -> None:
    response = member.client.get("/p/harbour/", headers={"accept-language": "cy"})
    assert '<html lang="en-gb"' in response.content.decode()
    assert "June 2026" in response.content.decode()
