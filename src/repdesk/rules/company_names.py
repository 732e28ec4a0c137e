"""What two spellings of a company's name have in common: one width, one case, no legal form, no place in brackets."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Signs of company names whose simplified form is always the same one; others stay as they are written.
_SIMPLER = str.maketrans(
    "東華廣國業電機車風長門開關間聞問閣貿資質貨買賣費賓賢賽贏軟輪輝輸運達進遠連選遊還邊區醫藥處號觀親覺識設話語說諾誠謝證"
    "論譯護讀變讓豐實寶寧審寫導對專將層島峽師帶幣幫幹廚廠廟廳張強彈彙後從復應態愛慶憶懷戰戲據擇擔攝數斷時晉暢書會條極榮構"
    "槍樂樓標樣樹橋櫃權歐歡歲殘氣決沖沒況測滬漁漢潔潤濟濱灣滿濤淨淚濕為無煙熱營燈爐爾獨獎現環產畫異當發盡監盤眾礦碼確禮種"
    "稱積穩窩競筆節範築簡籃糧納級紀約紅紋純紙紡結給絡統絲經綠維網緊線練組細終績織繪繫續纖罰羅義習聖聯聲職聽興舉舊艦艷藍藝"
    "蘇蘭蝦術衛裝製複見規視覽觸計訂訊記許訴評試詩該詳誼調談請諸謀謙講譜豬貝負財貢貫貴貼賀賜賺購軍軌軒軸較載輕輛農遼遲適遷"
    "鄉郵釀針釣鈴鉑銀銅銘鋁鋒鋼錄錢錦鍋鍊鎂鎮鏈鏡鐘鐵鑄鑽閃閩閱闊陽陰陳陸階際險雙雜雞離難雲靈靜頂項順須預領頭頻題額顏願類"
    "飛飯飲飾餅養餘館馬馳駐駿驗驛驚體髮鬆鬥魚鮮鯊鳥鳳鳴鴻鵬鷹鹽麗麥麵黃點黨齊齒龍龜萬與個億優偉備傳傷傾僑價儀償儲兒內兩冊"
    "凍凱則創劃劉劇劍勁動務勝勞勢勵勻匯協單廈厲參員呂吳嗎嚴園圓圖團圍場塊堅報塗墻壓壯壺夢奧奮奪媽學孫宮寬尋",
    "东华广国业电机车风长门开关间闻问阁贸资质货买卖费宾贤赛赢软轮辉输运达进远连选游还边区医药处号观亲觉识设话语说诺诚谢证"
    "论译护读变让丰实宝宁审写导对专将层岛峡师带币帮干厨厂庙厅张强弹汇后从复应态爱庆忆怀战戏据择担摄数断时晋畅书会条极荣构"
    "枪乐楼标样树桥柜权欧欢岁残气决冲没况测沪渔汉洁润济滨湾满涛净泪湿为无烟热营灯炉尔独奖现环产画异当发尽监盘众矿码确礼种"
    "称积稳窝竞笔节范筑简篮粮纳级纪约红纹纯纸纺结给络统丝经绿维网紧线练组细终绩织绘系续纤罚罗义习圣联声职听兴举旧舰艳蓝艺"
    "苏兰虾术卫装制复见规视览触计订讯记许诉评试诗该详谊调谈请诸谋谦讲谱猪贝负财贡贯贵贴贺赐赚购军轨轩轴较载轻辆农辽迟适迁"
    "乡邮酿针钓铃铂银铜铭铝锋钢录钱锦锅链镁镇链镜钟铁铸钻闪闽阅阔阳阴陈陆阶际险双杂鸡离难云灵静顶项顺须预领头频题额颜愿类"
    "飞饭饮饰饼养余馆马驰驻骏验驿惊体发松斗鱼鲜鲨鸟凤鸣鸿鹏鹰盐丽麦面黄点党齐齿龙龟万与个亿优伟备传伤倾侨价仪偿储儿内两册"
    "冻凯则创划刘剧剑劲动务胜劳势励匀汇协单厦厉参员吕吴吗严园圆图团围场块坚报涂墙压壮壶梦奥奋夺妈学孙宫宽寻",
)


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
    text = _folded(name)
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
    text = _folded(region)
    found = _known_in("".join(_WORD.findall(text)))
    if found:
        return found
    if parts := frozenset(_ENDINGS.sub("", part) or part for part in _PARTS.split(text) if part):
        return parts.difference(_ABROAD) or parts
    begins = "".join(_WORD.findall(_folded(address)))[:9]
    return _known_in(begins)


def folded_text(text: str) -> str:
    """Return only the letters and digits of a text: one width, one case, simplified signs."""
    return "".join(_WORD.findall(_folded(text)))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(_SIMPLER)


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
