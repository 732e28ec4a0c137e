from __future__ import annotations

import pytest

from repdesk.store.heap import SHELF, Heap

MANY = 7 * SHELF + 123


def row(n: int) -> tuple[object, ...]:
    return n, f"名 {n}", None, n / 2, b"\x00\xff"


@pytest.mark.parametrize("count", [0, 1, SHELF, MANY])
def test_a_heap_gives_back_what_it_was_given(count: int) -> None:
    heap, rows = Heap(), [row(n) for n in range(count)]
    for start in range(0, count, 700):
        heap.add(rows[start : start + 700])
    assert (len(heap), list(heap)) == (count, rows)
    for cut in (slice(0, 10), slice(SHELF - 5, SHELF + 5), slice(count - 3, None), slice(5, 2000, 3), slice(9, 2)):
        assert heap[cut] == rows[cut]
    assert [heap[at] for at in (0, count // 2, count - 1, -1) if count] == [
        rows[at] for at in (0, count // 2, count - 1, -1) if count
    ]
    assert list(heap.since(SHELF + 3)) == rows[SHELF + 3 :]


@pytest.mark.parametrize("place", [0, SHELF + 1, MANY - 1])
def test_a_row_may_be_changed_wherever_it_lies(place: int) -> None:
    heap = Heap()
    heap.add(row(n) for n in range(MANY))
    heap.change(place, ("changed",))
    heap.add([row(MANY)])
    assert (heap[place], heap[place - 1], len(heap)) == (("changed",), row((place - 1) % (MANY + 1)), MANY + 1)
