"""Small books in the words of several countries, to be written in the encodings of those countries."""

from __future__ import annotations

import random
from collections.abc import Callable

SIMPLIFIED = """
荣泰 鑫淼 昊钰 华视 友伦 阿巴町 恒顺 国网 东软 联创 捷豹 广汇 云南白药 长城 万达 乐视 亿阳 宝钢 龙湖 苏宁
顺丰 海尔 曙光 飞鹤 蒙牛 伊利 中粮 泸州老窖 贝因美 晶科 隆基 赣锋 鹏辉 欣旺达 韵达 圆通 嘀嗒 饿了么
闽灿坤 骅威 榕基 厦华
"""
TRADITIONAL = """
榮泰 鴻海 臺積電 聯發科 廣達 華碩 國泰 統一 遠東 長榮 台塑 緯創 仁寶 英業達 宏達電 聯華 東元 鼎泰豐 義美
寶島 誠品 頂新 萬海 陽明 裕隆 潤泰 冠德 興富發 遠雄 寶成 豐泰 儒鴻 億光 晶電 穩懋 環球晶 欣興 臻鼎 景碩
南亞 奇美 燁輝 龍巖
"""
LATIN = """
Müller Söhne Größe Käsehof Bäckerei Straßenbau Jörg Zürich Françoise Hélène Crédit Société Générale
Château Forêt Noël Garçon José Ñandú Peña España Compañía Logística Muñoz Ibáñez São João Conceição
Gonçalves Águas Ångström Malmö Göteborg Ørsted Ærø Tromsø Blåbær Jyväskylä Hämeenlinna Città Perché
Università Cioè Þór Reykjavík Œuvre
"""
PLAIN_LATIN = """
Alder Birch Cedar Elm Hazel Maple Rowan Willow Works Trading Group Supplies Partners North South Lane
"""


def simplified(chance: random.Random, rows: int) -> str:
    """Return a mainland book; now and then its headings are English, or hardly anything in it is Chinese."""
    headings = chance.choice(
        ["客户名称,联系人,电话,地区,备注", "公司,姓名,手机,城市,跟进记录", "Company,Contact,Phone,City,Notes"]
    )
    return _book(chance, rows, headings, lambda: _mainland(chance))


def traditional(chance: random.Random, rows: int) -> str:
    """Return a book of Taiwan or Hong Kong."""
    headings = chance.choice(
        ["客戶名稱,聯絡人,電話,地區,備註", "公司名稱,姓名,手機,城市,附註", "Company,Contact,Phone,City,Notes"]
    )
    return _book(chance, rows, headings, lambda: _island(chance))


def latin(chance: random.Random, rows: int) -> str:
    """Return a book of western Europe, with as little as one sign beyond ASCII in it."""
    headings = chance.choice(["Company,Contact,Phone,City,Notes", "Firma,Ansprechpartner,Telefon,Straße,Notes"])
    text = _book(chance, rows, headings, lambda: _european(chance))
    return text if not text.isascii() else text + "Müller,,,,\n"


SCRIPTS: dict[str, Callable[[random.Random, int], str]] = {
    "simplified": simplified,
    "traditional": traditional,
    "latin": latin,
}
WRITTEN_IN = {
    "simplified": ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"),
    "traditional": ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5"),
    "latin": ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"),
}
"""The encodings that a book of each script is found in."""


def _book(chance: random.Random, rows: int, headings: str, word: Callable[[], str]) -> str:
    notes = ["", "", "ok", "call back 3pm", "2026-11-05"]
    lines = [headings]
    for _ in range(rows):
        phone = chance.choice([f"1{chance.randrange(3, 10)}{chance.randrange(10**9):09d}", "+44 20 7949 7188", ""])
        note = word() + word() if chance.random() < 0.4 else chance.choice(notes)
        lines.append(",".join([word(), word(), phone, chance.choice([word(), ""]), note]))
    return "\r\n".join(lines) + "\r\n"


def _mainland(chance: random.Random) -> str:
    endings = ["", "有限公司", "科技", "（上海）", "、", "——联系过", "经理", "下周再打，价格贵"]
    return chance.choice(SIMPLIFIED.split()) + chance.choice(endings)


def _island(chance: random.Random) -> str:
    endings = ["", "股份有限公司", "企業", "（台北）", "、", "經理", "下週再聯絡，價格太貴", "電子"]
    return chance.choice(TRADITIONAL.split()) + chance.choice(endings)


def _european(chance: random.Random) -> str:
    word = chance.choice(LATIN.split()) if chance.random() < 0.2 else chance.choice(PLAIN_LATIN.split())
    return word + chance.choice(["", "", " Ltd", " & Co", " – ring first", " “old”", " €90", "’s"])
