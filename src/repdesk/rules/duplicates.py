"""Which customers may be one: compared only where they share a sign, scored with reasons, never all against all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from repdesk.rules.company_names import company_name, folded_text, places_of
from repdesk.rules.policy import Duplicates, Policy
from repdesk.rules.types import Reason

Level = Literal["sure", "likely", "maybe"]
LEVELS: tuple[Level, ...] = ("sure", "likely", "maybe")
Similarity = Callable[[str, str, float], float]
"""Takes two texts and the least share that matters, gives the share they have in common (0 to 1), 0 below the least."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a customer when it is held against others; `numbers` are E.164."""

    id: int
    name: str
    region: str = ""
    address: str = ""
    numbers: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two customers that may be one, the lower number first, and what speaks for it; the points add up to the score."""

    first: int
    second: int
    score: int
    level: Level
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The pairs, the likeliest first; `more` says that there were more than are shown.

    `crowds` counts the signs, such as a name, that so many share that not all of them were compared by it.
    """

    pairs: tuple[Pair, ...]
    more: bool = False
    crowds: int = 0


def duplicates(
    entries: Iterable[Entry],
    policy: Policy,
    similar: Similarity,
    apart: Collection[tuple[int, int]] = frozenset(),
    heard: Callable[[int, int], None] = lambda _done, _total: None,
) -> Found:
    """Return the pairs that may be one customer; those in `apart` (lower number first) are known not to be.

    The time grows with the number of customers and not with its square: each is compared with at most
    `policy.duplicates.block` others for each sign it shares. `heard` is told how many kinds of signs are done.
    """
    search = _Search(sorted(entries, key=lambda one: one.id), policy.duplicates, similar, frozenset(apart))
    for done, kind in enumerate(_KINDS):
        heard(done, len(_KINDS))
        search.by(kind)
    heard(len(_KINDS), len(_KINDS))
    return search.found()


@dataclass(frozen=True, slots=True)
class _Known:
    """An entry with what is compared of it made ready."""

    entry: Entry
    core: str
    head: int
    places: frozenset[str]
    address: str
    people: frozenset[str]

    @classmethod
    def of(cls, entry: Entry) -> _Known:
        name = company_name(entry.name)
        places = places_of(entry.region, entry.address) | name.places
        people = frozenset(filter(None, map(folded_text, entry.people)))
        return cls(entry, name.core, name.head, places, folded_text(entry.address), people)


_LEAST_ADDRESS = 6  # letters: less is a town, and that is asked for by itself
_WIDE = "\u2e80"  # from here on a sign is a syllable or a word by itself


def _judge(
    one: _Known, other: _Known, rules: Duplicates, similar: Similarity, owners: Mapping[str, int]
) -> Pair | None:
    """Add up what speaks for the two; `owners` counts how many have a number."""
    reasons = []
    if not one.entry.numbers.isdisjoint(other.entry.numbers):
        reasons.append(_shared_number(one.entry.numbers & other.entry.numbers, rules, owners))
    if (named := _names_alike(one, other, rules, similar)) is not None:
        reasons.append(named)
    if not reasons:
        return None
    if one.places and other.places:
        same = one.places & other.places
        place = Reason("same_place", rules.place, (("place", _as_written(min(same), one, other)),)) if same else None
        reasons.append(place or Reason("other_place", rules.other_place))
    if one.address == other.address and len(one.address) >= _LEAST_ADDRESS:
        reasons.append(Reason("same_address", rules.address))
    if not one.people.isdisjoint(other.people):
        shown = min(
            name for name in one.entry.people | other.entry.people if folded_text(name) in one.people & other.people
        )
        reasons.append(Reason("same_person", rules.person, (("name", shown),)))
    score = sum(reason.points for reason in reasons)
    level = next((level for level in LEVELS if score >= getattr(rules, level)), None)
    if level == "sure" and named is None:  # two firms of one office share all but the name
        level = "likely"
    return None if level is None else Pair(one.entry.id, other.entry.id, score, level, tuple(reasons))


def _as_written(place: str, one: _Known, other: _Known) -> str:
    """Return a place as the shorter region of the two that names it has it."""
    regions = [known.entry.region for known in (one, other) if place in places_of(known.entry.region)]
    return min(regions, key=lambda region: (len(region), region), default=place)


def _shared_number(shared: frozenset[str], rules: Duplicates, owners: Mapping[str, int]) -> Reason:
    number = min(shared, key=lambda number: (owners[number], number))
    if owners[number] > rules.number_owners:
        return Reason("number_of_many", rules.number_of_many, (("number", number), ("owners", owners[number])))
    return Reason("same_number", rules.number, (("number", number),))


def _names_alike(one: _Known, other: _Known, rules: Duplicates, similar: Similarity) -> Reason | None:
    left, right = sorted((one.core, other.core))  # what is alike is so from either side
    if not left:
        return None
    if left == right:
        return Reason("same_name", rules.name)
    share = similar(left, right, rules.name_alike)
    head = max(one.head, other.head)  # two firms of one trade are alike by its name, and are two
    if share >= rules.name_alike > 0 and similar(left[:head], right[:head], rules.name_alike):
        half = rules.name_similar / 2
        points = half + half * (share - rules.name_alike) / max(1e-9, 1 - rules.name_alike)
        return Reason("similar_name", round(points), (("percent", int(share * 100)),))
    return Reason("name_begins", rules.name_begins) if right.startswith(left) and _says_enough(left) else None


def _says_enough(begin: str) -> bool:
    """Say whether a beginning is a name by itself: two Chinese signs, or five letters."""
    return len(begin) >= (2 if begin[0] >= _WIDE else 5)


Kind = Literal["number", "name", "begin", "end", "rare"]
_KINDS: tuple[Kind, ...] = ("number", "name", "begin", "end", "rare")
_RARE = 2  # of the pairs of signs in a name, so many of those that the fewest others have


class _Search:
    """Goes through the signs, kind by kind, and keeps the best pairs."""

    def __init__(
        self, entries: Sequence[Entry], rules: Duplicates, similar: Similarity, apart: frozenset[tuple[int, int]]
    ) -> None:
        self._rules, self._similar, self._apart = rules, similar, apart
        self._known = [_Known.of(entry) for entry in entries]
        self._owners = Counter(number for entry in entries for number in entry.numbers)
        self._pairs: dict[tuple[int, int], Pair] = {}
        self._more = False
        self._crowds = 0

    def by(self, kind: Kind) -> None:
        """Compare those who share a sign of this kind."""
        blocks: dict[str, list[int]] = {}
        count = self._rare_pairs() if kind == "rare" else Counter[str]()
        for at, known in enumerate(self._known):
            for sign in _signs(known, kind, count):
                blocks.setdefault(sign, []).append(at)
        for sign in sorted(blocks):
            block = blocks[sign]
            if len(block) > 1:
                for crowd in self._bounded(block):
                    self._compare(crowd)

    def _bounded(self, block: list[int]) -> Iterator[list[int]]:
        """Yield a block, or where too many are in it the parts of it by place that are not too large."""
        if len(block) <= self._rules.block:
            yield block
            return
        parts: dict[str, list[int]] = {}
        for at in block:
            for place in self._known[at].places or ("",):
                parts.setdefault(place, []).append(at)
        for place in sorted(parts):
            if len(parts[place]) <= self._rules.block:
                yield parts[place]
            else:
                self._crowds += 1

    def _compare(self, block: Sequence[int]) -> None:
        for left, right in combinations(block, 2):
            one, other = self._known[left], self._known[right]
            key = (one.entry.id, other.entry.id)
            if key in self._pairs or key in self._apart:
                continue
            pair = _judge(one, other, self._rules, self._similar, self._owners)
            if pair is not None:
                self._pairs[key] = pair
        if len(self._pairs) > 4 * self._rules.most:
            self._prune()

    def _prune(self) -> None:
        best = sorted(self._pairs.values(), key=_order)
        self._more = self._more or len(best) > self._rules.most
        self._pairs = {(pair.first, pair.second): pair for pair in best[: self._rules.most]}

    def _rare_pairs(self) -> Counter[str]:
        return Counter(pair for known in self._known for pair in _pairs_of_signs(known.core))

    def found(self) -> Found:
        """Return what was found."""
        self._prune()
        return Found(tuple(self._pairs.values()), self._more, self._crowds)


def _order(pair: Pair) -> tuple[int, int, int]:
    return -pair.score, pair.first, pair.second


def _signs(known: _Known, kind: Kind, count: Counter[str]) -> Collection[str]:
    """Return the signs of this kind by which a customer meets others."""
    core = known.core
    if kind == "number":
        return known.entry.numbers
    if not core:
        return ()
    size = 2 if core[0] >= _WIDE else 4
    if kind == "name":
        return (core,)
    if kind == "begin":
        return (core[:size],)
    if kind == "end":
        return (core[-2 * size :],)
    return sorted(_pairs_of_signs(core), key=lambda pair: (count[pair], pair))[:_RARE]


def _pairs_of_signs(core: str) -> frozenset[str]:
    return frozenset(core[at : at + 2] for at in range(len(core) - 1))
