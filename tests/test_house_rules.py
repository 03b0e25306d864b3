"""The rules of this house that no other tool checks, over every tracked file."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 400
LONGEST_FUNCTION = 50
# As in the import contract: an app may point at those before it.
APPS = ("accounts", "measures", "plan", "cycle", "documents", "web")
# Where time may be asked for; everything else is given `now`.
CLOCKS = re.compile(r"saferplan/(web/.*(views|loading|adapter)|cli/\w+)\.py")
NOW = re.compile(
    r"\b(?:datetime\.(?:now|utcnow|today)|date\.today|timezone\.(?:now|localdate)|time\.time)\(\)|\bnow\(UTC\)"
)
# Paths that are some machine's own, and registries other than by their ordinary name.
MACHINE = re.compile(
    r"(?<![\w./-])/(?:home|root|Users|work|mnt|srv)/\w+|(?<![\w./-])/tmp/\w|[A-Z]:\\\\?Users"
    r"|(?:index-url|extra-index|find-links|registry)\s*[=:]\s*[\"']?https?:|/simple/"
)


@cache
def tracked() -> tuple[Path, ...]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("this is not a git checkout")
    return tuple(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file())


def python(folder: str) -> list[Path]:
    """The Python files of a folder, without migrations, which are as Django writes them."""
    return [
        path
        for path in tracked()
        if path.suffix == ".py" and path.is_relative_to(ROOT / folder) and "migrations" not in path.parts
    ]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_modules_are_short() -> None:
    assert [name(path) for path in python("saferplan") if lines(path) >= MOST_LINES] == []


def test_functions_are_short() -> None:
    long = [
        f"{name(path)}:{node.lineno} {node.name}"
        for path in python("saferplan")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_pages_ask_queries_and_not_the_database() -> None:
    found = [
        f"{name(path)}:{node.lineno}"
        for path in python("saferplan/web")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager")
    ]
    assert found == []


def test_modules_are_named_by_topic() -> None:
    vague = {"utils", "util", "helpers", "helper", "misc", "signals"}
    assert [name(path) for path in [*python("saferplan"), *python("tests")] if vague & {path.stem, *path.parts}] == []


def test_time_is_asked_for_at_the_edge_only() -> None:
    found = [
        f"{name(path)}:{number}"
        for path in python("saferplan")
        if not CLOCKS.fullmatch(name(path))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if NOW.search(line)
    ]
    assert found == []


def test_tables_point_downwards_only() -> None:
    order = {label: place for place, label in enumerate(APPS)}
    models = [model for model in apps.get_models() if model._meta.app_label in order]
    assert len(models) > 15
    up = [
        f"{model._meta.label}.{field.name}"
        for model in models
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is not None
        if order.get(field.related_model._meta.app_label, -1) > order[model._meta.app_label]
    ]
    assert up == []


def test_migrations_have_names() -> None:
    files = [path.stem for path in tracked() if path.parent.name == "migrations" and path.stem != "__init__"]
    assert files
    assert [stem for stem in files if not re.fullmatch(r"\d{4}_[a-z][a-z_]+", stem) or "_auto_" in stem] == []


def test_every_address_has_a_name() -> None:
    def walk(patterns: list[URLPattern | URLResolver], above: str = "") -> list[str]:
        found = []
        for each in patterns:
            if isinstance(each, URLResolver):
                found += walk(each.url_patterns, above + str(each.pattern))
            elif not each.name:
                found.append(above + str(each.pattern))
        return found

    patterns = get_resolver().url_patterns
    assert patterns
    assert walk(patterns) == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in tracked():
        if path == Path(__file__).resolve():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{name(path)}: {match[0]}" for match in MACHINE.finditer(text)]
    assert found == []


def test_locked_packages_have_hashes_and_no_addresses() -> None:
    locks = [path for path in tracked() if path.suffix == ".lock"]
    assert locks
    for path in locks:
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, name(path)
        pinned = re.findall(r"^[\w.\[\]-]+==[^\\\n]+\\\n(    --hash=sha256:[0-9a-f]{64})?", text, re.MULTILINE)
        assert pinned, name(path)
        assert all(pinned), f"{name(path)} has a package without a hash"
    npm = (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in npm
    assert '"integrity": "sha512-' in npm


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (MACHINE, "see /" + "srv/somewhere"),
        (MACHINE, "index-url = https://example.org"),
        (NOW, "x = timezone.now()"),
        (NOW, "datetime.now(UTC)"),
    ],
)
def test_the_patterns_find_what_they_are_for(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)
