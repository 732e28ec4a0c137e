"""What two spellings of one company's name have in common, by example."""

from __future__ import annotations

import pytest

from repdesk.rules.company_names import company_name, places_of

SAME = (
    ("荣泰科技有限公司", "榮泰科技股份有限公司", "荣泰科技", "北京荣泰科技有限责任公司", "荣泰科技（北京）有限公司"),
    ("荣泰集团有限公司", "荣泰（集团）股份有限公司", "荣泰公司", "荣泰"),
    (
        "Alder Logistics Ltd",
        "ALDER LOGISTICS LIMITED",
        "Alder  Logistics Ltd.",
        "Ａlder Logistics",
        "Alder Logistics (UK) plc",
    ),
    ("Müller GmbH & Co. KG", "müller", "Müller AG"),
    ("I.B.M. Corp", "IBM", "ibm inc."),
    ("GTXPro", "GTX Pro", "gtx-pro LLC"),
    ("The Gap, Inc.", "Gap"),
)
DIFFERENT = (
    ("荣泰科技有限公司", "荣泰贸易有限公司"),
    ("中国银行（朝阳支行）", "中国银行（海淀支行）"),
    ("荣泰分公司", "荣泰"),
    ("Alder Logistics Ltd", "Alder Foods Ltd"),
    ("有限公司", "股份有限公司"),
    ("Co", "Ltd"),
    ("北京", "上海"),
)


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_width_case_script_legal_form_and_place_in_brackets_do_not_count(names: tuple[str, ...]) -> None:
    assert len({company_name(name).core for name in names}) == 1


@pytest.mark.parametrize("names", DIFFERENT, ids=lambda names: names[0])
def test_what_makes_two_companies_two_counts(names: tuple[str, str]) -> None:
    one, other = names
    assert company_name(one).core != company_name(other).core


@pytest.mark.parametrize(
    ("region", "address", "places"),
    [
        ("广东省深圳市", "", {"深圳"}),
        ("深圳", "", {"深圳"}),
        ("广东", "", {"广东"}),
        ("", "北京市朝阳区建国路1号", {"北京"}),
        ("London, UK", "", {"london"}),
        ("China", "", {"china"}),
        ("", "1 High Street", set()),
    ],
)
def test_a_place_is_the_finest_that_is_named(region: str, address: str, places: set[str]) -> None:
    assert places_of(region, address) == places
