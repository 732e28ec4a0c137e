"""Whatever fails, wherever: nothing of a customer leaves the program, and it says calmly what is safe."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.making import a_book, fill

if sys.platform == "win32":
    pytest.skip("a pty needs POSIX", allow_module_level=True)

from bench.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
NOW = ("--now", "2026-11-23T09:00")
COUNT = 50
NAMES = [f"金丝雀{n:02d}商行" for n in range(COUNT)]
PHONES = [f"+8613912{n:02d}4477" for n in range(COUNT)]
NOTES = [f"canarynote{n:02d} 要再谈" for n in range(COUNT)]
CANARIES = [*NAMES, *PHONES, *NOTES]
# As they stand in a text whose blanks are taken out, however it groups the digits of a number.
TRACES = ("金丝雀", "canarynote", "13912", "要再谈")

APP: dict[str, tuple[str, str]] = {
    "compose today": ("repdesk.screens.today:TodayScreen.body", ""),
    "compose card": ("repdesk.screens.card:CardScreen.body", "\r"),
    "compose funnel": ("repdesk.screens.funnel:FunnelScreen.body", "3"),
    "compose schedule": ("repdesk.screens.schedule:ScheduleScreen.body", "4"),
    "compose plan": ("repdesk.screens.plan.view:PlanView.body", "5"),
    "compose dialog": ("repdesk.screens.ask:AskScreen.compose", "z"),
    "compose log line": ("repdesk.widgets.log_line:LogLine.compose", "t"),
    "render list": ("repdesk.widgets.row_list:RowList.render_line", ""),
    "render notice": ("repdesk.widgets.notice:Notice.render", "n"),
    "render card": ("repdesk.widgets.card.view:CardView.render_line", "\r"),
    "worker today": ("repdesk.screens.acts:freeze", ""),
    "worker grades": ("repdesk.screens.suggestions:suggestions", "S"),
    "worker plan": ("repdesk.screens.plan.view:tomorrow", "5"),
    "handler saved": ("repdesk.screens.calling:CallingScreen.on_log_line_saved", "tx\r"),
    "handler moved": ("repdesk.screens.today:TodayScreen.on_row_list_moved", "j"),
    "handler typed": ("repdesk.screens.ask:AskScreen.on_input_changed", "z1"),
    "action down": ("repdesk.widgets.row_list:RowList.action_down", "j"),
    "action move": ("repdesk.screens.desk_screen:DeskScreen.action_move", "z"),
    "action undo": ("repdesk.screens.desk_screen:DeskScreen.action_undo", "u"),
    "timer": ("repdesk.screens.today:TodayScreen.tick", ""),
    "read list": ("repdesk.screens.today:day_list", ""),
    "read person": ("repdesk.screens.calling:person", ""),
    "read card": ("repdesk.screens.card:card", "\r"),
    "read found": ("repdesk.desk.search:shown", "/金"),
    "store seal": ("repdesk.store.act:Act.seal", "n"),
    "store journal": ("repdesk.store.journal:write", "n"),
    "thread of drafts": ("repdesk.desk.drafts:Drafts._write_soon", "tx"),
}
SHELL: dict[str, tuple[str, tuple[str, ...]]] = {
    "shell import": ("repdesk.desk.importing.matching:Matching.__init__", ("import", "in.csv")),
    "shell log": ("repdesk.desk.calls:apply_call", ("log", "1", "t", "--note", NOTES[0])),
    "shell print": ("repdesk.shell.reading:line_of", ("today",)),
}


@pytest.fixture
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have everything a program may leave behind lie in one folder, apart from the book."""
    left = tmp_path / "left"
    for name in ("tmp", "home", "cwd"):
        (left / name).mkdir(parents=True)
    monkeypatch.setenv("TMPDIR", str(left / "tmp"))
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(left / "home"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.chdir(left / "cwd")
    return left


@pytest.fixture
def book(tmp_path: Path, surroundings: Path) -> Path:
    path = tmp_path / "book" / "book.db"
    people = zip(NAMES, PHONES, NOTES, strict=True)
    with a_book(path) as opened:
        rows: list[dict[str, object]] = [{"name": n, "phones": [p], "kp": n, "notes": note} for n, p, note in people]
        fill(opened, *rows)
    (surroundings.parent / "canaries.json").write_text(json.dumps(CANARIES), encoding="utf-8")
    return path


def command(book: Path, target: str, *words: str) -> list[str]:
    canaries = book.parents[1] / "canaries.json"
    return [sys.executable, "-m", "tests.safety.crashing", target, str(canaries), "--db", str(book), *NOW, *words]


def traces_in(text: str) -> list[str]:
    bare = re.sub(r"[\s-]", "", text)
    return [trace for trace in TRACES if trace in bare]


def left_behind(folder: Path) -> Iterator[str]:
    """Yield what stands in the files that were left, and their names."""
    for path in folder.rglob("*"):
        yield path.name
        if path.is_file():
            yield path.read_bytes().decode("utf-8", "replace")


def _painted(raw: bytes) -> bool:
    """Say whether the day stands on the screen: on a busy machine the program is silent before that too."""
    return b"/60" in re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", raw)


def crash_the_app(book: Path, target: str, keys: str) -> tuple[int, str, str]:
    """Run the app until it fails; return its code, what it said once the screen was given back, and titles."""
    app = Terminal(command(book, target), dict(os.environ))
    raw, pressed, until = b"", False, time.monotonic() + 30
    try:
        while time.monotonic() < until:
            ready, _w, _x = select.select([app._fd], [], [], 0.5)
            if ready:
                try:
                    data = os.read(app._fd, 1 << 16)
                except OSError:  # the program has ended
                    break
                raw += data
                if not data:
                    break
            elif not pressed and _painted(raw):  # it is silent: it waits for keys
                pressed = True
                for key in keys:
                    os.write(app._fd, key.encode())
                    time.sleep(0.05)
        _pid, status = os.waitpid(app.pid, os.WNOHANG)
        for _wait in range(100):
            if _pid:
                break
            time.sleep(0.05)
            _pid, status = os.waitpid(app.pid, os.WNOHANG)
        assert _pid, "it goes on"
    finally:
        if not _pid:
            app.close()
        else:
            os.close(app._fd)
    shown = raw.decode("utf-8", "replace")
    titles = "".join(re.findall(r"\x1b\][012];[^\x07\x1b]*", shown))
    after = shown.rpartition("\x1b[?1049l")[2]
    return os.waitstatus_to_exitcode(status), after, titles


SAMPLE = ("render list", "worker today", "store seal")


@pytest.mark.parametrize("place", [p if p in SAMPLE else pytest.param(p, marks=pytest.mark.soak) for p in APP])
def test_the_app(book: Path, surroundings: Path, place: str) -> None:
    code, said, titles = crash_the_app(book, *APP[place])
    assert traces_in(said + titles) == []
    assert [traces for text in left_behind(surroundings) if (traces := traces_in(text))] == []
    assert code == 1
    assert "Every call you logged is saved" in said
    (report,) = re.findall(r"\S+crash-\S+\.txt", said)
    assert "ValueError" in Path(report).read_text("utf-8")
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "place", ["shell log", *(pytest.param(p, marks=pytest.mark.soak) for p in SHELL if p != "shell log")]
)
def test_the_shell(book: Path, surroundings: Path, place: str) -> None:
    target, words = SHELL[place]
    file = book.parent / "in.csv"
    file.write_text("name,phone\n" + "".join(f"{n},{p}\n" for n, p in zip(NAMES, PHONES, strict=True)), "utf-8")
    words = tuple(str(file) if word == "in.csv" else word for word in words)
    done = subprocess.run(command(book, target, *words), capture_output=True, text=True, check=False)
    assert traces_in(done.stdout + done.stderr) == []
    assert [traces for text in left_behind(surroundings) if (traces := traces_in(text))] == []
    assert done.returncode == 1
    assert re.fullmatch(r"repdesk: .*what was saved is safe.*crash-\S+\.txt\b.*\n", done.stderr)


def test_there_are_thirty_places() -> None:
    assert len(APP) + len(SHELL) >= 30


def test_this_test_bites(book: Path, surroundings: Path) -> None:
    """Python's own way to tell of an error shows the customers."""
    script = "import sys; from tests.safety.crashing import break_it; import json, repdesk.cli as cli;"
    script += (
        "break_it('repdesk.shell.reading:line_of', json.load(open(sys.argv[1]))); sys.exit(cli.main(sys.argv[2:]))"
    )
    words = [sys.executable, "-c", script, str(book.parents[1] / "canaries.json"), "--db", str(book), *NOW, "today"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert traces_in(done.stderr) != []
