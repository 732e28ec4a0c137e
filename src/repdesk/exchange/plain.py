"""Text reduced to what counts when two are compared: headings, names of stages, names of customers."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Only the signs of our own vocabulary: headings and names of stages may come in traditional characters (Big5 files).
_SIMPLER = str.maketrans(
    "戶稱聯繫繋絡係電話機碼號業區縣級額類備註聞進開結終訂單價總計階關鍵決職務郵產規詳細來負責銷員經無時暫辦劃選擇們發過與溝議達圖趨態競爭對標題簽談麼動國廠資應幣別處門銀個傳訊內說紀錄記當後問圓億萬",
    "户称联系系络系电话机码号业区县级额类备注闻进开结终订单价总计阶关键决职务邮产规详细来负责销员经无时暂办划选择们发过与沟议达图趋态竞争对标题签谈么动国厂资应币别处门银个传讯内说纪录记当后问圆亿万",
)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return only the letters and digits of `text`: one width, one case, simplified characters."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_SIMPLER)
    return "".join(sign for sign in folded if sign.isalnum())


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: width, case, blanks and unseen signs do not count."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    if folded.isalnum():
        return folded
    return "".join(sign for sign in folded if not _unseen(sign))


def _unseen(sign: str) -> bool:
    """Say whether a sign is a blank, takes no room, or stands for a control sign that was replaced on the way in."""
    return unicodedata.category(sign)[0] in "ZC" or "\u2400" <= sign <= "\u2426"
