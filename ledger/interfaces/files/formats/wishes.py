"""Sentences that say for sure which club wants which player, and no others.

``Inter Milan are in talks to sign Roma's Serbia left-back Aleksandar Kolarov, 34`` begins with a
club of the shipped register, says in plain words that it wants somebody, and names one player in
full, after his club. Whatever names a third club or a second player, or turns with a *but*, is
not read: a guess would be recorded as somebody's word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from ledger.domain.events import Stage
from ledger.domain.regulations.clubs import club_known_as
from ledger.domain.regulations.countries import association_of
from ledger.interfaces.files.tables import UnreadableError

TEXT_LENGTH_MAX: Final = 600
_WORDS_A_CLUB_MAX: Final = 4
_WAY_OUT: Final = "Record it by hand where you know whom and which clubs it means."


class Wish(NamedTuple):
    """A club's wish for a player, as a sentence tells it."""

    to_club: str
    stage: Stage
    player: str
    from_club: str | None
    age: int | None
    nations: tuple[str, ...]
    position: str


_AND: Final = r"(?:still |also |now |again |reportedly |really )?"
_WISHES: Final[tuple[tuple[Stage, str], ...]] = (
    (Stage.INTEREST, rf"(?:are|is) {_AND}(?:interested in|keen on)(?: signing| a move for)? "),
    (Stage.INTEREST, rf"(?:are|is) {_AND}(?:keen|hoping|looking|planning) to (?:sign|buy) "),
    (
        Stage.INTEREST,
        rf"(?:are|is) {_AND}(?:monitoring|targeting|tracking|eyeing) (?:a move for )?",
    ),
    (
        Stage.INTEREST,
        (
            rf"(?:are|is) {_AND}(?:considering|planning|plotting|preparing|exploring|eyeing) "
            r"(?:an? )?(?:(?:summer|January|loan|shock|late) )?(?:move|bid|offer|approach) for "
        ),
    ),
    (Stage.INTEREST, rf"{_AND}(?:want|wants|hope|hopes|plan|plans|aim|aims) to (?:sign|buy) "),
    (Stage.ENQUIRY, r"(?:have|has) (?:made an enquiry|enquired) (?:for|about) "),
    (Stage.TALKS, r"(?:are|is) in talks (?:to sign|to buy|over) "),
    (Stage.TALKS, r"(?:have|has) (?:opened|begun|started|held) talks (?:to sign|to buy|over) "),
    (
        Stage.BID,
        r"(?:have|has) (?:made|submitted|tabled) an? (?:\S+ )?(?:bid|offer) (?:for|to sign) ",
    ),
)
_ROLES: Final = {
    **dict.fromkeys(("goalkeeper", "keeper"), "Goalkeeper"),
    **dict.fromkeys(
        ("defender", "full-back", "left-back", "right-back", "centre-back", "centre-half",
         "wing-back"),
        "Defender",
    ),
    **dict.fromkeys(("midfielder", "playmaker"), "Midfielder"),
    **dict.fromkeys(("forward", "striker", "winger", "attacker"), "Striker"),
}  # fmt: skip
_CAPITAL: Final = r"[^\W\d_a-z][\w'’.-]*"
_PARTICLE: Final = r"(?:de|da|do|dos|van|der|den|di|el|al|ter|la|le|von|bin|ibn)"
_NAME: Final = rf"{_CAPITAL}(?: (?:{_PARTICLE} )*{_CAPITAL})*"
_PLAYER: Final = re.compile(
    rf"(?P<before>.*?)(?P<role>{'|'.join(_ROLES)}) (?P<name>{_NAME})(?P<after>.*)"
)
_BEFORE: Final = re.compile(
    r"(?:the )?(?:(?P<club>.+?)(?:['’]s?|s['’]) )?(?:(?P<age>[0-9]{2})-year-old )?"
    rf"(?P<nation>{_NAME} )?(?:international )?(?:attacking |defensive |central )?"
)
_AFTER: Final = re.compile(
    r"(?:, (?P<age>[0-9]{2})\b)?,?(?: from (?P<club>.+?))?(?P<rest>[ ,.].*)?"
)
_AGED: Final = re.compile(r", [0-9]{2}\b|[0-9]{2}-year-old")
_TURNS: Final = re.compile(
    r"\b(?:but|although|though|however|unless|despite|instead|not|no|never|reject\w*|den\w+|"
    r"rival\w*|alternative|replace\w*|if|and|or|with|while|after|along|as)\b|n['’]t\b"
)


def wish_in(text: str) -> Wish:
    """The wish that a sentence tells.

    Raises:
        UnreadableError: it tells none for sure; the message says what is missing.
    """
    if len(text) > TEXT_LENGTH_MAX:
        raise _unsure(f"is longer than {TEXT_LENGTH_MAX} letters")
    to_club, stage, wanted = _subject(text)
    told = _PLAYER.fullmatch(wanted)
    before = _BEFORE.fullmatch(told["before"]) if told is not None else None
    if told is None or before is None:
        raise _unsure("does not name one player in full, after his club and his position")
    after = _AFTER.fullmatch(told["after"])
    if after is None or _TURNS.search(after["rest"] or ""):
        raise _unsure("goes on after the player with more than that")
    from_club = _only(before["club"], after["club"])
    clubs = {found.id for found in map(club_known_as, _names(text)) if found is not None}
    meant = {found.id for found in map(club_known_as, (to_club, from_club or "")) if found}
    if from_club is not None and len(meant) == 1 and club_known_as(from_club) is not None:
        raise _unsure(f"says of {to_club} that they want their own player")
    if clubs != meant or (from_club is not None and club_known_as(from_club) is None):
        raise _unsure("names clubs of which not every part is told")
    if len(_AGED.findall(text)) > 1:
        raise _unsure("names more than one player")
    age = before["age"] or after["age"]
    nation = association_of((before["nation"] or "").strip())
    return Wish(
        to_club=to_club,
        stage=stage,
        player=told["name"],
        from_club=from_club,
        age=int(age) if age is not None else None,
        nations=(nation,) if nation is not None else (),
        position=_ROLES[told["role"]],
    )


def _subject(text: str) -> tuple[str, Stage, str]:
    """The club a sentence begins with, how far it is, and the words on whom it wants."""
    words = text.split(" ")
    for count in range(_WORDS_A_CLUB_MAX, 0, -1):
        name, rest = " ".join(words[:count]), " ".join(words[count:])
        if club_known_as(name) is None:
            continue
        for stage, pattern in _WISHES:
            found = re.match(pattern, rest)
            if found is not None:
                return name, stage, rest[found.end() :]
        raise _unsure(f"does not say in plain words that {name} want a player")
    raise _unsure("does not begin with the name of a club")


def _only(one: str | None, other: str | None) -> str | None:
    if one is not None and other is not None:
        raise _unsure("names two clubs of the player")
    return one or other


def _names(text: str) -> Iterator[str]:
    """Every run of words that may be a name, without the genitive's s."""
    words = re.findall(r"[\w.&-]+", re.sub(r"['’]s?\b", "", text))
    for start, word in enumerate(words):
        if word[:1].isupper() or word[:1].isdigit():
            for end in range(start + 1, min(start + _WORDS_A_CLUB_MAX, len(words)) + 1):
                yield " ".join(words[start:end])


def _unsure(what: str) -> UnreadableError:
    return UnreadableError(f"the sentence {what}.", _WAY_OUT)
