"""Files as they come from spreadsheets, phones and other programs, made by script, with what each must give."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from tests.exchange.packing import lying, open_document, with_parts, with_password, workbook

Said = tuple[int, str, str]
"""A row: its number, the customer's name, and the numbers, with `x` before an extension and `?` for what is none."""

ZH_HEAD = ("客户名称", "联系人", "电话", "城市")
ZH = (
    ("荣泰科技有限公司", "刘超静", "13800138000", "上海"),
    ("鑫淼昊钰", "陈英娜", "010-62480905转801", "北京"),
    ("友伦股份有限公司", "罗常杰", "17380643125/010-60643125", "南京"),
)
ZH_SAID: tuple[Said, ...] = (
    (2, "荣泰科技有限公司", "+8613800138000"),
    (3, "鑫淼昊钰", "+861062480905x801"),
    (4, "友伦股份有限公司", "+8617380643125 +861060643125"),
)
TW_HEAD = ("客戶名稱", "聯絡人", "電話", "城市")
TW = (("榮泰科技", "劉超靜", "+886 2 2311 3456", "臺北"), ("鴻海企業", "陳英娜", "", "高雄"))
TW_SAID: tuple[Said, ...] = ((2, "榮泰科技", "+886223113456"), (3, "鴻海企業", ""))
EN_HEAD = ("Company", "Contact", "Phone", "City")
EN = (("Müller & Söhne", "José Ñandú", "+44 20 7949 7188", "Zürich"), ("Alder Works", "", "+442079497188", "Leeds"))
EN_SAID: tuple[Said, ...] = ((2, "Müller & Söhne", "+442079497188"), (3, "Alder Works", "+442079497188"))


@dataclass(frozen=True, slots=True)
class Sample:
    """A file of the corpus: what it is found to be and what it says, or a part of the refusal."""

    name: str
    content: bytes
    says: tuple[Said, ...] = ()
    encoding: str | None = "utf-8"
    delimiter: str | None = ","
    heading_row: int = 1
    sheet: str | None = None
    refused: str = ""


def corpus() -> list[Sample]:
    """Return all files."""
    return [*encodings(), *delimiters(), *layouts(), *numbers(), *refusals(), *workbooks(), *cards(), *objects()]


def lines(*rows: Iterable[str], delimiter: str = ",", end: str = "\r\n") -> str:
    """Return rows as text."""
    return "".join(delimiter.join(row) + end for row in rows)


def encodings() -> list[Sample]:
    """The same books in the encodings of their countries."""
    found = []
    for script, head, rows, says, codecs in (
        ("zh", ZH_HEAD, ZH, ZH_SAID, ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030")),
        ("tw", TW_HEAD, TW, TW_SAID, ("utf-8", "utf-16", "big5", "gb18030")),
        ("en", EN_HEAD, EN, EN_SAID, ("utf-8-sig", "utf-16-le", "cp1252")),
    ):
        for codec in codecs:
            name = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(codec, codec)
            found.append(Sample(f"{script}-{codec}.csv", lines(head, *rows).encode(codec), says, name))
    return found


def delimiters() -> list[Sample]:
    """The same book with other signs between its cells."""
    signs = (";", "\t", "|", ":", "^", "~", "，", "、", "\x1f", "#", "*")
    found = [
        Sample(f"delimiter-{ord(sign):x}.csv", lines(ZH_HEAD, *ZH, delimiter=sign).encode(), ZH_SAID, delimiter=sign)
        for sign in signs
    ]
    said = b"sep=!\r\n" + lines(ZH_HEAD, *ZH, delimiter="!").encode()
    return [*found, Sample("delimiter-said.csv", said, ZH_SAID, delimiter="!")]


def layouts() -> list[Sample]:
    """Titles, blanks, totals and quotes where a program would not put them."""
    first, second = ZH[0], ZH[1]
    a, b = ZH_SAID[0][1:], ZH_SAID[1][1:]
    return [
        Sample("titles-above.csv", lines(("客户表",), (), ZH_HEAD, first).encode(), ((4, *a),), heading_row=3),
        Sample("blank-rows.csv", lines(ZH_HEAD, (), first, ("", "", "", ""), second).encode(),
               ((2, "", ""), (3, *a), (4, "", ""), (5, *b))),
        Sample("blank-lines-first.csv", b"\r\n\r\n" + lines(ZH_HEAD, first).encode(), ((4, *a),), heading_row=3),
        Sample("joined-headings.csv",
               lines(("客户名称", "联系方式二", "", "城市"), ("", "联系人", "电话", ""), first).encode(),
               ((3, *a),), heading_row=2),
        Sample("totals.csv", lines(ZH_HEAD, first, ("合计", "", "", "1")).encode(), ((2, *a), (3, "合计", ""))),
        Sample("ragged.csv", lines(ZH_HEAD, (*first, "又一格"), second[:1]).encode(), ((2, *a), (3, b[0], ""))),
        Sample("empty-and-twin-headings.csv",
               lines(("客户名称", "", "电话", "电话"), ("甲", "x", "", "13800138000")).encode(),
               ((2, "甲", "+8613800138000"),)),
        Sample("old-mac.csv", lines(ZH_HEAD, *ZH, end="\r").encode(), ZH_SAID),
        Sample("mixed-ends.csv", (lines(ZH_HEAD, first, end="\n") + lines(second)).encode(), ((2, *a), (3, *b))),
        Sample("no-end.csv", lines(ZH_HEAD, first).rstrip().encode(), ((2, *a),)),
        Sample("quotes.csv", '"客户名称","电话"\n"荣泰ltd, ""新""\n第二行",13800138000\n"Green" Ltd,\n'.encode(),
               ((2, '荣泰ltd, "新"\n第二行', "+8613800138000"), (3, "Green Ltd", ""))),
        Sample("zero-byte.csv", lines(ZH_HEAD, first).replace("刘", "\0").encode(), ((2, *a),)),
        Sample("headings-alone.csv", lines(ZH_HEAD).encode()),
    ]  # fmt: skip


def numbers() -> list[Sample]:
    """Numbers as spreadsheets and people spoil them."""
    cells = (
        ("１３８００１３８０００", "+8613800138000"),
        ("13800138000.0", "+8613800138000"),
        ("1.3800138E+10", "?"),
        ("1.38E+10", "?"),
        ("010-62480905 分机 12", "+861062480905x12"),
        ("138 0013 8000, 13900139000", "+8613800138000 +8613900139000"),
        ("无", "?"),
    )
    rows = [(f"客户{number}", f'"{cell}"') for number, (cell, _said) in enumerate(cells)]
    says = tuple((number + 2, f"客户{number}", said) for number, (_cell, said) in enumerate(cells))
    return [Sample("numbers.csv", lines(("客户", "手机"), *rows).encode(), says)]


def refusals() -> list[Sample]:
    """Files that are no table, or a damaged one."""
    return [
        Sample("empty.csv", b"", refused="empty"),
        Sample("blanks.csv", b"\xef\xbb\xbf \r\n\t", refused="empty"),
        Sample("page.csv", b"<html><table><tr><td>Company</td></tr></table></html>", refused="web page"),
        Sample("letter.csv", b"%PDF-1.7 Company,Phone", refused="no table"),
        Sample("damaged.csv", lines(ZH_HEAD, *ZH).encode()[:70] + b"\xff" + b"\x80" * 2, refused="no table"),
        Sample("open-quote.csv", b'Company,Notes\nA,b\n"B,c\nD,e\n', refused="row 3"),
        Sample("unknown.csv", b"foo,bar\n1,2\n", refused="foo, bar"),
        Sample("wide.csv", b"Company,Phone\nA" + b"," * 600, refused="more than 512 cells"),
        Sample("long.csv", b"Company,Notes\nA," + b"x" * 40_000, refused="holds 40000 characters"),
    ]


def workbooks() -> list[Sample]:
    """Workbooks, whole and not."""
    head, rows = ZH_HEAD, ZH
    plain = workbook(表=[head, *rows])
    floats = [("客户", "手机"), ("甲", 13800138000.0), ("乙", 13800138000), ("丙", "1.38E+10")]
    merged = [("客户名称", "联系", None, "城市"), (None, "联系人", "电话", None), rows[0]]

    def found(name: str, content: bytes, says: tuple[Said, ...], sheet: str, heading_row: int = 1) -> Sample:
        return Sample(name, content, says, None, None, heading_row, sheet)

    a = ZH_SAID[0][1:]
    return [
        found("plain.xlsx", plain, ZH_SAID, "表"),
        found("two-sheets.xlsx", workbook(说明=[("说明",), ("见第二张",)], 客户=[head, *rows]), ZH_SAID, "客户"),
        found("empty-first.xlsx", workbook(Sheet1=[], Sheet2=[head, *rows]), ZH_SAID, "Sheet2"),
        found("hidden.xlsx", workbook(old_hidden=[(*head, "行业"), *rows], new=[head, *rows]), ZH_SAID, "new"),
        found("titles-above.xlsx", workbook(表=[("2026 客户",), [], head, rows[0]]), ((4, *a),), "表", 3),
        found("joined-headings.xlsx", workbook(表=merged), ((3, *a),), "表", 2),
        found("floats.xlsx", workbook(表=floats),
              ((2, "甲", "+8613800138000"), (3, "乙", "+8613800138000"), (4, "丙", "?")), "表"),
        found("plain.ods", open_document([head, *rows]), ZH_SAID, "Sheet1"),
        Sample("nothing.xlsx", workbook(表=[]), refused="empty"),
        Sample("unknown.xlsx", workbook(表=[("foo", "bar")]), refused="foo, bar"),
        Sample("cut-off.xlsx", plain[:2_000], refused="damaged"),
        Sample("lying.xlsx", lying(plain, "xl/worksheets/sheet1.xml", 9), refused="no spreadsheet packs"),
        Sample("bomb.xlsx", with_parts(plain, {"xl/media/a.bin": bytes(5_000_000)}), refused="no spreadsheet packs"),
        Sample("password.xlsx", with_password(), refused="has a password"),
        Sample("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), refused="damaged"),
    ]  # fmt: skip


def card(*properties: str, version: str = "3.0") -> str:
    """Return a card."""
    return "".join(f"{line}\r\n" for line in ("BEGIN:VCARD", f"VERSION:{version}", *properties, "END:VCARD"))


def cards() -> list[Sample]:
    """Cards as phones and programs write them."""
    qp = "ENCODING=QUOTED-PRINTABLE"

    def found(name: str, content: bytes, *says: tuple[str, str], encoding: str = "utf-8") -> Sample:
        rows = tuple((number, *one) for number, one in enumerate(says, start=1))
        return Sample(name, content, rows, encoding, None, 0)

    folded = (
        card(f"FN:{'张三' * 20}", "TEL:13800138000")
        .encode()
        .replace("三张".encode(), b"\xe4\xb8\r\n \x89\xe5\xbc\xa0", 1)
    )
    several = card("FN:甲", "TEL:13800138000") + card("no property at all") + card("FN:乙", "TEL;TYPE=fax:010-62480905")
    return [
        found("android.vcf", card(
            f"N;CHARSET=UTF-8;{qp}:=E5=BC=A0;=E4=B8=89;;;", f"ORG;CHARSET=UTF-8;{qp}:=E8=8D=A3=E6=B3=B0=",
            "=E7=A7=91=E6=8A=80", "TEL;CELL;PREF:13800138000", version="2.1").encode(), ("荣泰科技", "+8613800138000")),
        found("nokia.vcf",
              card(f"N;CHARSET=GB2312;{qp}:=D5=C5;=C8=FD", "TEL;VOICE:13800138000", version="2.1").encode(),
              ("张三", "+8613800138000")),
        found("raw-gb.vcf", card("N:张;三", "TEL:13800138000", version="2.1").encode("gb18030"),
              ("张三", "+8613800138000"), encoding="gb18030"),
        found("utf-16.vcf", card("FN:张三", "TEL:13800138000").encode("utf-16"), ("张三", "+8613800138000"),
              encoding="utf-16"),
        found("folded.vcf", folded, ("张三" * 20, "+8613800138000")),
        found("iphone.vcf", card(
              "N:Lee;Ann;;;", "FN:Ann Lee", "ORG:Alder\\, Birch;Sales", "item1.TEL;type=pref:+44 20 7949 7188",
              "item1.X-ABLabel:desk", "item2.ADR;type=WORK:;;1 Elm St\\nFloor 2;Leeds;;LS1;UK",
              "BDAY:1980-01-02").encode(),
              ("Alder, Birch", "+442079497188")),
        found("four.vcf", card("KIND:org", "FN:Alder",
              'TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+44-20-7949-7188;ext=12',
              version="4.0").encode(), ("Alder", "+442079497188x12")),
        found("several-one-broken.vcf", several.encode(), ("甲", "+8613800138000"), ("", ""), ("乙", "")),
        found("not-ended.vcf", "BEGIN:VCARD\nFN:甲\nBEGIN:VCARD\nFN:乙\nTEL:13800138000".encode(),
              ("甲", ""), ("乙", "+8613800138000")),
    ]  # fmt: skip


def objects() -> list[Sample]:
    """JSON, ours and other people's."""

    def found(name: str, content: str, *says: tuple[str, str]) -> Sample:
        rows = tuple((number, *one) for number, one in enumerate(says, start=1))
        return Sample(name, content.encode(), rows, "utf-8", None, 0)

    one, two = {"客户名称": "甲", "电话": 13800138000}, {"客户名称": "乙", "电话": ["13900139000", "010-62480905"]}
    says = (("甲", "+8613800138000"), ("乙", "+8613900139000 +861062480905"))
    account = dict.fromkeys(
        ("name", "industry", "size", "region", "address", "need", "rival", "obstacle", "owner", "notes"), "甲"
    ) | {"id": 7, "stage": 2, "intent": None, "source_id": None, "do_not_call_on": None}
    phone = {"account_id": 7, "e164": "+8613800138000", "extension": "8", "bad_on": None}
    own = {
        "format": "repdesk export",
        "version": 1,
        "tables": {"account": [account], "phone": [phone]},
        "taken_back": {},
    }
    return [
        found("list.json", json.dumps([one, two]), *says),
        found("within.json", json.dumps({"count": 2, "rows": [one, two]}), *says),
        found("lines.jsonl", f"{json.dumps(one)}\n{json.dumps(two)}\n", *says),
        found("own.json", json.dumps(own), ("甲", "+8613800138000x8")),
        Sample("newer.json", json.dumps(own | {"version": 2}).encode(), refused="newer repdesk"),
        Sample("broken.json", b'[{"name": "A"},', refused="JSON is damaged"),
        Sample("numbers.json", b"[[1, 2], [3, 4]]", refused="no list of customers"),
    ]
