"""Cards as rows: what goes where, and that nothing they say is lost."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from repdesk.exchange.cards import records_of
from repdesk.exchange.table import read_table
from repdesk.exchange.vcard import read_cards
from repdesk.exchange.writing.vcard import Card, Number, write_cards
from tests.exchange.corpus import card


def read(content: str | bytes) -> list[dict[str, str]]:
    """Return what each card says, by heading."""
    data = content if isinstance(content, bytes) else content.encode()
    head, *rows = records_of(read_cards(data)[0])
    return [{heading: cell for heading, cell in zip(head, row, strict=True) if cell} for row in rows]


def test_everything_a_card_says_has_its_place() -> None:
    (said,) = read(
        card(
            "N:Lee;Ann;Mary;Dr;PhD",
            "ORG:Alder\\, Birch;Sales;North",
            "TITLE:Head of Buying",
            "item1.TEL;TYPE=work:+44 20 7949 7188,,12",
            "item2.TEL;TYPE=cell,pref:07700 900123",
            "TEL;TYPE=WORK,FAX:020 7949 7189",
            "EMAIL:a@example.com",
            "EMAIL;PREF=1:b@example.com",
            "ADR;TYPE=WORK:;Floor 2;1 Elm St;Leeds;Yorkshire;LS1;UK",
            "BDAY:1980-01-02",
            "CATEGORIES:warm,fair 2026",
            "URL:https://example.com",
            "NOTE:first\\nsecond\\; third",
            "NICKNAME:Annie",
            "PHOTO;ENCODING=b;TYPE=JPEG:AAAA",
            "not a line of a card",
        )
    )
    assert said == {
        "Company": "Alder, Birch",
        "Contact": "Dr Ann Mary Lee PhD",
        "Job title": "Head of Buying",
        "Phone": "07700 900123 / +44 20 7949 7188 ext 12",
        "Email": "b@example.com",
        "Region": "Yorkshire Leeds",
        "Address": "Floor 2, 1 Elm St, LS1, UK",
        "Tags": "warm, fair 2026",
        "Birthday": "1980-01-02",
        "Website": "https://example.com",
        "Notes": "first\nsecond; third\nSales\nNorth\nFax: 020 7949 7189\nEmail: a@example.com\nNICKNAME: Annie"
        "\nnot a line of a card",
    }


def test_a_person_of_no_firm_is_a_customer_and_a_firm_has_nobody_to_ask_for() -> None:
    people = read(card("N:张;三;;;") + card("FN:Alder Ltd", "ORG:ALDER LTD") + card("FN:Birch", "X-ABShowAs:COMPANY"))
    assert people == [{"Company": "张三", "Contact": "张三"}, {"Company": "ALDER LTD"}, {"Company": "Birch"}]


def test_old_cards_escape_nothing_and_fold_where_a_blank_is() -> None:
    note = "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=GBK:=B1=B8=D7=A2=0D=0A=\r\n=B5=DA=B6=FE"
    assert read(card("FN:A", note, "URL:C:\\new", "ORG:Alder\r\n Birch", version="2.1")) == [
        {"Company": "Alder Birch", "Contact": "A", "Website": "C:\\new", "Notes": "备注\r\n第二"}
    ]


def test_a_card_in_another_encoding_than_the_others_is_read() -> None:
    mixed = card("FN:张三", version="2.1").encode("gb18030") + card("FN:李四").encode()
    assert [one["Company"] for one in read(mixed)] == ["张三", "李四"]


def test_cards_are_numbered_by_themselves(tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_bytes((card("FN:A") + card() + card("FN:C")).encode())
    table = read_table(path)
    assert (table.format, table.heading_row, table.above) == ("vcard", 0, ())
    assert [(number, row[0]) for number, row in table.rows] == [(1, "A"), (2, ""), (3, "C")]


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)


@given(
    TEXT, TEXT, st.lists(TEXT, max_size=3), st.text('ab,;:\\\n" 客户😀é', max_size=200), st.sampled_from(["3.0", "4.0"])
)
def test_what_we_write_we_read(firm: str, person: str, tags: list[str], note: str, version: str) -> None:
    out = io.StringIO(newline="")
    numbers = (Number("+8613800138000"), Number("+861062480905", "801"))
    written = Card("uid", f"F {firm}", f"P {person}", numbers=numbers, tags=tuple(tags), note=note)
    write_cards(out, [written], version)  # type: ignore[arg-type]
    (said,) = read(out.getvalue())
    assert (said["Company"], said["Contact"]) == (f"F {firm}", f"P {person}")
    assert said["Phone"].replace("ext.", "ext") == "+8613800138000 / +861062480905 ext 801"
    assert said.get("Tags", "").split(", ") == (", ".join(tags)).split(", ")
    assert said.get("Notes", "") == note.strip()
