from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.customers_writing import set_next_call
from repdesk.desk.forgetting import forget
from repdesk.desk.rows import Found
from repdesk.desk.search import Search
from repdesk.desk.search.folding import fold
from repdesk.desk.search.index import Index
from repdesk.desk.search.keeping import Kept
from repdesk.desk.search.pinyin import partings, readings
from repdesk.desk.search.query import read_query
from repdesk.desk.undoing import undo
from repdesk.errors import RepdeskError
from repdesk.models.book import CustomField, CustomValue, Tag
from repdesk.rules.types import NextCall, Outcome
from repdesk.store.reading.search import Searched, Turn
from tests.desk.making import a_book, fill, find, set_clock
from tests.safety.random_acts import MAKERS, START, Rep

PEOPLE: tuple[dict[str, object], ...] = (
    {"name": "北京投资", "kp": "单田芳", "stage": 5, "phones": ["+8613911112222"]},
    {"name": "榕泉（北京）有限公司", "kp": "曾国藩", "phones": ["+861062480905"], "region": "北京 海淀"},
    {"name": "Alder Logistics Ltd", "kp": "Noor Wahid", "phones": ["+442079497188"], "notes": "a price for 三年期"},
    {"name": "荣泰科技", "kp": "仇和", "phones": ["+8613800138000"], "need": "办理资质"},
    {"name": "ＡＢＣ公司", "phones": ["+390612345678"], "industry": "Dredging"},
    {"name": "Müller & Söhne", "phones": ["+4930901820"]},
)
BEIJING, RONGQUAN, ALDER, RONGTAI, ABC, MULLER = range(1, 7)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with a_book(tmp_path_factory.mktemp("search") / "book.db") as book:
        fill(book, *PEOPLE)
        with book.store.act("edit_customer", at=book.clock.stamp()) as act:
            act.insert_many(Tag, [{"account_id": ALDER, "tag": "展会2026"}])
            act.insert_many(CustomField, [{"name": "客户号", "kind": "text"}])
            day = book.clock.today().isoformat()
            act.insert_many(CustomValue, [{"account_id": MULLER, "field_id": 1, "value": "K-7701", "set_on": day}])
        book.applied(act.change)
        book.search.make()
        yield book


def marked(found: Found) -> list[str]:
    return [found.matched[begin:end] for begin, end in found.marks]


@pytest.mark.parametrize(
    ("typed", "whom", "field", "how", "marks"),
    [
        ("荣泰", RONGTAI, "name", "start", ["荣泰"]),
        ("泰科", RONGTAI, "name", "inside", ["泰科"]),
        ("荣泰科技", RONGTAI, "name", "exact", ["荣泰科技"]),
        ("bjtz", BEIJING, "name", "exact", ["北京投资"]),
        ("BJT", BEIJING, "name", "start", ["北京投"]),
        ("rtkj", RONGTAI, "name", "exact", ["荣泰科技"]),
        ("ｒｏｎｇｔａｉ", RONGTAI, "name", "start", ["荣泰"]),
        ("rong tai", RONGTAI, "name", "start", ["荣泰"]),
        ("rongt", RONGTAI, "name", "start", ["荣泰"]),
        ("rtkeji", RONGTAI, "name", "inside", ["荣泰科技"]),
        ("容泰", RONGTAI, "name", "alike", ["荣泰"]),
        ("榕泉北京", RONGQUAN, "name", "alike", ["榕泉（北京"]),
        ("alder", ALDER, "name", "start", ["Alder"]),
        ("logis", ALDER, "name", "word", ["Logis"]),
        ("ogistic", ALDER, "name", "inside", ["ogistic"]),
        ("adler", ALDER, "name", "nearly", ["Alder"]),
        ("logstics", ALDER, "name", "nearly", ["Logistics"]),
        ("muller", MULLER, "name", "start", ["Müller"]),
        ("abc", ABC, "name", "start", ["ＡＢＣ"]),
        ("单田", BEIJING, "person", "start", ["单田"]),
        ("noor", ALDER, "person", "start", ["Noor"]),
        ("wahid", ALDER, "person", "word", ["Wahid"]),
        ("13800138000", RONGTAI, "number", "start", ["138 0013 8000"]),
        ("7188", ALDER, "number", "start", ["7188"]),
        ("13800138009", RONGTAI, "number", "nearly", None),
        ("展会", ALDER, "tag", "start", ["展会"]),
        ("7701", MULLER, "own", "word", ["7701"]),
        ("海淀", RONGQUAN, "place", "word", ["海淀"]),
        ("dredg", ABC, "industry", "start", ["Dredg"]),
        ("三年", ALDER, "note", "inside", ["三年"]),
        ("资质", RONGTAI, "note", "inside", ["资质"]),
        ("contract", BEIJING, "stage", "start", []),
        ("已发合同", BEIJING, "stage", "start", []),
        ("合同", BEIJING, "stage", "start", []),
        ("contract sent", BEIJING, "stage", "start", []),
    ],
)
def test_anyone_is_found_by_what_one_has_of_them(
    book: Book, typed: str, whom: int, field: str, how: str, marks: list[str] | None
) -> None:
    first, *_others = find(book, typed)
    assert (first.account_id, first.field, first.how) == (whom, field, how)
    assert marks is None or marked(first) == marks


@pytest.mark.parametrize(
    "typed",
    [
        *("+86 10 6248 0905", "010-62480905", "01062480905", "6248 0905", "6248-0905", "0086 10 62480905", "(010)6248"),
        *("０１０６２４８", "0905", "106248"),
    ],
)
def test_a_number_is_found_however_it_is_written(book: Book, typed: str) -> None:
    assert [found.account_id for found in find(book, typed)] == [RONGQUAN]


@pytest.mark.parametrize("typed", ["020 7949 7188", "+44 (0)20 7949 7188", "0044 20 7949"])
def test_a_trunk_zero_is_no_hindrance(book: Book, typed: str) -> None:
    assert find(book, typed)[0].account_id == ALDER


def test_the_last_digits_are_taken_as_they_are_typed(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"phones": ["+861062489905"]}, {"phones": ["+861062480905"]})
        book.search.make()
        assert [(found.account_id, found.how) for found in find(book, "0905")] == [(2, "start"), (1, "inside")]


def test_a_zero_that_is_part_of_a_number_is_looked_for(book: Book) -> None:
    assert find(book, "06123")[0].account_id == ABC


@pytest.mark.parametrize(
    ("surname", "readings_"),
    [
        ("单", "shan dan chan"),
        ("曾", "zeng ceng"),
        ("仇", "qiu chou"),
        ("解", "xie jie"),
        ("查", "zha cha"),
        ("翟", "zhai di"),
        ("区", "ou qu"),
        ("覃", "qin tan"),
        ("乐", "yue le"),
        ("朴", "piao pu"),
        ("尉", "yu wei"),
        ("盖", "ge gai"),
        ("缪", "miao mou"),
        ("员", "yun yuan"),
        ("重", "chong zhong"),
        ("行", "hang xing"),
        ("长", "chang zhang"),
        ("吕", "lv lu lyu"),
    ],
)
def test_a_name_is_found_by_every_way_its_characters_are_read(surname: str, readings_: str) -> None:
    kept = kept_of(["王芳", f"{surname}文博", "李强"], people=True)
    for reading in readings_.split():
        assert ids(kept, f"{reading}wenbo") == [2], reading
        assert ids(kept, f"{reading[0]}wb") == [2], reading


def kept_of(names: Sequence[str], *, people: bool = False) -> Kept:
    """Return the index of customers with these names, or with people of these names, numbered from 1."""
    index = Index()
    index.put(
        [Turn(number, 0, 0) for number in range(1, len(names) + 1)],
        [
            Searched(number, "x" if people else name, (), (), [name] if people else [], [], [], [], [])
            for number, name in enumerate(names, 1)
        ],
    )
    index.settle()
    return Kept(index, (0, b""))


def ids(kept: Kept, typed: str) -> list[int]:
    query = read_query(typed)
    return [] if query is None else [hit.account_id for hit in kept.hits(query, lambda _account_id: None)]


SIGNS = "北京荣泰科技单曾行重（）·ＡＢｃdéßŒİ ǆ한글がﬃ㈱1２-&'.%_\\ \u3000\t\u0301\U00020000😀Abc xyz"
NAMES = st.text(st.sampled_from(SIGNS), min_size=1, max_size=20)


@given(st.lists(NAMES, min_size=1, max_size=6), st.data())
@example(["STRASSE straße"], None)
def test_any_part_of_a_name_finds_it(names: list[str], data: st.DataObject | None) -> None:
    kept = kept_of(names)
    whom = 0 if data is None else data.draw(st.integers(0, len(names) - 1))
    name = names[whom]
    begin = 0 if data is None else data.draw(st.integers(0, len(name) - 1))
    end = len(name) if data is None else data.draw(st.integers(begin + 1, len(name)))
    typed = name[begin:end]
    if fold(typed):
        assert whom + 1 in ids(kept, typed)
        assert whom + 1 in ids(kept, typed.upper())


@given(st.lists(st.sampled_from([*readings()]), min_size=1, max_size=5), st.data())
@settings(max_examples=60)
def test_any_reading_of_a_name_of_few_ways_finds_it(signs: list[str], data: st.DataObject) -> None:
    said = [data.draw(st.sampled_from(readings()[sign])) for sign in signs]
    ways = 1
    for sign in signs:
        ways *= len(readings()[sign])
    letters = "".join(said).lower()
    if ways <= 8 and "".join(said) in partings(letters):
        assert ids(kept_of(["".join(signs)]), letters) == [1]
        assert ids(kept_of(["".join(signs)]), "".join(one[0] for one in said)) == [1]


def test_several_words_must_all_fit_whatever_they_are_of(book: Book) -> None:
    assert [found.account_id for found in find(book, "荣 仇 8000")] == [RONGTAI]
    assert [found.account_id for found in find(book, "price alder 展会")] == [ALDER]
    assert [found.account_id for found in find(book, "北京 合同")] == [BEIJING]
    assert [found.account_id for found in find(book, "aldre logistcs")] == [ALDER]
    assert find(book, "荣 alder") == ()
    shown = find(book, "榕泉 曾 0905")[0]
    assert [shown.name[begin:end] for begin, end in shown.name_marks] == ["榕泉"]


def test_nothing_typed_finds_nobody_and_anything_can_be_typed(book: Book) -> None:
    for typed in ("", "  ", "\u3000", "\u200b", "'", "((", "x" * 60_000, "nananana" * 30, "[/oops]", "\ud800"):
        assert find(book, typed) == (), typed


def test_a_stage_is_found_by_its_number_before_the_numbers_that_hold_it(book: Book) -> None:
    first, *others = find(book, "5")
    assert (first.account_id, first.field) == (BEIJING, "stage")
    assert {found.field for found in others} == {"number"}


def test_what_matches_better_comes_first_and_then_who_was_called_last(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(
            book,
            {"name": "东方荣泰", "kp": "荣泰"},
            {"name": "荣泰大厦"},
            {"name": "荣泰中心"},
            {"name": "荣泰"},
            {"name": "远方", "kp": "荣泰和"},
            {"name": "荣泰三号"},
        )
        book.search.make()
        assert [found.account_id for found in find(book, "荣泰")] == [4, 1, 2, 3, 6, 5]
        set_next_call(book, 6, NextCall(book.clock.today() + timedelta(days=1), None))
        assert [found.account_id for found in find(book, "荣泰")] == [4, 1, 6, 2, 3, 5]
        log_call(book, 3, Outcome.TALKED)
        assert [found.account_id for found in find(book, "荣泰")] == [4, 1, 3, 6, 2, 5]


def test_the_index_kept_up_finds_as_one_made_anew(tmp_book: Path) -> None:
    rng = random.Random(5)
    words = [
        "客户",
        "brought in",
        "139",
        "needs seats",
        "kehu",
        "kh",
        "o'neill",
        "1",
        "0001",
        "陈",
        "100%",
        "5",
        "2 客户",
    ]
    with a_book(tmp_book, now=START) as book:
        fill(book, *({"name": f"客户{n}", "kp": "陈", "stage": n % 4} for n in range(12)))
        book.search.make()
        rep, kept_up = Rep(book, rng), 0
        for number, kind in enumerate(rng.choices([*MAKERS], k=160)):
            rep.pause()
            try:
                MAKERS[kind](rep)
            except (RepdeskError, LookupError):  # not now
                continue
            if rng.random() < 0.2:
                undo(book)
            if number % 10 == 0:
                book.search.follow()
                kept_up += book.search.ready
                if not book.search.ready:  # a field of the rep's own came or went
                    book.search.make()
                anew = Search(book)
                anew.make()
                for word in words:
                    assert book.search.find_all(word) == anew.find_all(word), (kind, word)
        assert kept_up > 5


def test_who_is_gone_is_not_found(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"name": "远方", "kp": "单田芳", "notes": "三年期"}, {"name": "近处"})
        book.search.make()
        undo(book)
        for typed in ("远方", "yuanfang", "单", "1380", "三年", "远芳"):
            assert find(book, typed) == ()


def test_who_is_forgotten_leaves_the_index_at_once(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"name": "远方"}, {"name": "近处"})
        book.search.make()
        forget(book, 1)
        assert not book.search.ready
        book.search.make()
        assert find(book, "远方") == ()
        assert [found.account_id for found in find(book, "近处")] == [2]


def test_what_a_shell_does_is_found_in_the_app(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"name": "远方"})
        book.search.make()
        with a_book(tmp_book) as shell:
            fill(shell, {"name": "近处"})
        assert [found.account_id for found in find(book, "jinchu")] == [2]
        assert book.search.ready


def test_while_there_is_no_index_the_book_itself_is_asked(tmp_book: Path) -> None:
    asked = {"荣泰": RONGTAI, "田芳": BEIJING, "0905": RONGQUAN, "荣 仇": RONGTAI, "三年": ALDER}
    with a_book(tmp_book) as book:
        fill(book, *PEOPLE)
        assert not book.search.ready
        for typed, whom in asked.items():
            assert [found.account_id for found in find(book, typed)] == [whom]


def test_the_shell_makes_no_more_of_the_index_than_it_needs(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *PEOPLE)
        for typed, whom in (("0905", RONGQUAN), ("容泰", RONGTAI), ("bjtz", BEIJING), ("展", None), ("adler", ALDER)):
            found = book.search.find_once(typed)
            assert [one.account_id for one in found][:1] == ([] if whom is None else [whom])


def test_a_search_that_is_stopped_gives_nothing(book: Book) -> None:
    further = book.search.find("三年").further
    assert further is not None
    assert book.search.further(further, lambda: True) == []
    assert [hit.account_id for hit in book.search.further(further, lambda: False)] == [ALDER]


def test_a_day_that_passes_changes_what_a_stage_word_finds(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"name": "远方"})
        log_call(book, 1, Outcome.TALKED)
        book.search.make()
        from repdesk.desk.card.contracts_writing import add_contract

        start = book.clock.today()
        add_contract(book, 1, "1000", start.isoformat(), (start + timedelta(days=5)).isoformat())
        assert [found.stage for found in find(book, "6")] == [6]
        set_clock(book, START + timedelta(days=20))
        book.refresh()
        assert [found.field for found in find(book, "6")] != ["stage"]
        assert [found.stage for found in find(book, "7") if found.field == "stage"] == [7]
