"""Makes docs/filters.md from the fields that a filter knows, in English."""

from __future__ import annotations

from pathlib import Path

from repdesk.rules.filters.fields import FIELDS, OWN, FilterField, Kind

PAGE = Path(__file__).resolve().parents[1] / "docs" / "filters.md"
ABOVE = """# Filters

A filter says which customers are meant. It works in the Book (`2`, then `f`, the list follows as you type), in
`repdesk accounts --where`, `repdesk bulk --where` and wherever else customers are chosen, and it can be saved as a view
(`V`). Words between blanks must all hold:

```
grade:A stage>=3 untouched>20d city:北京
```

* A word without a sign is looked for in the name: `科技`, `alder`.
* `:` (or `=`) asks for a value, `>` `<` `>=` `<=` compare, `!=` and a minus before the word say "not": `-tag:vip`.
* A comma is "or": `grade:A,B`. Quotes keep blanks and commas: `city:"New York"`.
* `none` and `any` ask whether nothing, or something, is on record: `next:none`, `intent:any`. Who was never called
  counts as untouched for ever.
* Whatever heads a column of the Book is understood too, blanks left out or written `_`: `next_call:none`,
  `合同到期<=+60c`.
* Capitals and full-width signs make no difference: `级：Ａ　阶段＞＝3` is `grade:A stage>=3`.
* Days are `20d`, `3w`, `2m` (of 30 days) or `20天`, `3周`, `2月`. Dates are typed as everywhere: `fri`, `12-08`, `+3d`,
  `2026-12-08`, `明天`. Amounts are `50000`, `50k` or `5万`, in the book's currency.

What is not understood is named, with what would be. While you type in the app, fields and values that begin so are
offered under the line.

"""
BETWEEN = f"""
Fields of your own are asked for by their name, blanks left out: `发票抬头:none`, `楼层>3`. Where one is called as a
field above, put `{OWN}` before it: `{OWN}need:x`.

This page is made by `make keys`.
"""
ABOUT = {
    "name": "the customer's name",
    "kp": "the name of anybody there",
    "phone": "any number, typed in any form",
    "city": "region or address",
    "industry": "the industry",
    "size": "the size",
    "need": "what they need",
    "rival": "whom they buy from now",
    "obstacle": "what speaks against us",
    "owner": "whose customer it is",
    "note": "the notes on the card",
    "tag": "a tag, as a whole",
    "source": "where they came from: its kind or its name",
    "grade": "the grade",
    "stage": "the stage, by number or name",
    "intent": "the intent, by number or name",
    "contract": "whether a contract is in force",
    "amount": "of the open deal, else the estimate, else the last contract",
    "currency": "what the amount is in",
    "score": "the points of today's list",
    "complete": "how much of the card is known, of 100",
    "missing": "what the card lacks; `none` for nothing",
    "calls": "how often they were called",
    "unanswered": "unanswered calls in a row",
    "untouched": "days since the last call",
    "unspoken": "days since somebody there spoke",
    "unmet": "days since a key person spoke",
    "next": "the day of the next call",
    "last": "the day of the last call",
    "spoke": "the day somebody there last spoke",
    "ends": "the day the contract ends",
    "created": "the day they came into the book",
    "today": "on today's list",
    "callable": "may be called",
    "dnc": "do not call",
    "bad": "has a wrong number",
    "promised": "the next call is promised",
    "referred": "referred by a customer",
    "id": "the number of the customer",
}
EXAMPLES: dict[str, str] = {
    "name": "name:科技", "kp": "kp:陈", "phone": "phone:138-0013", "city": "city:北京", "industry": "industry:软件",
    "size": "size:250", "need": "need:none", "rival": "rival:any", "obstacle": "obstacle:price", "owner": "owner:李",
    "note": 'note:"call back"', "tag": "tag:vip,展会", "source": "source:referral", "grade": "grade:A,B",
    "stage": "stage>=3", "intent": "intent:none", "contract": "contract:expired", "amount": "amount>5万",
    "currency": "currency:eur", "score": "score>=40", "complete": "complete<60", "missing": "missing:kp",
    "calls": "calls>=5",
    "unanswered": "unanswered>3", "untouched": "untouched>20d", "unspoken": "unspoken>2m", "unmet": "unmet>44d",
    "next": "next<=fri", "last": "last:none", "spoke": "spoke>=2026-11-01",
    "ends": "ends<=+60c", "created": "created>=2026-11-01",
    "today": "today:no", "callable": "callable:yes", "dnc": "dnc:no", "bad": "bad:yes", "promised": "promised:yes",
    "referred": "referred:yes", "id": "id:5,12",
}  # fmt: skip
KINDS: dict[Kind, str] = {
    "text": "part of a text",
    "label": "a whole word",
    "digits": "part of a number",
    "word": "one of",
    "number": "a number",
    "money": "an amount",
    "days": "days",
    "date": "a date",
    "flag": "yes or no",
}


def page() -> str:
    """Return the page; KeyError for a field of which nothing is told."""
    rows = [
        f"| {' '.join(f'`{name}`' for name in field.names)} | {ABOUT[field.name]} | {_takes(field)} |"
        f" `{EXAMPLES[field.name]}` |"
        for field in FIELDS
    ]
    return ABOVE + "\n".join(["| field | asks for | takes | such as |", "|---|---|---|---|", *rows]) + "\n" + BETWEEN


def _takes(field: FilterField) -> str:
    if field.kind == "flag" or not field.words:
        return KINDS[field.kind]
    return f"{KINDS[field.kind]}: {' '.join(f'`{word}`' for word in field.words)}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
