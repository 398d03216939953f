"""Questions about what clubs have to do with each other."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Unpack

from ledger.queries.asking import Asking, At

if TYPE_CHECKING:
    from ledger.queries.clubs import DealingAnswer
    from ledger.queries.relationships.pair import RelationshipAnswer
    from ledger.queries.relationships.partners import PartnersAnswer


class Relating:
    """What two clubs did with each other, and whether it is more than was to be expected."""

    def asking(self, **at: Unpack[At]) -> AbstractContextManager[Asking]:
        """A question at a moment."""
        raise NotImplementedError

    def dealings(self, club: str, other: str | None = None, **at: Unpack[At]) -> DealingAnswer:
        """What a club did with another (or with each other club), one count a deal."""
        from ledger.queries import clubs

        with self.asking(**at) as asking:
            return clubs.dealings(asking, club, other)

    def relationship(
        self,
        club: str,
        other: str,
        *,
        seasons: str | None = None,
        league: str | None = None,
        half_life_years: float = 3.0,
        **at: Unpack[At],
    ) -> RelationshipAnswer:
        """Everything on record between two clubs, and whether they deal more than expected.

        ``seasons`` (``2010-11..2022-23``) and ``league`` (``ITA``) say what the pair is compared
        with; left out, all seasons and clubs whose transfers are covered. Only official and listed
        deals count, rumours are told apart. ``.figures()`` gives one flat row.

        Raises:
            NotASeason, NotSeasons, NotAnAssociation: what to compare with cannot be read.
            SameClub: both names lead to one club.
        """
        from ledger.queries.relationships import pair

        with self.asking(**at) as asking:
            return pair.relationship(
                asking,
                club,
                other,
                seasons=seasons,
                league=league,
                half_life_years=half_life_years,
            )

    def relationships(
        self,
        club: str,
        *,
        seasons: str | None = None,
        league: str | None = None,
        **at: Unpack[At],
    ) -> PartnersAnswer:
        """All the clubs a club deals with, those it deals with most beyond expectation first.

        Raises:
            NotASeason, NotSeasons, NotAnAssociation: what to compare with cannot be read.
        """
        from ledger.queries.relationships import partners

        with self.asking(**at) as asking:
            return partners.relationships(asking, club, seasons=seasons, league=league)
