"""The book itself: the clock, batches, recording twice, correcting, striking."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from pytest_bdd import step

from ledger import Content, Fee, UncertainDate
from steps.market import Market, id_of
from steps.sentences import Sentence


@step(Sentence("today is {day}"))
def today(market: Market, day: date) -> None:
    market.now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@step("these entries are prepared together")
def prepare(market: Market) -> None:
    market.batch = []


@step("they are recorded in one go")
def record_batch(market: Market) -> None:
    batch = market.batch or []
    market.attempt(lambda: market.ledger.record(batch))


@step("they are tried out")
def try_out(market: Market) -> None:
    batch, market.batch = market.batch or [], None
    market.attempt(lambda: market.ledger.record(batch, dry_run=True))


@step("they are imported in bulk")
def import_batch(market: Market) -> None:
    batch, market.batch = market.batch or [], None
    market.size_before = market.size
    market.results, market.rejected = market.ledger.record_many(batch)


@step("the same entry is recorded again")
def again(market: Market) -> None:
    [result] = market.results
    market.attempt(lambda: market.ledger.record(result.entry))


@step(Sentence("the same entry is recorded again with the day {day}"))
def again_otherwise(market: Market, day: date) -> None:
    [result] = market.results
    other = result.entry.model_copy(update={"occurred_on": UncertainDate.of(day)})
    market.attempt(lambda: market.ledger.record(other))


@step(Sentence(r"we strike {entry}(?P<cascade>, with all that rests on it)?"))
def strike(market: Market, entry: str, cascade: str | None) -> None:
    target = market.find(entry).entry_id
    market.attempt(
        lambda: market.ledger.void(
            target, reason="recorded by mistake", cascade=cascade is not None
        )
    )


@step(Sentence("we correct the fee of {entry} to {fee}"))
def correct_fee(market: Market, entry: str, fee: Fee) -> None:
    _correct(market, entry, fee=fee)


@step(Sentence("we correct the last day of {entry} to {day}"))
def correct_last_day(market: Market, entry: str, day: date) -> None:
    _correct(market, entry, until=day)


def _correct(market: Market, words: str, **changes: Any) -> None:
    target = market.find(words)
    was: Any = getattr(target.event, "replacement", target).event
    replacement = Content(event=was.model_copy(update=changes))
    market.attempt(
        lambda: [market.ledger.correct(target.entry_id, replacement, reason="a slip of the pen")]
    )


@step("the entry is on record once")
def on_record_once(market: Market) -> None:
    market.settle()
    [result] = market.results
    same = [item for item in market.ledger.entries() if item.entry_id == id_of(result)]
    assert len(same) == 1
    assert result.position == same[0].position
    assert result.already_recorded


@step("nothing is written")
def nothing_written(market: Market) -> None:
    assert market.size == market.size_before


@step(Sentence("all {count} are written"))
def all_written(market: Market, count: int) -> None:
    market.settle()
    assert market.size - market.size_before == count == len(market.results)
