"""F7 and F8: reports that go back, leap, come after their own end, or repeat another's word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ledger.domain.deal import by_known, deals, retracted
from ledger.domain.deal.tracks import Deal, Outcome
from ledger.domain.entry import Recorded
from ledger.domain.events import RumourReported, Stage
from ledger.domain.regulations.rules.parameters import NoParameters
from ledger.domain.sources import FACTUAL, Role
from ledger.queries.flags.flag import Flag, FlagCode
from ledger.queries.flags.market import Market, Person, clubs_of_entry, days

_RANK: Final = {
    Stage.INTEREST: 1,
    Stage.ENQUIRY: 2,
    Stage.CONTACT: 2,
    Stage.TALKS_EXPECTED: 2,
    Stage.TALKS: 3,
    Stage.BID: 4,
    Stage.TERMS_AGREED: 5,
    Stage.PERSONAL_TERMS_AGREED: 5,
    Stage.DONE: 6,
}
"""How far each stage is; what stalled or broke off is no step back but news of its own."""
_TALKED: Final = _RANK[Stage.TALKS]
_CLAIMS: Final = frozenset({"RumourReported", "TermsReported", "ConditionReported"})


def flags(market: Market) -> Iterator[Flag]:
    """Everything about reports that is worth a look, within each person's entries."""
    for person in market.having(_CLAIMS):
        told = [item for item in person.alive if item.entry.kind in _CLAIMS]
        yield from _texts(market, person, told)
        for name, deal in deals(person.alive).items():
            here = [item for item in by_known(told) if item.entry.deal == name]
            taken_back = retracted(deal.entries)
            standing = [item for item in here if item.entry_id not in taken_back]
            yield from _steps(market, person, deal, standing)
            yield from _after_its_end(market, person, deal, standing)
            yield from _same_origin(market, person, standing)


def _steps(market: Market, person: Person, deal: Deal, told: Sequence[Recorded]) -> Iterator[Flag]:
    """One source's own words on a deal that go back, or leap to the end."""
    latest: dict[str, Recorded] = {}
    for item in told:
        event = item.event
        if not isinstance(event, RumourReported):
            continue
        rank = _RANK.get(event.stage)
        for source in {piece.source for piece in item.entry.evidence}:
            before = latest.get(source)
            if rank is None:
                latest.pop(source, None)  # it stalled or broke off: what follows starts anew
                continue
            latest[source] = item
            if before is None or not isinstance(before.event, RumourReported):
                continue
            earlier = _RANK[before.event.stage]
            if rank < earlier and not _something_between(deal, before, item):
                yield _step(market, person, source, (before, item), back=True)
            elif earlier < _TALKED and rank == _RANK[Stage.DONE]:
                yield _step(market, person, source, (before, item), back=False)


def _something_between(deal: Deal, before: Recorded, item: Recorded) -> bool:
    """Whether the record itself says that the deal fell back in between."""
    fell = (
        "TalksBrokenOff",
        "BidRejected",
        "PersonalTermsRefused",
        "DenialReported",
        "MedicalFailed",
    )
    first, last = before.position, item.position
    return any(one.entry.kind in fell and first < one.position < last for one in deal.entries)


def _step(
    market: Market, person: Person, source: str, words: tuple[Recorded, Recorded], *, back: bool
) -> Flag:
    before, item = words
    one, other = before.event, item.event
    assert isinstance(one, RumourReported)  # noqa: S101 - the caller has looked
    assert isinstance(other, RumourReported)  # noqa: S101 - as above
    code = FlagCode.STAGE_REVERSED if back else FlagCode.STAGE_SKIPPED
    how = "back from" if back else "at once from"
    stages = (one.stage.replace("_", " "), other.stage.replace("_", " "))
    return replace(
        _flag(market, person, item, code),
        says=f"{{source:{source}}} goes {how} {stages[0]} to {stages[1]}",
        entries=(before.position, item.position),
        counted=(f"{before.day}: {stages[0]}", f"{item.day}: {stages[1]}"),
    )


def _after_its_end(
    market: Market, person: Person, deal: Deal, told: Sequence[Recorded]
) -> Iterator[Flag]:
    """Talk published after the deal had officially ended, as if it had not."""
    ended = deal.outcome.official
    if ended is None or ended.state == Outcome.OPEN:
        return
    if "occurred_on" in ended.entry.entry.assumed:
        return  # a day that nobody told makes no report late
    for item in told:
        if deal.loan_until is not None and item.day <= deal.loan_until:
            continue  # while a loan runs, there is news of its option
        published = item.entry.published_at
        late = published is not None and published.first_day > days(ended.entry)[1]
        done = isinstance(item.event, RumourReported) and item.event.stage is Stage.DONE
        if not late or done or item.entry.kind != "RumourReported":
            continue
        if (
            ended.entry.known_at is not None
            and (item.known_at or market.known_at) <= ended.entry.known_at
        ):
            continue
        yield replace(
            _flag(market, person, item, FlagCode.AFTER_ITS_OWN_END),
            says=f"published {published}, when the deal was {ended.state} since {ended.entry.day}",
            entries=(item.position, ended.entry.position),
        )


def _same_origin(market: Market, person: Person, told: Sequence[Recorded]) -> Iterator[Flag]:
    """Reports of one deal that say the same and go back to the same origin."""
    groups: dict[tuple[str, str], list[Recorded]] = defaultdict(list)
    for item in told:
        own = [piece for piece in item.entry.evidence if piece.role is not Role.CONFIRMATION]
        for origin in {origin for piece in own for origin in piece.origins}:
            groups[origin, item.event.model_dump_json()].append(item)
    for (origin, _), items in groups.items():
        sources = {piece.source for item in items for piece in item.entry.evidence}
        if len(items) > 1 and len(sources) > 1:
            yield _copies(
                market, person, FlagCode.SAME_ORIGIN, items, f"go back to {{source:{origin}}}"
            )


def _texts(market: Market, person: Person, told: Sequence[Recorded]) -> Iterator[Flag]:
    """Reports whose text is the same, by hash or by the words quoted, under whatever name."""
    groups: dict[str, dict[int, Recorded]] = defaultdict(dict)
    for item in told:
        for piece in item.entry.evidence:
            quoted = " ".join((piece.excerpt or "").casefold().split())
            for text in filter(None, (piece.content_hash, quoted)):
                groups[text][item.position] = item
    seen: set[tuple[int, ...]] = set()
    for items in groups.values():
        sources = {piece.source for item in items.values() for piece in item.entry.evidence}
        if len(items) > 1 and len(sources) > 1 and (key := tuple(sorted(items))) not in seen:
            seen.add(key)
            yield _copies(
                market, person, FlagCode.COPIED_TEXT, list(items.values()), "carry the same text"
            )


def _copies(
    market: Market, person: Person, code: FlagCode, items: Sequence[Recorded], how: str
) -> Flag:
    ordered = by_known(items)
    named = [
        f"{{source:{piece.source}}} on {item.day}"
        for item in ordered
        for piece in item.entry.evidence
    ]
    return replace(
        _flag(market, person, ordered[1], code, rule="copied-reports"),
        says=f"{len(ordered)} reports {how}: they count as one",
        entries=tuple(item.position for item in ordered),
        count=len(ordered),
        limit=1,
        counted=tuple(named),
    )


def _flag(
    market: Market,
    person: Person,
    item: Recorded,
    code: FlagCode,
    rule: str = "reports-and-record",
) -> Flag:
    pack = market.rulebook.on(rule, item.day, NoParameters)
    assert pack is not None  # noqa: S101 - our own rules hold at all times
    return Flag(
        code=code,
        severity="note",
        pack=pack,
        opened_on=item.day,
        says="",
        entries=(item.position,),
        player=person.id,
        clubs=clubs_of_entry(item),
        deal=item.entry.deal,
        basis=item.entry.basis if item.entry.basis not in FACTUAL else None,
    )
