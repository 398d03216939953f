"""What people write for an amount, and what it is recorded as."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.errors import Malformed
from ledger.domain.values import NIL, UNDISCLOSED, UNKNOWN, UNKNOWN_FEE, Fee, Money, MoneyKind
from ledger.interfaces.reading.amounts import read_fee, read_money


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("€3.3m", 3_300_000, "EUR"),
        ("14m", 14_000_000, "EUR"),
        ("€14,3 Mln", 14_300_000, "EUR"),
        ("14,3 Mln €", 14_300_000, "EUR"),
        ("€ 14.3 million", 14_300_000, "EUR"),
        ("14 milioni", 14_000_000, "EUR"),
        ("€3.125m", 3_125_000, "EUR"),
        ("€0,125m", 125_000, "EUR"),
        ("€1234.567m", 1_234_567_000, "EUR"),
        ("€500k", 500_000, "EUR"),
        ("€600Th.", 600_000, "EUR"),
        ("600 Tsd.", 600_000, "EUR"),
        ("£12m", 12_000_000, "GBP"),
        ("$12M", 12_000_000, "USD"),
        ("CHF 2m", 2_000_000, "CHF"),
        ("2m CHF", 2_000_000, "CHF"),
        ("14 MEUR", 14_000_000, "EUR"),
        ("14m euros", 14_000_000, "EUR"),
        ("ITL 95 mld", 95_000_000_000, "ITL"),
        ("3300000", 3_300_000, "EUR"),
        ("1,250,000", 1_250_000, "EUR"),
        ("1.250.000", 1_250_000, "EUR"),
        ("1 250 000", 1_250_000, "EUR"),
        ("1\N{NO-BREAK SPACE}250\N{NO-BREAK SPACE}000 €", 1_250_000, "EUR"),
        ("250,000", 250_000, "EUR"),
        ("€250.000", 250_000, "EUR"),
        ("14 300", 14_300, "EUR"),
        ("1000", 1_000, "EUR"),
    ],
)
def test_an_exact_amount_is_read_in_whole_units(text: str, amount: int, currency: str) -> None:
    assert read_money(text) == Money.exact(amount, currency)


def test_cents_are_kept() -> None:
    assert read_money("€1.250.000,50") == Money.exact("1250000.5")
    assert read_money("1,250,000.50") == Money.exact("1250000.5")
    assert read_money("1234.56") == Money.exact("1234.56")


def test_an_amount_without_a_currency_is_in_the_one_given() -> None:
    assert read_money("12m", "GBP") == Money.exact(12_000_000, "GBP")
    assert read_money("€12m", "GBP") == Money.exact(12_000_000, "EUR")


@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        ("about 30m", MoneyKind.ABOUT, 30_000_000),
        ("~€25m", MoneyKind.ABOUT, 25_000_000),
        ("Around €25m", MoneyKind.ABOUT, 25_000_000),
        ("up to €3m", MoneyKind.UP_TO, 3_000_000),
        ("Up to 3m", MoneyKind.UP_TO, 3_000_000),
        ("max. 3m", MoneyKind.UP_TO, 3_000_000),
        ("at least 20m", MoneyKind.AT_LEAST, 20_000_000),
    ],
)
def test_how_sure_the_amount_is_stays_with_it(text: str, kind: MoneyKind, amount: int) -> None:
    assert read_money(text) == Money(kind=kind, amount=Decimal(amount), currency="EUR")


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        ("28-30m", 28_000_000, 30_000_000, "EUR"),
        ("28\N{EN DASH}30m", 28_000_000, 30_000_000, "EUR"),
        ("€28m to €30m", 28_000_000, 30_000_000, "EUR"),
        ("€28m-30m", 28_000_000, 30_000_000, "EUR"),
        ("£28-30m", 28_000_000, 30_000_000, "GBP"),
        ("28-30m GBP", 28_000_000, 30_000_000, "GBP"),
        ("between 28 and 30m", 28_000_000, 30_000_000, "EUR"),
        ("900k-1.2m", 900_000, 1_200_000, "EUR"),
        ("250,000-300,000", 250_000, 300_000, "EUR"),
    ],
)
def test_a_range_keeps_both_ends(text: str, low: int, high: int, currency: str) -> None:
    assert read_money(text) == Money(
        kind=MoneyKind.RANGE, amount=Decimal(low), amount_max=Decimal(high), currency=currency
    )


def test_free_undisclosed_and_unknown_are_three_things() -> None:
    assert [read_money(text) for text in ("free", "Nil", "0", "€0", "free transfer")] == [NIL] * 5
    assert read_money("Undisclosed") == UNDISCLOSED
    assert [read_money(text) for text in ("unknown", "?")] == [UNKNOWN] * 2


def test_a_small_number_without_a_unit_is_refused_with_what_to_write() -> None:
    with pytest.raises(Malformed) as refusal:
        read_money("3.3")
    assert str(refusal.value) == (
        "Cannot read 3.3 as an amount: without a unit it may mean millions or single units. "
        "Write 3.3m or 3300000."
    )


@pytest.mark.parametrize(
    "text", ["-1", "€-3m", "-€3m", "\N{MINUS SIGN}3m", "+3m", "~-3m", "EUR -3m"]
)
def test_a_sign_is_refused(text: str) -> None:
    with pytest.raises(Malformed, match=r"an amount has no sign\. Write it without one\."):
        read_money(text)
    with pytest.raises(Malformed):
        read_fee(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "€",
        "m",
        "lots",
        "999",
        "€500",
        "1,250m",
        "1.250k",
        "1.250",
        "14.300",
        "3300,000",
        "1,250,000m",
        "1,25,000",
        "1..5m",
        "1.5.2m",
        ".5m",
        "12 m m",
        "XYZ 2m",
        "€2m CHF",
        "€28m to £30m",
        "30-28m",
        "28m-30",
        "28-30",
        "28--30m",
        "1-2-3m",
        "~28-30m",
        "up to 0",
        "about free",
        "25m + 5m",
        "3.3m over 2 years",
        "20m%",
        "1e6",
        "1000bn",
        "9" * 30,
        "0.1234567m",
        "\N{ARABIC-INDIC DIGIT ONE}2m",
        "all 14m",
        "14m or 15m",
        "5m and 28m",
        "1" + " 000" * 10_000,
        "500 mil",
        "5\N{SUPERSCRIPT TWO}m",
    ],
)
def test_what_is_no_single_amount_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Malformed, match=r"^Cannot read .* as an amount: .*\. .*\.$"):
        read_money(text)


def test_an_unknown_currency_beside_the_amount_is_refused() -> None:
    with pytest.raises(Malformed, match="EURO is not a currency code"):
        read_money("3m", "EURO")


@pytest.mark.parametrize(
    ("text", "fee"),
    [
        ("€3.3m", Fee(fixed=Money.exact(3_300_000))),
        ("~25m+5m", Fee(fixed=Money.about(25_000_000), add_ons=Money.exact(5_000_000))),
        (
            "25m + up to 5m",
            Fee(fixed=Money.exact(25_000_000), add_ons=Money.up_to(5_000_000)),
        ),
        ("20m plus add-ons", Fee(fixed=Money.exact(20_000_000), add_ons=UNKNOWN)),
        (
            "£20m plus 2m in add-ons",
            Fee(fixed=Money.exact(20_000_000, "GBP"), add_ons=Money.exact(2_000_000, "GBP")),
        ),
        (
            "25m + £5m bonuses",
            Fee(fixed=Money.exact(25_000_000, "GBP"), add_ons=Money.exact(5_000_000, "GBP")),
        ),
        (
            "£25m + €5m",
            Fee(fixed=Money.exact(25_000_000, "GBP"), add_ons=Money.exact(5_000_000)),
        ),
        ("3.3m over 2 years", Fee(fixed=Money.exact(3_300_000), over_years=2)),
        (
            "€14.3m, payable over three financial years",
            Fee(fixed=Money.exact(14_300_000), over_years=3),
        ),
        (
            "1m + 2.6m costs + up to 2m",
            Fee(
                fixed=Money.exact(1_000_000),
                costs=Money.exact(2_600_000),
                add_ons=Money.up_to(2_000_000),
            ),
        ),
        ("free + 200k oneri accessori", Fee(fixed=NIL, costs=Money.exact(200_000))),
        ("2m costs", Fee(costs=Money.exact(2_000_000))),
        ("undisclosed", Fee(fixed=UNDISCLOSED)),
        ("unknown", UNKNOWN_FEE),
        ("free", Fee(fixed=NIL)),
    ],
)
def test_a_fee_is_read_part_by_part(text: str, fee: Fee) -> None:
    assert read_fee(text) == fee


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25+5m",
        "25m +",
        "+ 5m",
        "25m + 5m + 6m",
        "25m + 3",
        "3m over 0 years",
        "3m over 99 years",
    ],
)
def test_parts_that_make_no_fee_are_refused(text: str) -> None:
    with pytest.raises(Malformed, match=r"^Cannot read .* as an amount: .*\. .*\.$"):
        read_fee(text)


def test_a_fee_that_states_a_part_twice_says_which() -> None:
    with pytest.raises(Malformed, match=r"it states the add-ons twice\. Add them up\."):
        read_fee("25m + 5m + 6m")


hundreds = st.integers(10, 10**9).map(lambda hundred: Decimal(hundred * 100))
currencies = st.sampled_from(["EUR", "GBP", "USD", "CHF", "TRY"])
plain_money = st.builds(
    lambda kind, amount, currency: Money(kind=kind, amount=amount, currency=currency),
    st.sampled_from([MoneyKind.EXACT, MoneyKind.ABOUT, MoneyKind.UP_TO, MoneyKind.AT_LEAST]),
    hundreds,
    currencies,
)
ranges = st.builds(
    lambda one, other, currency: Money(
        kind=MoneyKind.RANGE, amount=min(one, other), amount_max=max(one, other), currency=currency
    ),
    hundreds,
    hundreds,
    currencies,
)
money = st.one_of(plain_money, ranges, st.sampled_from([NIL, UNDISCLOSED, UNKNOWN]))
fees = st.builds(
    Fee,
    fixed=money,
    add_ons=st.none() | money,
    costs=st.none() | money,
    over_years=st.none() | st.integers(1, 10),
)


@given(money)
def test_an_amount_reads_back_from_the_words_it_is_shown_in(amount: Money) -> None:
    assert read_money(str(amount)) == amount


@given(fees)
def test_a_fee_reads_back_from_the_words_it_is_shown_in(fee: Fee) -> None:
    assert read_fee(str(fee)) == fee


@given(st.integers(1_000, 10**11))
def test_a_number_written_out_means_itself_however_it_is_grouped(number: int) -> None:
    exact = Money.exact(number)
    assert read_money(str(number)) == exact
    assert read_money(f"{number:,}".replace(",", "'")) == exact
    if number >= 100_000:
        assert read_money(f"€{number:,}") == exact
        assert read_money(f"{number:,}".replace(",", ".") + " EUR") == exact


@given(
    st.one_of(
        st.text(max_size=30),
        st.text("0123456789.,-+~€£mkMTh upto", max_size=20),
        st.text(max_size=8).map(lambda text: f"5m {text}"),
    )
)
def test_any_text_is_an_amount_or_refused_in_a_sentence(text: str) -> None:
    for read in (read_money, read_fee):
        try:
            read(text)
        except Malformed as refusal:
            assert str(refusal).startswith("Cannot read ")  # noqa: PT017
