"""emordonez/transfermarkt-transfers: names without ids, and a word on what sort of loan it was."""

from __future__ import annotations

from typing import Final

from ledger.interfaces.files.fees import Price, Sort, price_in_euros
from ledger.interfaces.files.formats.format import (
    Cells,
    Format,
    age_of,
    name_of,
    nations_of,
    side_of,
    window_in,
    year_of,
    yes_or_no,
)
from ledger.interfaces.files.report import Report
from ledger.interfaces.files.statements import Row, Who, club
from ledger.interfaces.files.tables import UnreadableError


def _read(line: int, cells: Cells, report: Report) -> Row:
    own = club(name_of("club", cells["club"]))
    other = club(name_of("dealing club", cells["dealing_club"]), country=cells["dealing_country"])
    side = side_of(cells["movement"])
    season = year_of("season", cells["season"])
    return Row(
        line=line,
        who=Who(
            name_of("player", cells["name"]),
            age=age_of(cells["age"]),
            nations=nations_of((cells["nationality"],), line, report),
            position=cells["position"],
        ),
        window=window_in(season, cells["window"]),
        season=season,
        start=other if side == "in" else own,
        goal=own if side == "in" else other,
        side=side,
        price=_price(cells["is_loan"], cells["loan_status"], cells["fee"]),
    )


def _price(is_loan: str, status: str, fee: str) -> Price:
    match yes_or_no("is_loan", is_loan), status:
        case False, "":
            return price_in_euros(fee, Sort.TRANSFER)
        case True, "free loan" | "loan with fee" | "":
            return price_in_euros(fee, Sort.LOAN)
        case True, "end of loan":
            return price_in_euros(fee, Sort.LOAN_END)
        case _:
            raise UnreadableError(
                f"the loan is “{is_loan[:20]}” with the status “{status[:20]}”.",
                "Write False and nothing, or True and free loan, loan with fee or end of loan.",
            )


EMORDONEZ: Final = Format(
    name="emordonez",
    says="emordonez/transfermarkt-transfers CSV",
    source="transfermarkt-emordonez",
    source_name="Transfermarkt, via emordonez/transfermarkt-transfers",
    columns=(
        "club", "name", "age", "nationality", "position", "dealing_club", "dealing_country", "fee",
        "movement", "window", "league", "season", "is_loan", "loan_status",
    ),
    read=_read,
)  # fmt: skip
