"""The lines a card is drawn in: pieces of text, some of them spots the rep may go to, in panels side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from repdesk.widgets.card.spots import Place, Spot
from repdesk.widgets.glyphs import glyphs
from repdesk.widgets.plain import cells, clip, fit, paragraph, wrapped

GAP = 2
"""Cells between what stands in a line, and between panels."""
_INDENT = 2  # cells before what does not fit into the first line
_LEAST = 20  # cells of a text that something stands behind


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in one line; `style` names what it is: muted, bold, accent, warned or nothing."""

    text: str
    style: str = ""
    spot: Spot | None = None
    x: int = 0


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """The lines of a card with the places of its spots, in the order of reading."""

    lines: tuple[Line, ...]
    places: dict[Spot, Place]


def rule(title: str, width: int) -> Line:
    """Return the line that heads a panel."""
    line = glyphs().rule
    start = f"{line * 2} {title} "
    return (Piece(clip(start + line * max(0, width - cells(start)), width), "muted"),)


def in_row(pieces: Iterable[Piece], width: int) -> list[Line]:
    """Set pieces one behind the other, on as many lines as they need; a piece longer than a line is cut."""
    lines: list[list[Piece]] = [[]]
    x = 0
    for piece in pieces:
        taken = cells(piece.text)
        if lines[-1] and x + taken > width:
            lines.append([])
            x = _INDENT
        text = clip(piece.text, width - x)
        lines[-1].append(replace(piece, text=text, x=x))
        x += cells(text) + GAP
    return [tuple(line) for line in lines if line]


def labelled(
    label: tuple[str, int],
    text: str,
    spot: Spot,
    width: int,
    *,
    style: str = "",
    most: int = 4,
    tail: Piece | None = None,
) -> list[Line]:
    """Return a text beside its label (words and cells), its line breaks kept; `tail` stands behind it or below it."""
    words, label_width = label
    x, room = label_width + 1, width - label_width - 1
    beside = tail is not None and room - cells(tail.text) - GAP >= min(_LEAST, cells(text))
    own = room - cells(tail.text) - GAP if tail is not None and beside else room
    wrapped_lines = [line for part in text.splitlines() for line in wrapped(paragraph(part), own, most)]
    if len(wrapped_lines) > most:
        wrapped_lines[most - 1 :] = [clip(" ".join(wrapped_lines[most - 1 :]), own)]
    lines: list[Line] = [
        (Piece(fit(words if not number else "", label_width), "muted"), Piece(line, style, spot, x))
        for number, line in enumerate(wrapped_lines)
    ]
    if tail is not None and beside:
        lines[0] = (*lines[0], replace(tail, x=width - cells(tail.text)))
    elif tail is not None:
        lines.append((replace(tail, text=clip(tail.text, room), x=x),))
    return lines


def abreast(panels: Sequence[Sequence[Line]], width: int) -> list[tuple[Line, tuple[int, ...]]]:
    """Set panels of equal width side by side; each line comes with the edges of its panels."""
    own = panel_width(width, len(panels))
    edges = tuple(number * (own + GAP) for number in range(len(panels)))
    height = max(len(panel) for panel in panels)
    lines: list[tuple[Line, tuple[int, ...]]] = []
    for y in range(height):
        parts = [
            replace(piece, x=piece.x + edge)
            for panel, edge in zip(panels, edges, strict=True)
            for piece in (panel[y] if y < len(panel) else ())
        ]
        lines.append((tuple(parts), edges))
    return lines


def panel_width(width: int, count: int) -> int:
    """Return how wide each of so many panels is."""
    return (width - GAP * (count - 1)) // count


def laid(rows: Sequence[tuple[Line, tuple[int, ...]]], width: int) -> Laid:
    """Put lines under each other and note where each spot begins."""
    places: dict[Spot, Place] = {}
    for y, (line, edges) in enumerate(rows):
        own = panel_width(width, len(edges))
        for piece in line:
            if piece.spot is not None and piece.spot not in places:
                left = max((edge for edge in edges if edge <= piece.x), default=0)
                places[piece.spot] = Place(y, piece.x, cells(piece.text), left, own)
    return Laid(tuple(line for line, _edges in rows), _in_reading_order(places))


def _in_reading_order(places: dict[Spot, Place]) -> dict[Spot, Place]:
    """Order the spots as one goes through them: what stands side by side panel by panel."""
    return dict(sorted(places.items(), key=lambda item: (item[1].y, item[1].x)))
