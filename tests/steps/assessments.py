"""What our user makes of deals and reports: probabilities and verdicts."""

from __future__ import annotations

from decimal import Decimal

from pytest_bdd import step

from ledger import Recorded, UncertainDate
from ledger.domain.assessments import assessments_of
from ledger.domain.events import AssessmentRecorded, RumourResolved
from steps.market import Market, Told, slug
from steps.sentences import Sentence

MOVE = "the move of {player} to {to_club}"


@step(Sentence(rf"we hold {MOVE} to be (?P<percent>\d+)% likely{{on}}{{because}}"))
def assessed(
    market: Market, *, told: Told, player: str, to_club: str, percent: str, because: str | None
) -> None:
    market.tell(
        market.player(player),
        AssessmentRecorded,
        told,
        probability=Decimal(percent) / 100,
        why=because,
        deal=_deal(market, player, to_club),
    )


@step(Sentence(r"we judge {entry} (?:an? )?(?P<verdict>hit|miss|void){on}{because}"))
def judged(market: Market, *, told: Told, entry: str, verdict: str, because: str | None) -> None:
    target = market.find(entry)
    market.tell(
        target.entry.subject,
        RumourResolved,
        told,
        target=target.entry_id,
        resolution=verdict,
        why=because,
    )


@step(Sentence(rf"{MOVE} is held to be (?P<percent>\d+)% likely{{known}}"))
def held_likely(
    market: Market, player: str, to_club: str, percent: str, known: UncertainDate | None
) -> None:
    stands = assessments_of(_known(market, player, known))[_deal(market, player, to_club)]
    assert stands.probability == Decimal(percent) / 100


@step(Sentence(rf"{MOVE} is not assessed{{known}}"))
def not_assessed(market: Market, player: str, to_club: str, known: UncertainDate | None) -> None:
    assert _deal(market, player, to_club) not in assessments_of(_known(market, player, known))


@step(Sentence(r"{entry} is judged (?:an? )?(?P<verdict>hit|miss|void)"))
def stands_judged(market: Market, entry: str, verdict: str) -> None:
    target = market.find(entry)
    (tip,) = [one for one in market.ledger.tips() if one.entry == target.position]
    assert (tip.outcome, tip.why) == (verdict, "by a verdict on record")


def _deal(market: Market, player: str, to_club: str) -> str:
    return f"{market.player(player).partition(':')[2]}/{market.club(to_club)}/1"


def _known(market: Market, player: str, known: UncertainDate | None) -> list[Recorded]:
    """The entries the world knew by then."""
    market.settle()
    return [
        item
        for item in market.ledger.entries(f"player:{slug(player)}")
        if known is None or (item.known_at is not None and item.known_at <= known.last_instant)
    ]
