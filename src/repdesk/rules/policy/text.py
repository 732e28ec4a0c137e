"""The policy as text: TOML for the rep to edit, canonical JSON for the book, and a digest to name a version by."""

from __future__ import annotations

import ast
import hashlib
import inspect
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from typing import Any

from repdesk.rules import policy as policy_module
from repdesk.rules.policy import Policy
from repdesk.rules.policy.checks import BadPolicy, as_toml, check_together, clock, value_of

_SOURCE = re.compile(r" ?\(DOMAIN[^)]*\)")  # where a figure comes from is nothing to a rep


def read_policy(text: str) -> Policy:
    """Read a policy from TOML, defaults for what it leaves out; BadPolicy for a wrong table, key or value."""
    try:
        tables = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise BadPolicy(found.group(1) if found else str(len(text.splitlines())), "not_toml") from None
    return _policy(tables)


def write_policy(policy: Policy) -> str:
    """Write every figure as TOML, with what it means above it; `read_policy` gives the same policy back."""
    about = _meanings()
    lines: list[str] = []
    for table in fields(Policy):
        figures = getattr(policy, table.name)
        kind = type(figures).__name__
        lines += _comment(about.get(kind))
        lines.append(f"[{table.name}]")
        for field in fields(figures):
            lines += _comment(about.get(f"{kind}.{field.name}"))
            lines.append(f"{field.name} = {as_toml(getattr(figures, field.name))}")
        lines.append("")
    return "\n".join(lines)


def policy_json(policy: Policy) -> str:
    """Return the policy as canonical JSON: keys sorted, no blanks, times as "HH:MM"."""
    return json.dumps(asdict(policy), sort_keys=True, separators=(",", ":"), default=clock)


def policy_from_json(text: str) -> Policy:
    """Read what `policy_json` wrote; figures that a later version has added get their defaults."""
    return _policy(json.loads(text))


def policy_digest(policy: Policy) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(policy_json(policy).encode()).hexdigest()


def _policy(tables: Mapping[str, Any]) -> Policy:
    """Lay the tables over the defaults."""
    base = Policy()
    names = [table.name for table in fields(Policy)]
    homes = {key.name: f"{name}.{key.name}" for name in names for key in fields(getattr(base, name))}
    read = {}
    for name, given in tables.items():
        if name not in names:
            raise BadPolicy(name, "unknown_table", homes.get(name) or _nearest(name, names))
        if not isinstance(given, dict):
            raise BadPolicy(name, "wrong_type", f"[{name}]")
        figures = getattr(base, name)
        keys = [key.name for key in fields(figures)]
        for key in given:
            if key not in keys:
                raise BadPolicy(f"{name}.{key}", "unknown_key", homes.get(key) or f"{name}.{_nearest(key, keys)}")
        values = {key: value_of(f"{name}.{key}", value, getattr(figures, key)) for key, value in given.items()}
        read[name] = replace(figures, **values)
    policy = replace(base, **read)
    check_together(policy)
    return policy


def _nearest(name: str, known: Iterable[str]) -> str:
    return get_close_matches(name, known, n=1, cutoff=0)[0]


def _comment(meaning: str | None) -> list[str]:
    return [f"# {meaning}"] if meaning else []


@lru_cache(maxsize=1)
def _meanings() -> dict[str, str]:
    """Read the docstrings of tables ("Day") and figures ("Day.quota") from the source, where there is one."""
    try:
        tree = ast.parse(inspect.getsource(policy_module))
    except OSError:
        return {}
    found = {}
    for table in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        found[table.name] = ast.get_docstring(table) or ""
        for pair in pairwise(table.body):
            match pair:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(meaning))):
                    found[f"{table.name}.{name}"] = meaning
    return {name: " ".join(_SOURCE.sub("", meaning).split()) for name, meaning in found.items()}
