from __future__ import annotations

import pytest

from repdesk.exchange.headings import columns_of, meaning_of


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("客户名称", "name"),
        ("公司", "name"),
        ("客戶名稱", "name"),
        ("Company", "name"),
        (" COMPANY  name: ", "name"),
        ("联系人", "contact"),
        ("电话", "phone"),
        ("手机（必填）", "phone"),
        ("电话2", "phone"),
        ("Phone 2", "phone"),
        ("座机", "phone"),
        ("Ｅ－ｍａｉｌ", "email"),
        ("销售进程", "stage"),
        ("成交意向", "intent"),
        ("合同到期日", "contract_end"),
        ("合同金额(万元)", "contract_amount"),
        ("Contract value", "contract_amount"),
        ("上次联系", "last_contact"),
        ("Follow-up date", "next_call"),
        ("客户等级", None),
        ("", None),
        ("🚀", None),
    ],
)
def test_headings_and_their_fields(heading: str, field: str | None) -> None:
    assert meaning_of(heading, "accounts") == field


def test_a_name_is_the_customers_unless_another_column_names_it() -> None:
    assert [one.field for one in columns_of(["Name", "Phone"])] == ["name", "phone"]
    assert [one.field for one in columns_of(["Name", "Company"])] == ["contact", "name"]
    assert [one.field for one in columns_of(["公司名称", "姓名"])] == ["name", "contact"]


def test_of_two_columns_of_a_field_the_first_counts_but_for_phones_notes_and_places() -> None:
    columns = columns_of(["公司", "单位", "电话", "手机", "备注", "说明", "省", "城市"])
    assert [one.field for one in columns] == ["name", None, "phone", "phone", "notes", "notes", "region", "region"]


def test_the_unit_in_the_heading_of_an_amount() -> None:
    assert [one.unit for one in columns_of(["合同金额（万元）"])] == ["万元"]
    assert [one.unit for one in columns_of(["Amount [GBP]"])] == ["GBP"]
    assert [one.unit for one in columns_of(["合同金额(含税)"])] == [""]
