"""Why this one, or why not: the reasons with their points, adding up."""

from __future__ import annotations

from textual.content import Content

from repdesk import wording
from repdesk.desk.rows import Explained
from repdesk.i18n import _
from repdesk.screens.dialog import Page
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, clip, fit, plain, right

_WORDS, _POINTS = 52, 5  # cells


def why_page(explained: Explained) -> Page:
    """Return the page that explains an account's place."""
    lines = [
        Content.assemble(
            fit(wording.reason(reason), _WORDS),
            (right(f"{reason.points:+d}", _POINTS), "bold" if reason.points else ""),
        )
        for reason in explained.reasons
    ]
    if explained.reasons:
        total = right(str(explained.score), _POINTS)
        lines.append(Content.styled(glyphs().rule * (_WORDS + _POINTS), "$muted"))
        lines.append(Content.assemble(fit(_("score"), _WORDS), (total, "bold")))
    for words in (explained.sentence, explained.neighbour, explained.hours):
        if words:
            lines += [Content(""), Content(plain(words))]
    title = clip(plain(explained.name), 40)
    if explained.rank is not None:
        title = _("%(name)s is number %(rank)d") % {"name": title, "rank": explained.rank}
    day = wording.day(explained.day)
    return Page(fit(title, max(0, _WORDS + _POINTS - cells(day))) + day, lines)
