"""Words that the demo book is made of: invented companies and people, Chinese and English, and what reps note down."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A city and the start of numbers there that are valid but given to nobody: `digits` more are free."""

    name: str
    prefix: str
    digits: int


# Chinese local numbers do not start with 1 (service numbers do). The British and Australian ranges are those that the
# regulators Ofcom and ACMA keep free for drama.
PLACES_ZH = tuple(
    Place(name, prefix + "15", digits)
    for name, prefix, digits in (
        ("北京", "+8610", 6), ("上海", "+8621", 6), ("广州", "+8620", 6), ("南京", "+8625", 6), ("成都", "+8628", 6),
        ("武汉", "+8627", 6), ("西安", "+8629", 6), ("深圳", "+86755", 6), ("杭州", "+86571", 6), ("苏州", "+86512", 6),
        ("青岛", "+86532", 6),
    )
)  # fmt: skip
PLACES_ROOMY = (
    Place("Sydney", "+6127010", 4), Place("Sydney", "+6125550", 4), Place("Melbourne", "+6137010", 4),
    Place("Melbourne", "+6135550", 4), Place("Brisbane", "+6177010", 4), Place("Brisbane", "+6175550", 4),
    Place("Adelaide", "+6187010", 4), Place("Perth", "+6185550", 4),
)  # fmt: skip
PLACES_EN = (
    Place("London", "+442079460", 3), Place("Leeds", "+441134960", 3), Place("Sheffield", "+441144960", 3),
    Place("Leicester", "+441164960", 3), Place("Bristol", "+441174960", 3),
    Place("Birmingham", "+441214960", 3), Place("Edinburgh", "+441314960", 3), Place("Glasgow", "+441414960", 3),
    Place("Liverpool", "+441514960", 3), Place("Manchester", "+441614960", 3), Place("Newcastle", "+441914980", 3),
    *PLACES_ROOMY,
)  # fmt: skip
MOBILE_ZH = Place("", "+86145", 8)  # numbers of data cards, which ring nowhere

_BRAND_ZH = (
    "安邦博昌辰诚达德鼎丰福冠广海瀚恒弘宏华汇佳嘉建金锦晋景竣凯康科朗乐联隆茂明铭宁鹏"
    "启乾庆荣瑞润盛泰腾天通万旺祥新信兴旭亚彦扬亿益永优宇裕元远越云泽展正志中众卓"
)
_TRADES_ZH = (
    "科技",
    "贸易",
    "建材",
    "物流",
    "食品",
    "服饰",
    "机械",
    "电子",
    "包装",
    "医疗器械",
    "环保",
    "印务",
    "家具",
    "软件",
    "餐饮管理",
    "汽车配件",
)
_FORMS_ZH = ("有限公司", "有限公司", "有限公司", "股份有限公司", "（集团）有限公司")
_FIRST_EN = (
    "Alder", "Amber", "Ashcombe", "Beacon", "Birch", "Bramley", "Bright", "Calder", "Cedar", "Clifton", "Copper",
    "Crane", "Dale", "Dunmore", "Eastgate", "Elm", "Fairway", "Fern", "Foxley", "Garnet", "Glen", "Granite",
    "Harbour", "Hazel", "Heron", "Hollow", "Iron", "Juniper", "Kestrel", "Kingsmead", "Larch", "Linden", "Lowther",
    "Maple", "Marlow", "Mill", "Moor", "Northway", "Oak", "Orchard", "Otter", "Penrose", "Pine", "Quarry", "Raven",
    "Redwood", "River", "Rowan", "Saffron", "Silver", "Sparrow", "Stone", "Swift", "Tamar", "Thorn", "Vale", "Walnut",
    "Wharf", "Willow", "Wren",
)  # fmt: skip
_SECOND_EN = (
    "bank", "bridge", "brook", "bury", "croft", "dale", "field", "ford", "gate", "grove", "hall", "ham", "hurst",
    "land", "leigh", "mere", "more", "side", "stead", "ton", "view", "ville", "water", "well", "wood", "worth",
)  # fmt: skip
_TRADES_EN = (
    "Logistics", "Foods", "Packaging", "Print", "Joinery", "Components", "Textiles", "Plastics", "Medical",
    "Software", "Interiors", "Engineering", "Supplies", "Freight", "Catering", "Motors",
)  # fmt: skip
_FORMS_EN = ("Ltd", "Ltd", "Pty Ltd", "& Co", "Group", "plc")
_SURNAMES_ZH = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN_ZH = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰英华文玉建红志海云波宁雪梅晨佳欣雨浩宇轩子涵"
_GIVEN_EN = (
    "Aisha", "Alan", "Amy", "Ben", "Carol", "Chloe", "Daniel", "Dev", "Ella", "Farah", "George", "Grace", "Harry",
    "Helen", "Imran", "Jack", "Jane", "Kofi", "Laura", "Liam", "Maya", "Nadia", "Noor", "Oliver", "Owen", "Priya",
    "Rachel", "Sam", "Sofia", "Tom", "Wendy", "Zoe",
)  # fmt: skip
_SURNAMES_EN = (
    "Abbott", "Ahmed", "Baker", "Barnes", "Bell", "Carter", "Clarke", "Cole", "Davies", "Doyle", "Ellis", "Evans",
    "Fisher", "Grant", "Hughes", "Hussain", "Jones", "Kaur", "Kelly", "Lewis", "Mason", "Morgan", "Murphy", "Nash",
    "Okafor", "Parker", "Patel", "Price", "Reed", "Shaw", "Singh", "Turner", "Walsh", "Ward", "Webb", "Young",
)  # fmt: skip

SIZES = ("1–9", "10–49", "50–249", "250+")
TITLES_ZH = ("总经理", "采购经理", "行政主管", "财务总监", "运营经理", "厂长", "老板")
TITLES_EN = (
    "Managing Director",
    "Head of Purchasing",
    "Office Manager",
    "Finance Director",
    "Operations Manager",
    "Owner",
)
NEEDS_ZH = ("办理资质，月底前", "三年期方案", "替换现有供应商", "新店开业要用", "年度框架采购")
NEEDS_EN = (
    "certificate renewal before month end",
    "a three-year plan",
    "to replace the present supplier",
    "a second site",
)
RIVALS_ZH = ("丑啦啦", "快帮手", "云上易")
RIVALS_EN = ("Brightline", "QuickServe", "in-house")
OBSTACLES_ZH = ("价格", "要总部批", "合同没到期", "对接人常换")
OBSTACLES_EN = ("price", "head office must agree", "tied in until spring", "no time before stocktaking")

NOTES_ZH: dict[str, tuple[str, ...]] = {
    "gatekeeper": ("前台说负责人出差，周四回", "让发邮件，没给分机", "前台转接，没人接"),
    "callback": ("在开会，让晚点打", "开车中，约好再打", "月底对账，约下周聊"),
    "talked": (
        "价格要再谈，月底前定",
        "聊了现状，用的是老供应商",
        "对方案有疑问，发了资料",
        "老板不在，先了解需求",
        "说再考虑考虑",
    ),
    "interested": ("要三年期报价", "想先试一个门店", "问了交付时间和付款方式", "让介绍同行案例"),
    "proposal_sent": ("方案已发邮箱，周三前看", "三年期方案", "按五十人报的价"),
    "contract_sent": ("合同已发，等盖章", "合同走法务，约一周", "改了付款条款后重发"),
    "signed": ("已签，首付款本周到", "续签一年", "老板当场定了"),
    "refused": ("刚和别家签了", "预算砍了，今年不考虑", "觉得贵"),
    "do_not_call": ("要求不要再打",),
}
NOTES_EN: dict[str, tuple[str, ...]] = {
    "gatekeeper": (
        "reception: buyer back on Thursday",
        "asked for an email, no extension given",
        "put through, nobody there",
    ),
    "callback": ("in a meeting, ring later", "driving, agreed another time", "month end, next week is better"),
    "talked": (
        "wants to talk price again",
        "happy with present supplier so far",
        "will read the leaflet",
        "owner away, needs asked",
    ),
    "interested": ("asked for a three-year price", "wants to try one site first", "asked about delivery and terms"),
    "proposal_sent": ("offer mailed, reads it by Wednesday", "priced for fifty people", "three-year offer"),
    "contract_sent": ("contract out, waits for signature", "with legal for a week", "sent again with new terms"),
    "signed": ("signed, first payment this week", "renewed for a year"),
    "refused": ("has just signed elsewhere", "budget cut, not this year", "too dear"),
    "do_not_call": ("asked not to be called again",),
}


def company(rng: random.Random, *, chinese: bool, longer: bool = False) -> tuple[str, str]:
    """Invent a company, with a longer name where the short ones are taken; return its name and its trade."""
    if chinese:
        trade = rng.choice(_TRADES_ZH)
        return "".join(rng.choices(_BRAND_ZH, k=3 if longer else 2)) + trade + rng.choice(_FORMS_ZH), trade
    trade = rng.choice(_TRADES_EN)
    first = rng.choice(_FIRST_EN) + (rng.choice(_SECOND_EN) if longer else "")
    return f"{first} {trade} {rng.choice(_FORMS_EN)}", trade


def person(rng: random.Random, *, chinese: bool) -> str:
    """Invent a person's name."""
    if chinese:
        return rng.choice(_SURNAMES_ZH) + "".join(rng.choices(_GIVEN_ZH, k=rng.choice((1, 2, 2))))
    return f"{rng.choice(_GIVEN_EN)} {rng.choice(_SURNAMES_EN)}"


def number(rng: random.Random, place: Place) -> str:
    """Draw a number there, in E.164."""
    return f"{place.prefix}{rng.randrange(10**place.digits):0{place.digits}d}"
