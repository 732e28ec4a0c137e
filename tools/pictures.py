"""Makes docs/pictures/ from the real screens, on a demo book at a fixed time."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from datetime import datetime
from pathlib import Path

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
NOW = datetime.fromisoformat("2026-11-23T09:42:00+08:00")
SIZE = (120, 36)
MORNING = ("n", "t", *"wants to talk price again", "enter", "b", "i", *"asked for a three-year price", "enter", "n")
FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


async def today(folder: Path) -> str:
    """Return the picture of today's list after the first calls of a morning, as SVG that loads no font from afar."""
    from repdesk.app import make_app
    from repdesk.clock import Clock
    from repdesk.desk.demo import make_demo

    clock, book = Clock(NOW, standing=True), folder / "book.db"
    make_demo(book, accounts=1_000, seed=3, clock=clock)
    app = make_app(book, clock)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for key in MORNING:
            await pilot.press("space" if key == " " else key)
            await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        return FONT_FACE.sub("", app.export_screenshot(title="repdesk"))


def main() -> None:
    """Write the pictures, in English and without the user's own settings."""
    with tempfile.TemporaryDirectory() as name:
        for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "REPDESK_CONFIG"):
            os.environ[variable] = name
        os.environ.update(REPDESK_LANG="en", TZ="Asia/Shanghai")
        picture = asyncio.run(today(Path(name)))
    PICTURES.mkdir(parents=True, exist_ok=True)
    target = PICTURES / f"today-{SIZE[0]}x{SIZE[1]}.svg"
    target.write_text("\n".join(line.rstrip() for line in picture.splitlines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
