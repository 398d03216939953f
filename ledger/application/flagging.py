"""Questions about rules: what is flagged, which limits a club is held to, what the rules say."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Unpack

from ledger.queries.asking import Asking, At

if TYPE_CHECKING:
    from ledger.queries.answers import Answer
    from ledger.queries.flags import FlagRow, Quota
    from ledger.queries.flags.rulebook import RuleRow
    from ledger.queries.freshness import Progress


class Flagging:
    """Rules that forbid nothing: what on record is worth a look by them, on any day."""

    def asking(self, **at: Unpack[At]) -> AbstractContextManager[Asking]:
        """A question at a moment."""
        raise NotImplementedError

    def flags(
        self,
        *,
        club: str | None = None,
        player: str | None = None,
        deal: str | None = None,
        rule: str | None = None,
        season: str | None = None,
        only_open: bool = False,
        detail: bool = False,
        progress: Progress | None = None,
        **at: Unpack[At],
    ) -> Answer[FlagRow]:
        """What is worth a look by the rules F1 to F10, as far as it had opened on the day.

        ``rule`` is a flag's number (``F5``) or a rule's id (``international-loans``), ``season``
        keeps what stood on some day of it, ``only_open`` what still stands. F10 counts weakly
        supported facts in one row; ``detail`` lists each. ``progress`` is told how far it is, as
        ``(done, total)``. Ordered by rule, then the day it opened.

        Raises:
            NoSuchRule: no rule goes by that name.
            NotASeason: ``season`` is not of the form ``2017-18``.
        """
        from ledger.queries import flags

        with self.asking(**at) as asking:
            return flags.flags(
                asking,
                club=club,
                player=player,
                deal=deal,
                rule=rule,
                season=season,
                only_open=only_open,
                detail=detail,
                progress=progress,
            )

    def quotas(self, club: str, **at: Unpack[At]) -> Answer[Quota]:
        """The limits a club is held to on a day, how much of each it uses, and what is left."""
        from ledger.queries import flags
        from ledger.queries.answers import Answer

        with self.asking(**at) as asking:
            return Answer(flags.quotas(asking, club), asking.meta)

    def rules(self, rule: str | None = None, **at: Unpack[At]) -> Answer[RuleRow]:
        """The rules behind the flags, as they stand on a day: parameters, reference, remarks.

        Raises:
            NoSuchRule: no rule goes by that name.
        """
        from ledger.queries.flags import rulebook

        with self.asking(**at) as asking:
            return rulebook.rules_on(asking, rule)
