from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.exchange.phones import Bad, Number, guess_region, parse_phones


def e164s(text: str, region: str | None) -> list[str]:
    return [one.e164 if isinstance(one, Number) else f"bad {one.raw}" for one in parse_phones(text, region)]


@pytest.mark.parametrize(
    "text",
    [
        "13812345678",
        "138-1234-5678",
        "１３８１２３４５６７８",
        "+86 138 1234 5678",
        "8613812345678",
        "0086 13812345678",
        "13812345678.0",
        "1.3812345678E10",
        "13812345678(李总)",
        "手机：138 1234 5678",
    ],
)
def test_a_chinese_mobile_however_it_is_written(text: str) -> None:
    assert e164s(text, "CN") == ["+8613812345678"]


@pytest.mark.parametrize("text", ["+44 (20) 79497188", "0044 2079497188", "+44 (0)20 7949 7188", "+442079497188"])
def test_a_country_code_needs_no_region(text: str) -> None:
    assert e164s(text, None) == ["+442079497188"]


def test_a_number_without_one_is_of_the_region() -> None:
    assert e164s("020 7949 7188", "GB") == ["+442079497188"]
    assert e164s("010-62480905", "CN") == ["+861062480905"]
    assert e164s("020 7949 7188", None) == ["bad 020 7949 7188"]
    assert e164s("8618183640894", "GB") == ["+8618183640894"]


@pytest.mark.parametrize("separator", ["/", ";", ",", "、", "，", "；", "\n", " / ", " "])
def test_two_numbers_in_a_cell_are_two(separator: str) -> None:
    assert e164s(f"17380643125{separator}010-60643125", "CN") == ["+8617380643125", "+861060643125"]


def test_one_good_and_one_bad() -> None:
    assert e164s("17380643125/12345", "CN") == ["+8617380643125", "bad 12345"]


@pytest.mark.parametrize(
    ("text", "extension"),
    [
        ("010-62480905转801", "801"),
        ("010-62480905 分机 12", "12"),
        ("010-62480905 ext. 7", "7"),
        ("010-62480905;ext=7", "7"),
        ("010-62480905（转801）", "801"),
        ("010-62480905分机号801", "801"),
        ("010-62480905-801", "801"),
        ("010-6248-0905*801", "801"),
        ("０１０－６２４８０９０５　ＥＸＴ：８０１", "801"),
    ],
)
def test_extensions(text: str, extension: str) -> None:
    (found,) = parse_phones(text, "CN")
    assert isinstance(found, Number)
    assert (found.e164, found.extension) == ("+861062480905", extension)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("1.3812345678E10", True),
        ("1.3812345678E+10", True),
        ("1.3800138E10", True),  # as programs write 13800138000
        ("1.3800138E+10", False),  # as a spreadsheet shows 13800138021, too
        ("1.38001380E+10", False),
        ("1.38001E+10", False),
        ("1.38E10", False),
        ("13800138000.0", True),
        ("13,800,138,000", True),
        ("13800138000.5", False),
    ],
)
def test_a_number_made_a_float_counts_where_no_digit_is_lost(text: str, kept: bool) -> None:
    (found,) = parse_phones(text, "CN")
    assert isinstance(found, Number) == kept


@pytest.mark.parametrize(
    "text",
    [
        "13800138000或13900139000",
        "13800138000 & 13900139000",
        "张经理13800138000李总13900139000",
        "138 0013 8000 139 0013 9000",
        "+8613800138000 or 086-13900139000",
    ],
)
def test_two_numbers_however_they_are_kept_apart(text: str) -> None:
    assert e164s(text, "CN") == ["+8613800138000", "+8613900139000"]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("12345", "CN"),
        ("无", "CN"),
        ("152136821", "CN"),
        ("1362267233999999", "CN"),
        ("1.38E+10", "CN"),
        ("138****8000", "CN"),
        ("62480905", "CN"),
        ("2079", "GB"),
        ("2079", None),
        ("call Bob", None),
        ("2079427294000000", "GB"),
        ("n/a", "GB"),
    ],
)
def test_what_is_no_number_is_one_bad_cell(text: str, region: str | None) -> None:
    assert parse_phones(text, region) == [Bad(text)]


def test_the_region_is_that_of_the_settings_then_of_the_file_then_of_the_locale(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert guess_region(["电话"], [], "GB") == ("GB", "settings")
    assert guess_region(["电话"], ["+442079497188"]) == ("CN", "headings")
    assert guess_region(["Phone"], ["13812345678", "138-1234-5678", "n/a"]) == ("CN", "mobiles")
    assert guess_region(["Phone"], ["1-415-555-2671", "(415) 555-2671"]) == (None, "none")
    assert guess_region(["Phone"], ["+44 20 7949 7188", "n/a"]) == (None, "unneeded")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert guess_region(["Phone"], ["020 7949 7188"]) == ("GB", "locale")


@given(st.text(), st.sampled_from(["CN", "GB", None]))
def test_no_cell_raises_and_nothing_is_lost(text: str, region: str | None) -> None:
    found = parse_phones(text, region)
    said = re.sub(r"\b(or|and)\b", "", text, flags=re.IGNORECASE)
    assert found or not any(sign.isalnum() for sign in said)
    assert all(one.raw for one in found)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_every_chinese_mobile_is_one(number: str) -> None:
    assert e164s(number, "CN") == [f"+86{number}"]
