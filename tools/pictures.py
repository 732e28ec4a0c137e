"""Makes docs/pictures/ from the real screens, on a demo book at a fixed time."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
MORNING = datetime.fromisoformat("2026-11-23T09:42:00+08:00")
LATE_MORNING = datetime.fromisoformat("2026-11-23T10:12:00+08:00")
EVENING = datetime.fromisoformat("2026-11-23T17:40:00+08:00")
LARGE, SMALL = (120, 36), (80, 24)
FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
NAMED = {" ": "space", "-": "minus", "/": "slash", "?": "question_mark", ",": "comma", ">": "greater_than_sign"}


@dataclass(frozen=True)
class Scene:
    """A picture: its name, what is typed to get there, and the surroundings; {enter} and the like are keys."""

    name: str
    typed: str = ""
    size: tuple[int, int] = LARGE
    language: str = "en"
    now: datetime = MORNING
    has_book: bool = True
    has_backups: bool = False
    broken: bool = False


TABLE = """\
Company,Contact,Phone,City,Stage,Contract end,Contract value,Last contact,Next call,Fleet,Newsletter,Notes
Alder Logistics Ltd,Noor Wells,+44 20 7949 7111,Leeds,4,31/1/2027,"£12,500",12/11/2026,27/11/2026,14,yes,three years
荣泰科技有限公司,陈英娜,+86 138 0013 8000,北京,2 KP engaged,,,9/11/2026,25/11/2026,3,no,
Birch & Sons,Ann Lee,+44 20 7949,York,soon,30/6/2027,"£8,200",3/11/2026,,22,yes,
Cedar Foods,,+44 20 7949 7133,Hull,new,,,,,9,no,ask for the manager
Alder Logistics Ltd,N. Wells,+44 20 7949 7111 / +44 7911 123411,Leeds,,,,,,,,works manager
,Sam Reed,+44 7911 123445,Bath,3,,£900,2/11/2026,1/12/2026,2,no,
Elm Street Cars,Jo Park,+44 20 7949 7155,Derby,6,28/2/2027,"£21,000",19/10/2026,,40,yes,
"""
CALLS = "nt" + "wants to talk price again{enter}" + "bi" + "asked for a three-year price{enter}" + "n"
SCENES = (
    Scene("welcome", has_book=False),
    Scene("today", CALLS),
    Scene("logging", CALLS + "tprice, wants three years"),
    Scene("why", "y"),
    Scene("menu", "{space}"),
    Scene("find", "/rt"),
    Scene("card", CALLS + "{up}{enter}"),
    Scene("funnel", "3"),
    Scene("customers", "3jjj{enter}"),
    Scene("book", "2>>>>fstage>=3 untouched>5d{enter}"),
    Scene("views", "2V"),
    Scene("edit-many", "2fgrade:B{enter}*1e3mon..+10d"),
    Scene(
        "clean-up",
        "Ca1Every A complete{tab}grade:A{tab}{backspace}{backspace}95{enter}a5Call the B once{tab}grade:B{enter}",
    ),
    Scene("drive", "Ca1Every A complete{tab}grade:A{tab}{backspace}{backspace}95{tab}{tab}fri"),
    Scene("duplicates", "D"),
    Scene("merge", "D{enter}{down}{right}"),
    Scene("schedule", "4ll"),
    Scene("carrying", "4l+++ {down}"),
    Scene("level", "4lf{enter}lf{enter}v{down}{down}{backspace}"),
    Scene("ladders", "4R"),
    Scene("grades", "S"),
    Scene("plan-loose-ends", CALLS + "5", now=EVENING),
    Scene("plan-tomorrow", CALLS + "5{enter}", now=EVENING),
    Scene("plan-load", CALLS + "5{enter}{enter}", now=EVENING),
    Scene("plan-day", CALLS + "5{enter}{enter}{enter}{enter}{enter}", now=EVENING),
    Scene("plan-frozen", CALLS + "5{enter}{enter}{enter}{enter}{down}{enter}{enter}", now=EVENING),
    Scene(
        "day",
        CALLS + "Taproposal three-year offer to Alder{enter}apost catalogues{enter}{home}{enter}",
        now=LATE_MORNING,
    ),
    Scene("best-hours", "OjjH", now=LATE_MORNING),
    Scene("review", CALLS + "6["),
    Scene("review-month", CALLS + "6m[c"),
    Scene("what-if", "W---{down}{enter}fri{enter}{down}{enter}2/4{enter}{end}{up}{up}{up}{up}"),
    Scene("backups", CALLS + "B", has_backups=True),
    Scene("broken", has_backups=True, broken=True),
    Scene("take-out", "2X"),
    *(
        Scene(f"import-{page}", "{enter}~/customers.csv{enter}" + "{enter}" * presses + keys, has_book=False)
        for presses, (page, keys) in enumerate(
            (("reading", ""), ("columns", "{down}{down}"), ("rows", "{down}{down}"), ("twice", ""), ("over", "w"))
        )
    ),
    Scene("help", "?"),
    Scene("palette", "{ctrl+p}"),
    Scene("today-zh", "nt月底前定{enter}", SMALL, "zh_CN"),
    Scene("card-zh", "{enter}", SMALL, "zh_CN"),
    Scene("plan-zh", "n5{enter}", SMALL, "zh_CN", EVENING),
)


def keys(typed: str) -> list[str]:
    """Return what is typed as Textual names the keys."""
    parts = re.findall(r"\{([^}]+)\}|(.)", typed)
    return [name or NAMED.get(sign, sign) for name, sign in parts]


def with_backups(book: Path) -> None:
    """Put two backups of a book on its shelf, of the evening before and of this morning."""
    from repdesk.clock import Clock
    from repdesk.desk.backups.backing_up import back_up
    from repdesk.desk.opening import open_book

    for moment in ("2026-11-22T18:02:00+08:00", "2026-11-23T09:12:00+08:00"):
        opened = open_book(book, Clock(datetime.fromisoformat(moment), standing=True))
        back_up(opened)
        opened.close()


async def drawn(scene: Scene, book: Path) -> str:
    """Return the picture of a scene as SVG that loads no font from afar."""
    from repdesk.app import make_app
    from repdesk.clock import Clock

    app = make_app(book, Clock(scene.now, standing=True))
    async with app.run_test(size=scene.size) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        if app.sitting is not None:
            app.sitting.book.search.make()  # in time for whoever is looked for
        for key in keys(scene.typed):
            await pilot.press(key)
            await pilot.pause()
            await app.workers.wait_for_complete()
        await pilot.pause(0.3)
        return FONT_FACE.sub("", app.export_screenshot(title="repdesk"))


def main() -> None:
    """Write the pictures, without the user's own settings."""
    from repdesk import i18n
    from repdesk.clock import Clock
    from repdesk.desk.demo import make_demo

    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.svg"):
        old.unlink()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "REPDESK_CONFIG"):
            os.environ[variable] = name
        os.environ.update(TZ="Asia/Shanghai", REPDESK_LANG="en")
        source = folder / "demo.db"
        (folder / "customers.csv").write_text(TABLE, "utf-8")
        make_demo(source, accounts=1_000, seed=3, clock=Clock(MORNING, standing=True))
        for scene in SCENES:
            os.environ["REPDESK_LANG"] = scene.language
            i18n._translations.cache_clear()
            book = folder / f"{scene.name}.db"
            if scene.has_book:
                shutil.copyfile(source, book)
            if scene.has_backups:
                with_backups(book)
            if scene.broken:
                book.write_bytes(bytes(100) + book.read_bytes()[100:])
            picture = asyncio.run(drawn(scene, book))
            text = "\n".join(line.rstrip() for line in picture.splitlines()) + "\n"
            (PICTURES / f"{scene.name}.svg").write_text(at_home(text, name), encoding="utf-8")


def at_home(picture: str, folder: str) -> str:
    """Have the files of a picture lie in the rep's home, in text as long as it now is."""
    told = re.sub(rf'textLength="[^"]*"([^>]*>[^<]*){re.escape(folder)}', rf"\1{folder}", picture)
    return told.replace(folder, "~")


if __name__ == "__main__":
    main()
