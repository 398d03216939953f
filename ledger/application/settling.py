"""Settling who is who: the entries that merge, part, tell apart and link, from what people ask."""

from __future__ import annotations

from ledger.domain.entry import Entry
from ledger.domain.errors import Refused
from ledger.domain.events import (
    ClubRegisteredInLedger,
    EntitiesMerged,
    EntitiesToldApart,
    ExternalId,
    ExternalIdLinked,
    IdentityDoubted,
    MergeReverted,
    PlayerRegisteredInLedger,
)
from ledger.domain.identity import LEDGER, merge_between
from ledger.domain.sources import Basis
from ledger.projections.names import slug
from ledger.queries.asking import Asking
from ledger.queries.identities import carriers, doubt, external, somebody


def merging(asking: Asking, survivor: str, merged: str, reason: str | None) -> Entry:
    """The merge of two ids of one player, or of one club; the first stays in front.

    Raises:
        NoSuchName, SeveralByThatName: name them by their ids.
        Refused: the two are one already, or are not of one sort.
    """
    first, second = somebody(asking, survivor), somebody(asking, merged)
    if first == second:
        raise _already_one(asking, survivor, merged, first)
    if first.partition(":")[0] != second.partition(":")[0]:
        raise Refused(
            what=f"merge {second} into {first}",
            record="one is a player and the other a club",
            way_out="Name two players, or two clubs: player:ID, club:ID.",
            rule="H9",
            reason="not-of-one-sort",
        )
    event = EntitiesMerged(survivor=first, merged=second, reason=reason)
    return Entry(subject=LEDGER, event=event, basis=Basis.ASSESSED)


def _already_one(asking: Asking, one: str, other: str, subject: str) -> Refused:
    merges = (asking.identities.merged_by(who) for who in asking.identities.members(subject))
    merge = next((item for item in merges if item is not None), None)
    return Refused(
        what=f"merge {other} into {one}",
        record=f"both are {subject.partition(':')[2]} on record",
        way_out="Nothing to do; `tledger ids show` lists all the ids of a player or club.",
        rule="H9",
        reason="already-one",
        blocking=merge.entry_id if merge is not None else None,
        position=merge.position if merge is not None else None,
    )


def reverting(asking: Asking, one: str, other: str, reason: str) -> Entry:
    """The reversal of the merge that made two ids one.

    Raises:
        Refused: no merge on record joins them.
    """
    first = somebody(asking, one, as_written=True)
    second = somebody(asking, other, as_written=True)
    merge = merge_between(asking.identities, first, second)
    if merge is None:
        raise Refused(
            what=f"revert the merge of {one} and {other}",
            record="no merge on record joins the two",
            way_out="`tledger ids show` lists the ids that were merged into a player or club.",
            rule="H9",
            reason="no-such-merge",
        )
    event = MergeReverted(target=merge.entry_id, reason=reason)
    return Entry(subject=LEDGER, event=event, basis=Basis.ASSESSED)


def linking(asking: Asking, name: str, external_id: ExternalId) -> Entry:
    """The link of another register's id to a player or a club.

    Raises:
        Refused: somebody else carries that id, or the two were told apart for ever.
    """
    subject = somebody(asking, name)
    what = f"link {external_id} to {subject.partition(':')[2]}"
    for carrier in carriers(asking, [external_id])[external_id]:
        same_sort = carrier.partition(":")[0] == subject.partition(":")[0]
        if same_sort:
            own = carrier == subject
            carries = f"{carrier.partition(':')[2]} carries it"
            raise Refused(
                what=what,
                record=f"{carries} already" if own else carries,
                way_out="Nothing to do."
                if own
                else "If the two are one, merge them: `tledger ids same ONE OTHER`.",
                rule="H9",
                reason="already-linked",
            )
    apart = asking.identities.apart_from_external(subject, external_id.scheme, external_id.id)
    if apart is not None:
        raise Refused(
            what=what,
            record="the two were told apart for ever",
            way_out="Void that entry first (`tledger void`), if it was a mistake.",
            rule="H9",
            reason="told-apart",
            blocking=apart.entry_id,
            position=apart.position,
        )
    event = ExternalIdLinked(scheme=external_id.scheme, id=external_id.id)
    return Entry(subject=subject, event=event, basis=Basis.ASSESSED)


def telling_apart(asking: Asking, one: str, other: str, reason: str | None) -> list[Entry]:
    """That two ids, or an id and somebody doubtful in a file, are two for ever.

    Somebody doubtful gets an id of his own, so that a later import finds him by his external id.

    Raises:
        NoSuchDoubt: nobody is in doubt under that external id.
        Refused: the two are one on record.
    """
    subject, external_id = somebody(asking, one), external(other)
    if external_id is None:
        second = somebody(asking, other)
        if subject == second:
            raise _one_on_record(asking, one, other, subject)
        event = EntitiesToldApart(one=subject, other=second, reason=reason)
        return [Entry(subject=LEDGER, event=event, basis=Basis.ASSESSED)]
    told = EntitiesToldApart(one=subject, external_id=external_id, reason=reason)
    apart = Entry(subject=LEDGER, event=told, basis=Basis.ASSESSED)
    carrying = carriers(asking, [external_id])[external_id]
    if subject in carrying:
        raise _one_on_record(asking, one, other, subject)
    if carrying:
        return [apart]  # whoever carries it has an id of his own
    return [_registration(asking, subject, doubt(asking, external_id)), apart]


def _one_on_record(asking: Asking, one: str, other: str, subject: str) -> Refused:
    refused = _already_one(asking, one, other, subject)
    return Refused(
        what=f"tell {one} and {other} apart",
        record=refused.record,
        way_out="Revert the merge first (`tledger ids revert ONE OTHER --reason WHY`), or void the "
        "entry that links the id.",
        rule="H9",
        reason="already-one",
        blocking=refused.blocking,
        position=refused.position,
    )


def _registration(asking: Asking, like: str, doubtful: IdentityDoubted) -> Entry:
    """The new id of somebody who is none of the candidates."""
    sort = like.partition(":")[0]
    ids = (doubtful.external_id,)
    event = (
        PlayerRegisteredInLedger(
            name=doubtful.name,
            born=doubtful.born,
            nationalities=doubtful.nationalities,
            external_ids=ids,
        )
        if sort == "player"
        else ClubRegisteredInLedger(name=doubtful.name, external_ids=ids)
    )
    free = _free(asking, sort, slug(doubtful.name) or doubtful.external_id.scheme)
    return Entry(subject=free, event=event, basis=Basis.ASSESSED)


def _free(asking: Asking, sort: str, own: str) -> str:
    """An id that nobody has: the name's own, numbered where it is taken."""
    subject, number = f"{sort}:{own}", 1
    while asking.store.numbers([subject])[subject] > 0:
        number += 1
        subject = f"{sort}:{own}-{number}"
    return subject
