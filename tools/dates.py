"""Makes docs/dates.md from the tables of phrases, in English: each example read on one and the same morning."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from repdesk.rules.dates import parse_when
from repdesk.rules.dates.clock_phrases import BARE_PHRASES, CLOCK_PHRASES, FRAMED_PHRASES
from repdesk.rules.dates.day_phrases import COMBINED_PHRASES
from repdesk.rules.dates.moment_phrases import MOMENT_PHRASES
from repdesk.rules.dates.month_phrases import MONTH_PHRASES
from repdesk.rules.dates.phrases import Row
from repdesk.rules.dates.week_phrases import WEEK_PHRASES
from repdesk.rules.policy import Policy
from repdesk.rules.types import NextCall
from repdesk.rules.workdays import Calendar

PAGE = Path(__file__).resolve().parents[1] / "docs" / "dates.md"
NOW = datetime.fromisoformat("2026-11-23T09:42")
CALENDAR = Calendar(
    off=frozenset({date(2027, 1, 1), *(date(2027, 10, day) for day in range(1, 8))}),
    country="CN",
    covered=frozenset({2026, 2027}),
)
ABOVE = """# Dates as they are typed

Wherever a date is asked for it is typed as one says it, in English or Chinese, simplified or traditional, half or full
width: in the line a call is logged in, with `z` (move), on the card, in filters, on the command line. While you type,
the line under the field says how it is understood, how many calls are set for that day, and what is to be known of it:

```
下周二 下午三点   Tue 1 Dec 15:00, 41/60 set
fri 3:30        Fri 27 Nov 15:30, 12/60 set  taken as afternoon  ↓ 03:30
sat 10am        Sat 28 Nov 10:00, 40/60 set  a day off; the nearest working days are …  ↓ Mon 30 Nov 10:00
```

* **The other reading.** Where a date can be read in two ways, the likelier one is taken and the other one shown; the
  arrow down (`when.other` among the [keys](keys.md)) takes it, again the next one, and in the end what you typed.
* **Days off, hours, the past.** A date is never moved behind your back. On a day off, outside the office hours, in the
  lunch break or in the past it says so, and the arrow down takes the nearest that would do. What is past is refused.
* A day and a time stand in either order, with or without a blank. A time alone is today. A number alone is no date.
* `+3d` counts working days, `+3c` calendar days, as "in 3 days" and 三天后 do. `next tue` and 下周二 are that day of
  the next calendar week; weeks begin on Monday. A weekday on that very day is next week's, and today is offered.
* `12-08` is month and day. `5/12` and `5.12` are taken so too, and the other order is offered.
* An hour below ten without its half of the day is in the afternoon, where it would be before opening otherwise.
* "Next week", 月初 and the like name no day: they are the first working day of it. "Before Friday" and 周五前 are the
  working day before. "By Friday" is Friday.
* **Promises.** `promised`, `agreed`, 约定, 约好, 答应 or an exclamation mark beside a date make it a promise. "Takes
  3 days" and 需要3天 are a delivery that is promised: so many working days, and one more to be safe (`delivery_buffer`
  in `policy.toml`).
* "In two hours" and 两小时后 are time that passes: right over midnight and where clocks are put forward or back.
* "Before lunch", 下班前 and "before 5pm" are half an hour ahead of it (`ahead_minutes`); lunch and the hours are those
  of that day.

`repdesk when PHRASE` says the same on the command line, with `--json` for scripts, and needs no book: public holidays
are days off where `--country CN` names a country, `--now 2026-11-23T09:42` asks as of another moment.

What follows is read on **Monday, 23 November 2026, 9:42**, where 1 January and 1 to 7 October are days off.
"""
BELOW = """
This page is made by `make keys`.
"""
PARTS: tuple[tuple[str, Sequence[Row[Any, Any]]], ...] = (
    ("Days and weeks", WEEK_PHRASES),
    ("Dates, months, quarters, years", MONTH_PHRASES),
    ("Days made of other days", COMBINED_PHRASES),
    ("Times", CLOCK_PHRASES),
    ("Before, after, from and to", FRAMED_PHRASES),
    ("Times that need their day", BARE_PHRASES),
    ("Hours and minutes from now", MOMENT_PHRASES),
)


def page() -> str:
    """Return the page; UnreadWhen for an example that is not read."""
    return ABOVE + "".join(_part(*part) for part in PARTS) + BELOW


def _part(title: str, rows: Sequence[Row[Any, Any]]) -> str:
    lines = [f"\n## {title}\n", "| typed | means |", "|---|---|"]
    for row in rows:
        meant: dict[str, list[str]] = {}
        for example in row.such_as:
            meant.setdefault(_means(example), []).append(f"`{example}`")
        lines += [f"| {' '.join(examples)} | {means} |" for means, examples in meant.items()]
    return "\n".join(lines) + "\n"


def _means(text: str) -> str:
    from repdesk import wording

    when = parse_when(text, NOW, CALENDAR, Policy())
    said = [wording.next_call(NextCall(when.date, when.time, when.promised), NOW.date())]
    said += [wording.when_note(note, NOW.date()).partition(";")[0] for note in when.notes]
    others = [wording.next_call(NextCall(day, at), NOW.date()) for day, at in when.offers[: len(when.ambiguous)]]
    return "; ".join([*said, *(f"or {other}" for other in others)])


if __name__ == "__main__":
    os.environ["REPDESK_LANG"] = "en"
    PAGE.write_text(page(), encoding="utf-8")
