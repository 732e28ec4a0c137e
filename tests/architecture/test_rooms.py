"""Who may import whom, what is loaded when, and what the rules may not know."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "repdesk"
MODULES = sorted(SOURCE.rglob("*.py"))
RULES = sorted((SOURCE / "rules").rglob("*.py"))
FIRST_SCREEN = ("repdesk.app", "repdesk.screens.today", "repdesk.desk.today")
LATE = {"sqlmodel", "sqlalchemy", "pydantic", "phonenumbers", "holidays", "python_calamine", "xlsxwriter", "rapidfuzz"}
CLOCKS = {"now", "today", "utcnow", "fromtimestamp", "time_ns", "monotonic", "perf_counter"}
UNNAMED = re.compile(r"(?<!%)(?:%%)*%[sdrf]")
UNSEEN = {"time", "random", "secrets", "uuid", "os", "locale"}


def loaded(*modules: str) -> set[str]:
    """Return the top-level names that a fresh process has loaded after importing `modules`."""
    program = f"import sys, json\nbefore = set(sys.modules)\nimport {', '.join(modules)}\n"
    program += "print(json.dumps(sorted({name.partition('.')[0] for name in set(sys.modules) - before})))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def nodes(paths: list[Path]) -> Iterator[tuple[str, ast.AST]]:
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 0)}", node


def called(node: ast.AST) -> str:
    """Return the last part of the name that `node` calls, empty where it calls none."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_import_contracts_hold() -> None:
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()"]
    done = subprocess.run([*lint, "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_first_screen_loads_no_slow_library() -> None:
    assert not loaded(*FIRST_SCREEN) & LATE


def test_the_rules_load_nothing_but_the_standard_library_and_dateutil() -> None:
    names = [".".join(path.relative_to(SOURCE.parent).with_suffix("").parts) for path in RULES]
    own = loaded(*(name.removesuffix(".__init__") for name in names))
    assert own - set(sys.stdlib_module_names) <= {"repdesk", "dateutil", "six"}


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_the_rules_know_no_clock_and_no_chance(path: Path) -> None:
    for where, node in nodes([path]):
        assert called(node) not in CLOCKS, where
        if isinstance(node, ast.Import):
            assert not {alias.name.partition(".")[0] for alias in node.names} & UNSEEN, where
        if isinstance(node, ast.ImportFrom) and node.module:
            assert node.module.partition(".")[0] not in UNSEEN, where


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "clock.py"], ids=lambda path: path.stem)
def test_only_the_clock_asks_the_system_for_the_time(path: Path) -> None:
    for where, node in nodes([path]):
        if called(node) in CLOCKS and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            assert ast.unparse(node.func.value).rpartition(".")[2] not in {"date", "datetime"}, where


def test_messages_are_constants_with_named_places_so_that_the_catalogue_can_hold_them() -> None:
    for where, node in nodes([path for path in MODULES if path.name != "i18n.py"]):
        if isinstance(node, ast.Call) and called(node) in {"_", "N_", "ngettext"}:
            for text in node.args[: 2 if called(node) == "ngettext" else 1]:
                assert not isinstance(text, ast.JoinedStr | ast.BinOp), where
                assert called(text) != "format", where
                assert not isinstance(text, ast.Constant) or not UNNAMED.search(str(text.value)), where


def test_no_message_is_translated_while_a_module_is_imported() -> None:
    """A translation at import would freeze the language before the surroundings are read."""
    for path in MODULES:
        for node in outside_functions(ast.parse(path.read_text(encoding="utf-8"))):
            assert called(node) not in {"_", "ngettext"}, f"{path.name}:{getattr(node, 'lineno', 0)}"


def outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        yield child
        yield from outside_functions(child)
