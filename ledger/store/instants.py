"""Instants as whole microseconds since 1970, UTC: exact, and the same in every database."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from ledger.store.errors import NaiveInstant

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=4096)
def to_micros(moment: datetime) -> int:
    """Return the instant as whole microseconds; a time without a zone is refused."""
    if moment.tzinfo is None:
        raise NaiveInstant(moment)
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


@lru_cache(maxsize=4096)
def from_micros(micros: int) -> datetime:
    """Return the instant those microseconds name, in UTC."""
    return _EPOCH + timedelta(microseconds=micros)
