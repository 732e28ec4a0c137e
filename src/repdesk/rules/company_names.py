"""What two spellings of a company's name have in common: one width, one case, no legal form, no place in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from repdesk.rules.simplified import simplified


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_PROVINCES = _words(
    "内蒙古 黑龙江 河北 山西 辽宁 吉林 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 "
    "云南 陕西 甘肃 青海 台湾 广西 西藏 宁夏 新疆"
)
_CITIES = _words(
    "北京 上海 天津 重庆 香港 澳门 深圳 广州 东莞 佛山 珠海 中山 惠州 汕头 江门 湛江 杭州 宁波 温州 绍兴 "
    "嘉兴 金华 台州 湖州 义乌 南京 苏州 无锡 常州 南通 徐州 扬州 镇江 盐城 泰州 昆山 青岛 济南 烟台 潍坊 "
    "临沂 淄博 威海 济宁 成都 绵阳 武汉 宜昌 襄阳 长沙 株洲 湘潭 郑州 洛阳 西安 咸阳 沈阳 大连 哈尔滨 "
    "大庆 长春 石家庄 唐山 保定 邯郸 廊坊 太原 合肥 芜湖 福州 厦门 泉州 漳州 南昌 赣州 九江 昆明 贵阳 "
    "遵义 南宁 柳州 桂林 海口 三亚 兰州 西宁 银川 乌鲁木齐 拉萨 呼和浩特 包头 台北"
)
_PLACES = (*_CITIES, *_PROVINCES)
_ABROAD = _words(
    "中国 china prc hk uk gb us usa eu hongkong taiwan shanghai beijing shenzhen guangzhou singapore "
    "japan korea germany deutschland france italy spain canada australia india asia apac emea europe "
    "international intl 国际 亚洲 亚太"
)
_FORMS_ZH = _words(
    "股份有限责任公司 有限责任公司 股份有限公司 有限合伙企业 有限合伙 个体工商户 合伙企业 股份公司 "
    "集团公司 有限公司 公司 集团 股份"
)
"""The longest first: they are taken off the end one after the other."""
_FORMS = _words(
    "ltd limited llc llp lp inc incorporated corp corporation co company plc pty pte gmbh mbh ag kg kgaa "
    "ohg ug se sa sas sarl srl spa sro bv nv oy oyj ab as aps kk kft doo ltda sl slu group holding "
    "holdings und and the"
)
_BRACKETS = re.compile(r"[(\[{【〔<《「]([^)\]}】〕>》」]*)[)\]}】〕>》」]")
_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?")
_ENDINGS = re.compile("[省市区县]")
_PARTS = re.compile(r"[,/;|，、；\s]+")


@dataclass(frozen=True, slots=True)
class CompanyName:
    """A name as it is compared: `core` is what is left of it, without blanks; `places` are those it names.

    `head` is how many signs of the core its first word has: what follows is mostly the trade, which many share.
    """

    core: str
    places: frozenset[str] = frozenset()
    head: int = 0


def company_name(name: str) -> CompanyName:
    """Reduce a name; one that is nothing but a legal form or a place keeps all its letters and digits."""
    text = simplified(name)
    places: set[str] = set()
    whole = "".join(_WORD.findall(text))

    def aside(match: re.Match[str]) -> str:
        inner = "".join(_WORD.findall(match[1]))
        if (bare := _bare_place(inner)) is not None:
            places.add(bare)
            return " "
        return " " if inner in _FORMS or inner in _FORMS_ZH or inner in _ABROAD else f" {inner} "

    text = _BRACKETS.sub(aside, text)
    words = _without_forms(_WORD.findall(_DOTTED.sub(lambda found: found[0].replace(".", ""), text)))
    core = _without_endings("".join(words))
    if core.startswith(_PLACES):
        place = next(one for one in _PLACES if core.startswith(one))
        rest = core.removeprefix(place).lstrip("省市")
        places.add(place)
        core = rest if len(rest) > 1 else core
    return CompanyName(core or whole, frozenset(places), len(words[0]) if words else 0)


@lru_cache(maxsize=4096)
def places_of(region: str, address: str = "") -> frozenset[str]:
    """Return the places a region names: its cities, else its provinces, else its words as they stand.

    An address speaks where the region says nothing, and only by the city or province it begins with.
    """
    text = simplified(region)
    found = _known_in("".join(_WORD.findall(text)))
    if found:
        return found
    if parts := frozenset(_ENDINGS.sub("", part) or part for part in _PARTS.split(text) if part):
        return parts.difference(_ABROAD) or parts
    begins = "".join(_WORD.findall(simplified(address)))[:9]
    return _known_in(begins)


def folded_text(text: str) -> str:
    """Return only the letters and digits of a text: one width, one case, simplified signs."""
    return "".join(_WORD.findall(simplified(text)))


def _known_in(text: str) -> frozenset[str]:
    cities = frozenset(city for city in _CITIES if city in text)
    return cities or frozenset(province for province in _PROVINCES if province in text)


def _bare_place(text: str) -> str | None:
    bare = _ENDINGS.sub("", text)
    return bare if bare in _PLACES else None


def _without_forms(words: list[str]) -> list[str]:
    """Return the words less the legal forms at the end, and an article at the beginning; at least one stays."""
    start = 1 if len(words) > 1 and words[0] == "the" else 0
    end = len(words)
    while end > start + 1 and words[end - 1] in _FORMS:
        end -= 1
    return words[start:end]


def _without_endings(core: str) -> str:
    """Return a Chinese name less its legal form; one that is nothing else stays."""
    while core.endswith(_FORMS_ZH):
        form = next(form for form in _FORMS_ZH if core.endswith(form))
        if len(core) <= len(form) + 1:
            break
        core = core.removesuffix(form)
    return core
