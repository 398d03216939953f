"""Transfermarkt's rumour threads: a player, his club, the club said to be interested, and when.

Ids stand in addresses: a club's in that of its crest, the player's in that of his portrait, where
there is one, and the thread's in its own. The time has no zone, so only its day is taken.
"""

from __future__ import annotations

import re
from typing import Final

from ledger.domain.values import UncertainDate
from ledger.interfaces.files.formats.format import Cells, Format, name_of
from ledger.interfaces.files.formats.lineups import day_of
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import ClubName, Key, RumourTold, Who, club
from ledger.interfaces.files.tables import UnreadableError

_CREST: Final = re.compile(r"/wappen/[a-z]+/([0-9]{1,12})\.")
_PORTRAIT: Final = re.compile(r"/portrait/[a-z]+/(?:s_)?([0-9]{1,12})[-_]")
_THREAD: Final = re.compile(r"/thread_id/([0-9]{1,12})(?:/|$)")
_CREATED: Final = re.compile(r"([0-9]{2}\.[0-9]{2}\.[0-9]{4})(?: - [0-9]{2}:[0-9]{2})?")
_STAYS: Final = re.compile(r"/does-[^/]*-stay-")
_URL_LENGTH_MAX: Final = 2_000


def _read(line: int, cells: Cells, _report: Report) -> RumourTold:
    url = cells["PlayerProfil"]
    thread = _THREAD.search(url)
    if thread is None or not url.startswith("https://") or len(url) > _URL_LENGTH_MAX:
        raise UnreadableError(
            f"the thread is “{url[:40]}”.", "Write its address, as in https://…/thread_id/14093."
        )
    if _STAYS.search(url):
        raise UnreadableError(
            "the thread asks whether he stays, and tells of no move.", "Delete the line."
        )
    portrait = _PORTRAIT.search(cells["ImgPlayer"])
    value = cells["MarketValue"]
    return RumourTold(
        line=line,
        who=Who(
            name_of("player", cells["PlayerName"]),
            Key("transfermarkt", portrait[1]) if portrait is not None else None,
        ),
        from_club=_club("current club", cells["CurrentTeam"], cells["ImgCurrentClub"]),
        to_club=_club("interested club", cells["InterestedClub"], cells["ImgInterestedClub"]),
        published=_published(cells["RumourCreated"]),
        told=thread[1],
        url=url,
        note=f"market value beside the rumour: {value[:40]}" if value not in ("-", "") else None,
    )


def _club(what: str, name: str, crest: str) -> ClubName:
    found = _CREST.search(crest)
    name = name_of(what, name)
    return club(name, "transfermarkt", found[1]) if found is not None else club(name)


def _published(text: str) -> UncertainDate:
    found = _CREATED.fullmatch(text)
    if found is None:
        raise UnreadableError(
            f"the rumour was created at “{text[:30]}”.", "Write it as 01.04.2024 - 14:52."
        )
    return UncertainDate.of(day_of("day of the rumour", found[1]))


RUMOURS_TRANSFERMARKT: Final = Format(
    name="rumours-transfermarkt",
    says="Transfermarkt rumours CSV",
    source="transfermarkt-rumours",
    source_name="Transfermarkt's rumour threads",
    columns=(
        "PlayerProfil", "ImgCurrentClub", "ImgInterestedClub", "PlayerName", "ImgPlayer",
        "MarketValue", "CurrentTeam", "InterestedClub", "RumourCreated",
    ),
    read=_read,
    covers=None,
)  # fmt: skip
