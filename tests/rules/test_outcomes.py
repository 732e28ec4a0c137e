"""What an outcome makes of an account, row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.outcomes import OUTCOMES, Effects, Said, asks_lost, effects
from repdesk.rules.standing import stage_of
from repdesk.rules.types import Account, Outcome

TODAY = date(2026, 11, 23)
O = Outcome  # noqa: E741 (it stands in every row)

ACCOUNTS = st.builds(
    Account,
    id=st.just(1),
    stage=st.integers(0, 7),
    intent=st.none() | st.integers(1, 5),
    contract_end=st.none() | st.dates(TODAY - timedelta(days=90), TODAY + timedelta(days=90)),
    contract_sent=st.booleans(),
    deal_stage=st.none() | st.integers(1, 5),
    last_conversation=st.none() | st.just(date(2026, 10, 1)),
    unanswered=st.integers(0, 9),
)
SAID = st.builds(Said, kp=st.none() | st.booleans(), phones_left=st.integers(0, 2))


def call(account: Account, outcome: Outcome, **said: object) -> Effects:
    return effects(account, outcome, TODAY, Said(**said))  # type: ignore[arg-type]  # any of its fields


@pytest.mark.parametrize(
    ("outcome", "stage", "after"),
    [
        (O.GATEKEEPER, 0, 1),
        (O.GATEKEEPER, 1, 1),
        (O.GATEKEEPER, 3, 3),
        (O.CALLBACK, 0, 1),
        (O.TALKED, 1, 2),
        (O.TALKED, 4, 4),
        (O.INTERESTED, 2, 3),
        (O.INTERESTED, 4, 4),
        (O.PROPOSAL_SENT, 0, 3),
        (O.CONTRACT_SENT, 2, 5),
        (O.CONTRACT_SENT, 7, 5),
        (O.CONTRACT_SENT, 6, 6),
        (O.SIGNED, 1, 6),
        (O.SIGNED, 7, 6),
        (O.REFUSED, 1, 1),
        (O.REFUSED, 2, 2),
        (O.REFUSED, 3, 2),
        (O.REFUSED, 5, 2),
        (O.REFUSED, 6, 6),
        (O.REFUSED, 7, 7),
        (O.DO_NOT_CALL, 4, 4),
        (O.WRONG_NUMBER, 1, 1),
    ],
)
def test_stage_after(outcome: Outcome, stage: int, after: int) -> None:
    assert call(Account(1, stage=stage), outcome).stage == after


@pytest.mark.parametrize("outcome", [O.NO_ANSWER, O.BUSY])
def test_nobody_there_makes_a_new_account_unreached_only_if_nobody_ever_spoke(outcome: Outcome) -> None:
    assert call(Account(1), outcome).stage == 0
    assert call(Account(1, last_conversation=date(2026, 1, 5)), outcome).stage == 1
    assert call(Account(1, stage=3), outcome).stage == 3
    assert call(Account(1, contract_end=TODAY), outcome).stage == 1, "under contract it is a customer, not a stranger"


def test_a_callback_with_the_key_person_engages_them() -> None:
    with_kp = call(Account(1), O.CALLBACK, kp=True)
    assert (with_kp.stage, with_kp.kp, with_kp.account.last_effective) == (2, True, TODAY)
    without = call(Account(1), O.CALLBACK)
    assert (without.stage, without.kp, without.account.last_effective) == (1, False, None)
    assert without.account.last_conversation == TODAY


@pytest.mark.parametrize(("intent", "after"), [(None, 3), (1, 2), (4, 5), (5, 5)])
def test_interest_raises_the_intent_by_one(intent: int | None, after: int) -> None:
    assert call(Account(1, intent=intent), O.INTERESTED).intent == after


def test_conversations_lift_an_open_deal_and_never_lower_it() -> None:
    assert call(Account(1, deal_stage=1), O.TALKED).deal_stage == 2
    assert call(Account(1, stage=6, deal_stage=2), O.PROPOSAL_SENT).deal_stage == 3
    assert call(Account(1, deal_stage=4), O.INTERESTED).deal_stage == 4
    assert call(Account(1), O.INTERESTED).deal_stage is None
    assert call(Account(1, deal_stage=1), O.GATEKEEPER).deal_stage == 1


def test_a_contract_sent_to_a_customer_is_about_the_deal() -> None:
    customer = Account(1, stage=6, contract_end=TODAY + timedelta(days=30))
    sent = call(customer, O.CONTRACT_SENT)
    assert (sent.stage, sent.deal_stage, stage_of(sent.account, TODAY)) == (6, 5, 6)
    expired = Account(1, stage=6, contract_end=TODAY - timedelta(days=1))
    assert stage_of(call(expired, O.CONTRACT_SENT).account, TODAY) == 5


def test_signing_wins_the_deal_and_dates_the_contract() -> None:
    end = TODAY + timedelta(days=364)
    signed = call(Account(1, stage=5, deal_stage=5, contract_sent=True), O.SIGNED, contract_end=end)
    assert signed.deal_won
    assert signed.deal_stage is None
    assert (signed.account.contract_end, stage_of(signed.account, TODAY)) == (end, 6)
    assert not call(Account(1), O.SIGNED).deal_won
    later = call(Account(1, contract_end=end), O.SIGNED, contract_end=TODAY + timedelta(days=30))
    assert later.account.contract_end == end


def test_a_refusal_from_stage_3_on_is_a_loss_unless_said_otherwise() -> None:
    leaning = Account(1, stage=2, deal_stage=4, intent=4)
    assert asks_lost(leaning, TODAY)
    refused = call(leaning, O.REFUSED)
    assert (refused.lost, refused.deal_lost, refused.intent, stage_of(refused.account, TODAY)) == (True, True, 1, 2)
    kept = call(leaning, O.REFUSED, lost=False)
    assert (kept.lost, kept.deal_lost, kept.intent, stage_of(kept.account, TODAY)) == (False, False, 1, 4)
    assert not asks_lost(Account(1, stage=2), TODAY)
    assert not call(Account(1, stage=2), O.REFUSED).lost


def test_a_refused_customer_stays_one_and_loses_the_deal_alone() -> None:
    for end, stage in ((TODAY + timedelta(days=9), 6), (TODAY - timedelta(days=9), 7)):
        customer = Account(1, stage=4, contract_end=end, deal_stage=4)
        refused = call(customer, O.REFUSED)
        assert (refused.deal_lost, refused.stage, stage_of(refused.account, TODAY)) == (True, 4, stage)


def test_never_is_for_good_and_do_not_call_too() -> None:
    assert call(Account(1), O.REFUSED, never=True).refused_for_good
    assert not call(Account(1), O.REFUSED).refused_for_good
    assert call(Account(1), O.DO_NOT_CALL).do_not_call


def test_a_wrong_number_is_bad_and_leaves_the_row_of_unanswered_calls_alone() -> None:
    wrong = call(Account(1, phones=2, unanswered=3), O.WRONG_NUMBER, phones_left=1)
    assert (wrong.phone_bad, wrong.account.phones, wrong.account.unanswered) == (True, 1, 3)
    assert "no_phone_left" not in {reason.code for reason in wrong.reasons}
    assert "no_phone_left" in {reason.code for reason in call(Account(1), O.WRONG_NUMBER).reasons}


def test_reasons_name_what_was_and_what_is() -> None:
    stage, intent = call(Account(1, stage=2), O.INTERESTED).reasons
    assert (stage.code, stage.fact("before"), stage.fact("after")) == ("stage_change", 2, 3)
    assert (intent.code, intent.fact("after")) == ("intent_change", 3)


def test_every_outcome_has_its_own_key_and_an_imported_contact_has_none() -> None:
    assert "".join(spec.key for spec in OUTCOMES.values()) == "nbwgctipsxrd"
    assert set(Outcome) - set(OUTCOMES) == {Outcome.CONTACT}


@given(ACCOUNTS, st.sampled_from(list(OUTCOMES)), SAID)
def test_a_stage_falls_only_by_a_refusal_or_by_nobody_there(account: Account, outcome: Outcome, said: Said) -> None:
    done = effects(account, outcome, TODAY, said)
    if outcome is O.CONTRACT_SENT:
        assert done.deal_stage == 5
        assert stage_of(done.account, TODAY) >= 5
    elif outcome in (O.NO_ANSWER, O.BUSY):
        assert (account.stage, done.stage) == (1, 0) or done.stage == account.stage
        assert account.last_conversation is None or done.stage == account.stage
    elif outcome is not O.REFUSED:
        assert done.stage >= min(account.stage, 6)
        assert (done.deal_stage or 9) >= (account.deal_stage or 0)


@given(ACCOUNTS, st.sampled_from(list(OUTCOMES)), SAID)
def test_the_call_itself_is_counted(account: Account, outcome: Outcome, said: Said) -> None:
    done = effects(account, outcome, TODAY, said)
    assert done.account.last_call == TODAY
    assert (done.account.last_conversation == TODAY) == done.spoke
    assert (done.account.last_effective == TODAY) == done.kp
    assert (done.account.unanswered == 0) >= done.spoke
    assert done.account.next_call == account.next_call
    if outcome in (O.NO_ANSWER, O.BUSY):
        assert done.account.unanswered == account.unanswered + 1


@given(ACCOUNTS)
def test_a_lost_refusal_leaves_no_deal_and_nothing_above_stage_2_but_a_contract(account: Account) -> None:
    done = effects(account, O.REFUSED, TODAY, Said(lost=True))
    assert done.deal_stage is None
    assert done.intent == 1
    assert stage_of(done.account, TODAY) <= 2 or stage_of(done.account, TODAY) in (6, 7)
    assert effects(replace(account, deal_stage=None), O.REFUSED, TODAY, Said(lost=True)).deal_lost is False
