"""The kinds of event: which there are, which options each takes, and which it cannot do without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ledger.domain.entry import BOOK_KINDS, EVENTS
from ledger.domain.errors import Malformed
from ledger.domain.events import (
    AssessmentRecorded,
    DealEvent,
    Event,
    OfASale,
    TransferCompleted,
    kinds_of,
)
from ledger.interfaces.cli.recording.given import (
    BY_KEY,
    CLAUSES,
    ENVELOPE,
    OPTIONS,
    Given,
    Option,
)
from ledger.interfaces.cli.recording.terms import LOANLIKE, TERM_OPTIONS

_REGISTERING: Final = {
    "PlayerRegisteredInLedger": "player",
    "ClubRegisteredInLedger": "club",
    "SourceRegistered": "source",
}
_STREAMS: Final = {
    "RumourReported": ("player", "club"),
    "InjuryReported": ("player", "club"),
    "NeedReported": ("club",),
    "NoteRecorded": ("player", "club", "source"),
    "ClubRegisteredInLedger": ("club",),
    "SourceRegistered": ("source",),
    "SourceGraded": ("source",),
    "AliasAdded": ("player", "club", "source"),
    "SeasonCovered": ("club",),
    "OwnershipDeclared": ("club",),
    "RivalryDeclared": ("club",),
    "RulePackAdopted": ("ledger",),
    "SquadListSubmitted": ("club",),
    "SquadListAmended": ("club",),
    "ExternalIdLinked": ("player", "club"),
    "EntitiesMerged": ("ledger",),
    "MergeReverted": ("ledger",),
    "EntitiesToldApart": ("ledger",),
    "IdentityDoubted": ("ledger",),
    "WindowDefined": ("window",),
    "WindowAmended": ("window",),
    "ReportRetracted": (),
    "RumourResolved": (),
}
_SUBJECT_OPTIONS: Final = {
    "player": "player",
    "club": "club",
    "source": "about_source",
    "window": "window",
}
INSTEAD: Final = {
    "EntryCorrected": ("an entry on record", "correct ENTRY --reason WHY"),
    "EntryVoided": ("an entry on record", "void ENTRY --reason WHY"),
    "ExternalIdLinked": ("who is who", "ids link ONE REGISTER:ID"),
    "EntitiesMerged": ("who is who", "ids same ONE OTHER"),
    "MergeReverted": ("who is who", "ids revert ONE OTHER --reason WHY"),
    "EntitiesToldApart": ("who is who", "ids different ONE OTHER"),
    "IdentityDoubted": ("who is who", "import FILE"),
}
"""Kinds that are written by a command of their own: what they are about, and the command."""
_OF_ANY_KIND: Final = {option.key for option in ENVELOPE} - {"effective_on"} | {"set_field"}
_OUR_OWN_WORDS: Final = kinds_of("reference", "identity", "assessments")
_CONTRACTS: Final = kinds_of("contracts") | {"PreContractSigned"}
_TAKES_FEES: Final = ("fee", "wage", "buy_back", "option", "obligation", "extension", "amount")


class UnknownKind(Malformed):
    """No kind of event goes by that name; the nearest are listed."""

    code = "unknown-kind"

    def __init__(self, asked: str, nearest: list[str]) -> None:
        self.asked, self.nearest = asked, tuple(nearest)
        near = f" The nearest: {', '.join(nearest)}." if nearest else ""
        super().__init__(
            f"No kind of event is called {asked!r}.{near} List them all with "
            f"`tledger record --kinds`."
        )


class NotAnOptionOfKind(Malformed):
    """An option that a kind of event does not take."""

    code = "not-an-option"

    def __init__(self, kind: str, flag: str, taken: list[str]) -> None:
        super().__init__(
            f"{kind} takes no {flag}. It takes {', '.join(taken)}. See `tledger record {kind} "
            f"--fields`."
        )


def kind_named(text: str) -> type[Event]:
    """The kind that somebody typed, however its words are joined."""
    folded = _folded(text)
    for name, event in EVENTS.items():
        if _folded(name) == folded:
            if name in INSTEAD:
                about, command = INSTEAD[name]
                raise Malformed(f"{name} is about {about}. Write it with `tledger {command}`.")
            return event
    raise UnknownKind(text, nearest_kinds(text))


def _folded(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def nearest_kinds(text: str) -> list[str]:
    """The kinds whose names come nearest to what somebody typed."""
    from rapidfuzz import fuzz, process

    known = {_folded(name): name for name in EVENTS if name not in BOOK_KINDS}
    found = process.extract(
        _folded(text), known.keys(), scorer=fuzz.WRatio, limit=3, score_cutoff=55
    )
    return [known[match] for match, _, _ in found]


def streams(event: type[Event]) -> tuple[str, ...]:
    """Whom a kind can be about, the likeliest first."""
    return _STREAMS.get(event.__name__, ("player",))


def registers(event: type[Event]) -> str | None:
    """Whom a kind registers, if it does."""
    return _REGISTERING.get(event.__name__)


def is_of_a_deal(event: type[Event]) -> bool:
    """Whether a kind belongs to a deal."""
    return issubclass(event, DealEvent | TransferCompleted | OfASale | AssessmentRecorded)


def has_terms(event: type[Event]) -> bool:
    """Whether a kind tells terms together."""
    return "terms" in event.model_fields


def field_of(event: type[Event], option: Option) -> str | None:
    """The field of a kind that an option fills by itself."""
    fields = event.model_fields
    if option.key == "contract_until" and event.__name__ in _CONTRACTS:
        return "until" if "until" in fields else None
    return next((name for name in option.fields if name in fields and name != "clauses"), None)


def takes(event: type[Event], option: Option) -> bool:  # noqa: PLR0911 - one rule a line
    """Whether a kind has a use for an option."""
    key = option.key
    if key in _OF_ANY_KIND:
        return True
    if key in ("player", "about_source", "club", "window"):
        sort = key.removeprefix("about_")
        return sort in streams(event) or field_of(event, option) is not None
    if key == "deal":
        return is_of_a_deal(event)
    if key in ("from_club", "to_club") and event is AssessmentRecorded:
        return True  # they tell which deal is meant
    if key == "register_as":
        return registers(event) is not None
    if key == "currency":
        return any(takes(event, BY_KEY[name]) for name in _TAKES_FEES)
    if field_of(event, option) is not None:
        return True
    if key in TERM_OPTIONS and has_terms(event):
        return True
    loan = event is not TransferCompleted or key not in (*LOANLIKE, "recall")
    return option in CLAUSES and "clauses" in event.model_fields and loan


def taken_by(event: type[Event]) -> list[Option]:
    """The options a kind takes."""
    return [option for option in OPTIONS if takes(event, option)]


def check_options(event: type[Event], given: Given, besides: Sequence[str] = ()) -> None:
    """Raise where an option was given that the kind has no use for."""
    for key in given:
        if not takes(event, BY_KEY[key]):
            apart = {*_OF_ANY_KIND, *besides}
            own = [option.flag for option in taken_by(event) if option.key not in apart]
            raise NotAnOptionOfKind(event.__name__, BY_KEY[key].flag, own)


def missing(event: type[Event], given: Given) -> list[str]:
    """The options a kind cannot do without and that were not given, by key."""
    found = list(_missing_subject(event, given))
    if event is AssessmentRecorded and "deal" not in given:
        found = ["deal"]
    if event.__name__ == "LoanAgreed" or (issubclass(event, OfASale) and "deal" not in given):
        found += [key for key in ("from_club", "to_club") if key not in given]
    set_fields = {text.partition("=")[0].strip() for text in given.many("set_field")}
    for name, field in event.model_fields.items():
        if not field.is_required() or name in set_fields:
            continue
        fills = [o.key for o in OPTIONS if field_of(event, o) == name]
        if name == "terms":
            fills = list(TERM_OPTIONS)
        from_subject = name in ("name", *found) or registers(event)
        if fills and not from_subject and not any(key in given for key in fills):
            found.append(fills[0])
    if not _speaks_for_itself(event, given) and "source" not in given:
        found.append("source")
    return list(dict.fromkeys(found))


def _missing_subject(event: type[Event], given: Given) -> Iterator[str]:
    sorts = [sort for sort in streams(event) if sort in _SUBJECT_OPTIONS]
    if not sorts:
        return
    named = [sort for sort in sorts if _SUBJECT_OPTIONS[sort] in given]
    if not named and "deal" in given and "player" in sorts:
        return
    if not named and registers(event) and "register_as" in given:
        return
    if not named:
        yield _SUBJECT_OPTIONS[sorts[0]]


def _speaks_for_itself(event: type[Event], given: Given) -> bool:
    """Whether no source is needed: the ledger's own words, or somebody's own judgement."""
    own = (given.text("basis") or "").lower() in ("assessed", "inferred")
    return event.__name__ in _OUR_OWN_WORDS or own
