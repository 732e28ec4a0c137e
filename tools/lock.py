"""Writes constraints.txt: the versions that a fresh environment with the `dev` extra gets today."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEADING = "# The versions repdesk is tested with. Written by `make lock`.\n"


def fresh_versions(folder: Path) -> list[str]:
    """Install the package with its dev packages into a new environment in `folder`; return name==version lines."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", f"{ROOT}[dev]"], check=True)
    frozen = subprocess.run([python, "-m", "pip", "freeze"], check=True, capture_output=True, text=True).stdout
    return [line for line in frozen.splitlines() if "==" in line and not line.startswith(("-", "repdesk="))]


def main() -> None:
    """Make the environment, freeze it, throw it away."""
    with tempfile.TemporaryDirectory() as folder:
        lines = fresh_versions(Path(folder))
    (ROOT / "constraints.txt").write_text(HEADING + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
