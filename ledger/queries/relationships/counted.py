"""The figures of two clubs, counted from their deals: one way, and both ways together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from ledger.domain.loans import act_day
from ledger.projections.dealings import DealingRow
from ledger.queries.names import Named
from ledger.queries.relationships import between, pace, rumours
from ledger.queries.relationships.between import Between, day_of, is_done
from ledger.queries.relationships.fees import untold
from ledger.queries.relationships.figures import Pair, Way
from ledger.queries.relationships.network import Tie
from ledger.queries.relationships.served import OpenLoan, ServedRow


class Gathered(NamedTuple):
    """All there is to count between two clubs; ``tie`` is None where they cannot be compared."""

    on: date
    a: Named
    b: Named
    deals: Sequence[Between]
    links: Sequence[DealingRow]
    served: Sequence[ServedRow]
    loans: Sequence[OpenLoan]
    half_life_years: float
    tie: Tie | None

    @property
    def done(self) -> list[Between]:
        """The deals that are done."""
        return [one for one in self.deals if is_done(one)]


def one_way(found: Gathered, from_club: str) -> Way:
    """What one of the two let the other have."""
    on, tie, forth = found.on, found.tie, from_club == found.a.id
    done = [one for one in found.done if one.row.from_club == from_club]
    sorts = Counter(one.row.dealing for one in done)
    over = [between.ended(one, on) for one in done]
    ends = Counter(map(between.how_ended, over))
    options = Counter(between.option_state(one, on) for one in done)
    duties = Counter(between.obligation_state(one, on) for one in done)
    turned = [between.bought(one, on) for one in done]
    missing = untold(done, on)
    return Way(
        deals=len(done),
        loans=sorts["loan"],
        sales=sorts["sale"],
        free=sorts["free"],
        bought=sum(turned),
        returned=sum(end is not None and not kept for end, kept in zip(over, turned, strict=True)),
        recalled=ends["recalled"],
        terminated_early=ends["terminated early"],
        open_loans=sum(loan.from_club_id == from_club for loan in found.loans),
        options=len(done) - options[None],
        options_open=options["open"],
        options_exercised=options["exercised"],
        options_declined=options["declined"],
        options_lapsed=options["lapsed"],
        obligations=len(done) - duties[None],
        obligations_met=duties["met"],
        undisclosed=missing.undisclosed,
        unknown=missing.unknown,
        weight=pace.weight(map(day_of, done), on, found.half_life_years),
        compared=(tie.a_to_b if forth else tie.b_to_a) if tie else None,
        expected=(tie.expected_a_to_b if forth else tie.expected_b_to_a) if tie else None,
        last_on=max((one.row.dealt_on for one in done), default=None),
    )


def together(found: Gathered) -> Pair:
    """What the two have in common."""
    on, done = found.on, found.done
    ways = one_way(found, found.a.id), one_way(found, found.b.id)
    days = [day_of(one) for one in done]
    sorts = Counter(one.row.dealing for one in found.deals)
    last = max(done, key=lambda one: (one.row.dealt_on, one.row.entry), default=None)
    used = sum(way.options_exercised for way in ways)
    unused = sum(way.options_declined + way.options_lapsed for way in ways)
    fates = rumours.rumoured(found.deals, on)
    return Pair(
        club_a_id=found.a.id,
        club_a=found.a.name,
        club_b_id=found.b.id,
        club_b=found.b.name,
        deals=len(done),
        agreed=sorts[between.AGREED],
        talks=sorts["talks"],
        rumours=sorts["rumour"],
        player_links=sum(row.dealt_on <= on.isoformat() for row in found.links),
        served_both=len(found.served),
        last_deal_on=last.row.dealt_on if last is not None else None,
        last_deal=last.row.deal if last is not None else None,
        **_last_contact(found.deals, on),
        **_streaks(days, on),
        **_rate("exercise", "exercise_rate", rumours.rate(used, unused)),
        rumoured=sum(fates.values()),
        rumoured_done=fates["done"],
        rumoured_came_to_nothing=fates["came to nothing"],
        rumoured_open=fates["open"],
        **_rate("conversion", "conversion", rumours.rate(fates["done"], fates["came to nothing"])),
        weight=sum(way.weight for way in ways),
        half_life_years=found.half_life_years,
        trend=pace.trend(days, on),
        reciprocity=pace.balance(*(way.weight for way in ways)),
    )


def _rate(name: str, mean: str, found: rumours.Rate) -> dict[str, Any]:
    return {
        mean: found.mean if found.enough else None,
        f"{name}_low": found.low if found.enough else None,
        f"{name}_high": found.high if found.enough else None,
        f"{name}_judged": found.judged,
    }


def _streaks(days: Sequence[date], on: date) -> dict[str, Any]:
    current, longest = pace.current_streak(days, on), pace.longest_streak(days)
    return {
        "streak": current.windows,
        "streak_first": current.first,
        "streak_last": current.last,
        "longest_streak": longest.windows,
        "longest_first": longest.first,
        "longest_last": longest.last,
    }


def _last_contact(deals: Sequence[Between], on: date) -> dict[str, Any]:
    """The latest word on any deal between the two, whatever it rests on."""
    said = ((act_day(item), item) for one in deals for item in one.deal.entries)
    words = [(day, item.position, item) for day, item in said if day <= on]
    day, _, latest = max(words, key=lambda word: word[:2], default=(None, 0, None))
    return {
        "last_contact_on": day.isoformat() if day is not None else None,
        "last_contact": latest.entry.kind if latest is not None else None,
        "last_contact_basis": str(latest.entry.basis) if latest is not None else None,
        "last_contact_entry": latest.position if latest is not None else None,
    }
