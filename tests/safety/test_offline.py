"""repdesk works offline: no socket to a network is opened, by any command, by the app, by any test of this suite."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bench.terminal import Terminal
from repdesk.clock import Clock
from repdesk.desk.demo import make_demo
from tests.safety import offline

ROOT = Path(__file__).resolve().parents[2]
WATCHED = (
    "from tests.safety import offline; offline.watch(); import sys; from repdesk.cli import main; sys.exit(main())"
)
ALL_WATCHED = """
from tests.safety import offline
offline.watch()
import json, sys
from repdesk.cli import main
for words in json.loads(sys.argv[1]):
    if main(words) or offline.opened:
        sys.exit(f"{words}: {offline.opened}")
"""
COMMANDS = [
    ["import", "book.csv"],
    ["demo", "--accounts", "5", "--db", "demo.db"],
    ["today", "--all"],
    ["accounts", "--json"],
    ["why", "1"],
    ["log", "1", "t", "--note", "价格"],
    ["next", "1", "+3d"],
    ["add", "荣泰", "--phone", "+8613800138000"],
    ["undo"],
    ["redo"],
    ["funnel"],
    ["whatif", "--quota", "45", "--off", "12-24"],
    ["plan"],
    ["set", "country", "CN"],
    ["off", "12-24"],
    ["backup"],
    ["backups"],
    ["check"],
    ["acts"],
    ["export", "--all", "out.json"],
    ["forget", "1", "--yes"],
    ["restore", "--yes"],
    ["doctor"],
    ["policy"],
    ["where"],
    ["--version"],
]


def surroundings(home: Path) -> dict[str, str]:
    own = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    terminal = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
    return kept | own | terminal | {"REPDESK_DB": str(home / "book.db")}


def test_no_command_opens_a_socket(tmp_path: Path) -> None:
    """One after the other in a process that was watched before repdesk was imported."""
    (tmp_path / "book.csv").write_text("Company,Phone\nAlder,+44 20 7949 7188\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ALL_WATCHED, json.dumps(COMMANDS)],
        cwd=tmp_path,
        env=surroundings(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_app_opens_no_socket(tmp_path: Path) -> None:
    surrounded = surroundings(tmp_path)
    make_demo(tmp_path / "book.db", accounts=30, seed=1, clock=Clock())
    app = Terminal([sys.executable, "-c", WATCHED], surrounded)
    try:
        app.wait_for("[0-9]/60")
        for key in ("n", "3", "4", "1", "\r", "\x1b"):
            app.press(key)
        app.wait_for("1/60")
        families = [line.split() for table in ("tcp", "tcp6", "udp", "udp6") for line in sockets(app.pid, table)]
        assert families == []
    finally:
        app.close()


def sockets(pid: int, table: str) -> list[str]:
    """Return the sockets of a table that the process holds, by the inodes of its descriptors (Linux)."""
    held = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()}
    lines = Path(f"/proc/{pid}/net/{table}").read_text("ascii").splitlines()[1:]
    return [line for line in lines if f"socket:[{line.split()[9]}]" in held]


def test_one_that_does_is_caught() -> None:
    before = len(offline.opened)
    with pytest.raises(PermissionError):
        socket.socket(socket.AF_INET)
    with pytest.raises(PermissionError):
        socket.getaddrinfo("localhost", 80)
    assert len(offline.opened) == before + 2
    del offline.opened[before:]
