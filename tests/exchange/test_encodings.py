from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.exchange.encodings import UndecodableError, decode
from tests.exchange.samples import SCRIPTS, WRITTEN_IN

SIMPLIFIED = "客户名称,联系人,电话\n荣泰科技有限公司,刘超静,13800138000\n鑫淼昊钰,陈英娜,010-62480905\n"
TRADITIONAL = "客戶名稱,聯絡人,電話\n榮泰科技有限公司,劉超靜,13800138000\n華視電子,陳英娜,010-62480905\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("gb18030", "gb18030"),
    ],
)
def test_simplified_chinese(codec: str, name: str) -> None:
    assert decode(SIMPLIFIED.encode(codec)) == (SIMPLIFIED, name)


def test_traditional_chinese_is_told_from_simplified() -> None:
    assert decode(TRADITIONAL.encode("big5")) == (TRADITIONAL, "big5")
    assert decode(TRADITIONAL.encode("gb18030")) == (TRADITIONAL, "gb18030")
    assert decode("客户名称,电话\n".encode("gb18030"))[1] == "gb18030"
    assert decode("客戶名稱,電話\n".encode("big5"))[1] == "big5"


def test_latin_text_of_old_spreadsheets() -> None:
    text = "Company,Contact\nMüller & Söhne,José Ñandú – “x”\n"
    assert decode(text.encode("cp1252")) == (text, "cp1252")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_stray_zero_byte_is_a_sign_of_the_text(codec: str) -> None:
    text = SIMPLIFIED.replace("刘超静", "刘\0,超静")
    assert decode(text.encode(codec)) == (text, codec)


def test_emoji_in_gb18030() -> None:
    text = SIMPLIFIED + "友伦股份有限公司 🚀,,\n"
    assert decode(text.encode("gb18030")) == (text, "gb18030")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        SIMPLIFIED.encode()[:40] + b"\xff" + SIMPLIFIED.encode()[40:],
        b"\0Company\0,\0Phone\nA\0B,1\n",
        b"\xff\xfe\x41",
    ],
    ids=["binary", "damaged utf-8", "zero bytes", "half of utf-16"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UndecodableError):
        decode(data)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_utf8_always_comes_back(text: str) -> None:
    assert decode(text.encode())[0] == text


@given(st.binary(max_size=400))
def test_no_bytes_make_it_crash(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except UndecodableError:
        return
    assert isinstance(text, str)


@pytest.mark.parametrize(("script", "codec"), [(script, one) for script in WRITTEN_IN for one in WRITTEN_IN[script]])
def test_the_encoding_of_ten_rows_and_more_is_right_in_99_of_100(script: str, codec: str) -> None:
    wrong = 0
    for seed in range(100):
        chance = random.Random(seed)
        text = SCRIPTS[script](chance, chance.randrange(10, 40))
        try:
            wrong += decode(text.encode(codec))[0] != text
        except UndecodableError:
            wrong += 1
    assert wrong <= 1


def test_a_few_chinese_signs_among_english_ones_are_enough() -> None:
    rows = [f"Alder Works,+44 20 7949 71{number}" for number in range(10, 20)]
    for codec, name in (("gb18030", "荣泰科技"), ("big5", "榮泰澄湖"), ("cp1252", "Größe")):
        text = "\n".join(["Company,Phone", *rows, f"{name},", ""])
        assert decode(text.encode(codec)) == (text, codec)


def test_what_was_said_counts_and_what_does_not_fit_is_seen() -> None:
    assert decode("Łódź".encode("cp1250"), "cp1250") == ("Łódź", "cp1250")
    assert decode(SIMPLIFIED.encode("utf-8-sig"), "utf-8")[0] == SIMPLIFIED
    assert decode(SIMPLIFIED.encode("utf-16-be"), "utf-16")[0] == SIMPLIFIED
    assert decode(b"A\xff", "utf-8")[0] == "A\ufffd"
    with pytest.raises(LookupError):
        decode(b"A", "klingon")
