"""Reading a book needs no ORM: a fresh process shows it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

from repdesk.store.store import Store

Spawn = Callable[[str, list[object]], "Popen[str]"]

READ = """
import json, sys
from pathlib import Path
from repdesk.store.store import Store
store = Store.open(Path(sys.argv[1]))
store.read().execute("SELECT count(*) FROM live_account").fetchall()
store.data_version()
from repdesk.store.undo import peek_undo, undo
peek_undo(store.read())
undo(store, at="2026-11-23T01:00:00.000000Z")
store.close()
print(json.dumps(sorted(name for name in sys.modules if "." not in name)))
"""


def test_reading_and_undoing_load_neither_sqlmodel_nor_sqlalchemy(path: Path, store: Store, spawn: Spawn) -> None:
    child = spawn(READ, [path])
    output, _ = child.communicate(timeout=60)
    loaded = set(json.loads(output))
    assert "repdesk" in loaded
    assert loaded.isdisjoint({"sqlmodel", "sqlalchemy", "pydantic", "textual"})
