import pytest

from repdesk.rules.number_troubles import NumberFacts, trouble_of

GOOD, BAD, BARRED = NumberFacts(), NumberFacts(bad=True), NumberFacts(barred=True)
ODD, ODD_BAD = NumberFacts(valid=False), NumberFacts(bad=True, valid=False)


@pytest.mark.parametrize(
    ("numbers", "trouble"),
    [
        ([], "no_number"),
        ([GOOD], None),
        ([GOOD, GOOD], None),
        ([BAD], "all_bad"),
        ([BAD, ODD_BAD], "all_bad"),
        ([BAD, BARRED], "all_bad"),
        ([BAD, GOOD], "some_bad"),
        ([ODD, GOOD], "unreadable"),
        ([ODD, BAD], "unreadable"),
        ([ODD_BAD, GOOD], "some_bad"),
        ([BARRED], "do_not_call"),
        ([BARRED, GOOD], "do_not_call"),
        ([BARRED, BAD, GOOD], "some_bad"),
    ],
)
def test_the_gravest_trouble_is_named_in_any_order(numbers: list[NumberFacts], trouble: str | None) -> None:
    assert trouble_of(numbers, do_not_call=False) == trouble
    assert trouble_of(numbers[::-1], do_not_call=False) == trouble
    assert trouble_of(numbers, do_not_call=True) == "do_not_call"
