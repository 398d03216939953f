"""The options of ``record`` and ``correct`` as a table, and those that were given.

One line an option: the words on the command line, what it means, and the event fields it fills.
The commands' signatures, the help, the check that a kind takes an option and the list of
``--fields`` all come from here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Annotated, Any, Final, Literal

import typer

Reads = Literal[
    "words", "club", "party", "source", "date", "day", "fee", "wage", "condition", "entry",
    "unnamed", "external", "deal", "terms", "probability", "player", "listed", "percent",
    "parameter", "money",
]  # fmt: skip
"""How the text of an option becomes a value; ``terms`` are put together from several options."""

WHO: Final = "Who"
WHEN: Final = "When"
WHO_SAYS: Final = "Who says so"
TERMS: Final = "Terms"
PARTICULARS: Final = "Particulars of some kinds"


@dataclass(frozen=True, slots=True)
class Option:
    """One option: its key, its flag, and the event fields it can fill, the first that fits."""

    key: str
    flag: str
    metavar: str
    help: str
    panel: str
    fields: tuple[str, ...] = ()
    reads: Reads = "words"
    many: bool = False
    switch: bool = False

    @property
    def parameter(self) -> inspect.Parameter:
        """The parameter of a command that carries it."""
        sort: Any = bool if self.switch else (list[str] | None if self.many else str | None)
        option = typer.Option(
            self.flag,
            metavar=None if self.switch else self.metavar,
            help=self.help + (" Repeatable." if self.many else ""),
            rich_help_panel=self.panel,
        )
        return inspect.Parameter(
            self.key,
            inspect.Parameter.KEYWORD_ONLY,
            default=False if self.switch else None,
            annotation=Annotated[sort, option],
        )


class Given:
    """The options somebody gave, by the keys of the table."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = {key: value for key, value in values.items() if value}

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def text(self, key: str) -> str | None:
        """The text of an option that is given once."""
        value = self._values.get(key)
        return value[0] if isinstance(value, list) else value

    def many(self, key: str) -> list[str]:
        """The texts of an option that may be repeated."""
        value = self._values.get(key, [])
        return value if isinstance(value, list) else [value]

    def adding(self, **values: str) -> Given:
        """The same with answers to prompts; empty ones are left out."""
        return Given({**self._values, **{k: v for k, v in values.items() if v}})


SUBJECT: Final = (
    Option("player", "--player", "NAME", "Whom it is about: a name or an id.", WHO),
    Option("from_club", "--from", "CLUB", "The releasing or lending club; 'without club', "
           "'unknown'.", WHO, ("from_club", "parent_club"), "party"),
    Option("to_club", "--to", "CLUB", "The engaging or borrowing club.", WHO, ("to_club",),
           "party"),
    Option("club", "--club", "CLUB", "The club it is about.", WHO, ("club", "about_club"), "club"),
    Option("unnamed", "--unnamed", "'2 defenders'", "Players left without a name; with --club.",
           WHO, ("unnamed",), "unnamed"),
    Option("about_source", "--about-source", "NAME", "The source it is about.", WHO),
    Option("window", "--window", "WINDOW", "The window: 2025-winter, "
           "ITA-2025-winter.", WHO, ("window",)),
    Option("deal", "--deal", "DEAL", "The deal it belongs to: an id, or a player.", WHO),
    Option("register_as", "--as", "ID", "The id to register somebody under.", WHO),
)  # fmt: skip
ENVELOPE: Final = (
    Option("occurred", "--on", "DATE", "When it happened: 2024-08-21, 2024-08, "
           "2024-08-20/2024-08-22, today.", WHEN),
    Option("published", "--published", "DATE", "When the world could know: a day, an interval, or "
           "2015-08-31T23:32+02:00.", WHEN),
    Option("effective_on", "--effective-on", "DAY", "When it takes effect, where that is another "
           "day.", WHEN, ("effective_on",), "day"),
    Option("source", "--source", "NAME", "Who says so; a club's name is its own voice.", WHO_SAYS,
           many=True),
    Option("cites", "--cites", "NAME", "Whom that source cites.", WHO_SAYS, many=True),
    Option("url", "--url", "URL", "Where it stands; kept and never fetched.", WHO_SAYS),
    Option("quote", "--quote", "TEXT", "A short quotation.", WHO_SAYS),
    Option("headline", "--headline", "TEXT", "Its headline.", WHO_SAYS),
    Option("language", "--language", "TAG", "Its language: it, pt-BR.", WHO_SAYS, ("language",)),
    Option("basis", "--basis", "BASIS", "official, listed, reported, assessed or inferred; by "
           "default what the source gives.", WHO_SAYS),
    Option("source_type", "--source-type", "TYPE", "What a new source is: outlet, journalist, "
           "club, league, …", WHO_SAYS, ("type",)),
    Option("note", "--note", "TEXT", "A remark of your own.", WHO_SAYS),
)  # fmt: skip
CLAUSES: Final = (
    Option("option", "--option", "PRICE|none", "The option to buy; implies a loan. '18m until "
           "2025-01-31, then 20m until 2025-06-30'.", TERMS, ("clauses",), "terms"),
    Option("option_until", "--option-until", "DAY", "The option's last day.", TERMS, ("clauses",),
           "terms"),
    Option("duty_if", "--duty-if", "CONDITION", "The option becomes an obligation if …", TERMS,
           ("clauses",), "terms"),
    Option("obligation", "--obligation", "PRICE|yes|none", "The obligation to buy; implies a loan.",
           TERMS, ("clauses",), "terms"),
    Option("condition", "--if", "CONDITION", "What an obligation or talks hang on: "
           "'staying up', '10 appearances'.", TERMS, ("condition", "clauses"), "condition"),
    Option("straight", "--straight", "", "A loan without option and without obligation.", TERMS,
           ("clauses",), "terms", switch=True),
    Option("extension", "--extension", "PRICE|none", "The right to prolong the loan: '18m until "
           "2020-06-30'; implies a loan.", TERMS, ("clauses",), "terms"),
    Option("recall", "--recall", "agreed|none", "The lender's right to call him back: 'agreed "
           "from 2025-01-02 until 2025-02-03'.", TERMS, ("clauses",), "terms"),
    Option("sell_on", "--sell-on", "'10% of profit'", "The releasing club's share of a later "
           "sale.", TERMS, ("clauses",), "terms"),
    Option("buy_back", "--buy-back", "PRICE|none", "The releasing club's right to buy him again: "
           "'30m until 2017-07-15'.", TERMS, ("clauses",), "terms"),
    Option("first_refusal", "--first-refusal", "agreed|none", "The releasing club's right to match "
           "a later offer.", TERMS, ("clauses",), "terms"),
)  # fmt: skip
OTHER_TERMS: Final = (
    Option("move", "--move", "loan|permanent|free", "What sort of move.", TERMS, ("move",)),
    Option("fee", "--fee", "AMOUNT", "'€3.3m', '~25m+5m', 'up to €3m', undisclosed: the loan fee, "
           "the transfer fee, the price paid for an option.", TERMS, ("fee", "compensation"),
           "fee"),
    Option("until", "--until", "DAY", "The last day of the loan or contract.", TERMS, ("until",),
           "day"),
    Option("wage", "--wage", "'2.5m net'", "What he earns in a year.", TERMS, ("wage",), "wage"),
    Option("contract_until", "--contract-until", "DAY", "The last day of the contract.", TERMS, (),
           "day"),
    Option("currency", "--currency", "CODE", "For amounts that name none; EUR unless said.", TERMS),
)  # fmt: skip
ONES_OWN: Final = (
    Option("stage", "--stage", "STAGE", "How far: interest, talks, bid, terms_agreed, done, …",
           PARTICULARS, ("stage",)),
    Option("why", "--why", "TEXT", "Why, as the source says.", PARTICULARS, ("why",)),
    Option("reason", "--reason", "REASON", "Why it failed or ended.", PARTICULARS, ("reason",)),
    Option("explanation", "--explanation", "TEXT", "The reason in words.", PARTICULARS,
           ("explanation",)),
    Option("number", "--number", "N", "Which bid, 1 for the first.", PARTICULARS, ("number",)),
    Option("clause", "--clause", "CLAUSE", "option, obligation, …", PARTICULARS, ("clause",)),
    Option("cause", "--cause", "CAUSE", "expired, converted, loan_ended.", PARTICULARS,
           ("cause",)),
    Option("by", "--by", "WHO", "Who denies, terminates or announces it.", PARTICULARS, ("by",)),
    Option("denies", "--denies", "TEXT", "What is denied.", PARTICULARS, ("denies",)),
    Option("target", "--target", "ENTRY", "The report retracted or judged: an id or #position.",
           PARTICULARS, ("target",), "entry"),
    Option("probability", "--probability", "P", "How likely the deal is: 0.6, 60%.", PARTICULARS,
           ("probability",), "probability"),
    Option("resolution", "--resolution", "VERDICT", "What became of a report: hit, miss, void.",
           PARTICULARS, ("resolution",)),
    Option("policy", "--policy", "TEXT", "By what a report was judged.", PARTICULARS,
           ("policy",)),
    Option("expected", "--expected", "DATE", "When talks are expected, or a return from injury.",
           PARTICULARS, ("expected", "expected_return"), "date"),
    Option("between", "--between", "WHO", "clubs, or club_and_player.", PARTICULARS,
           ("between",)),
    Option("subject_to", "--subject-to", "TEXT", "What an agreement still hangs on.", PARTICULARS,
           ("subject_to",)),
    Option("by_club", "--by-club", "CLUB", "The club that took him instead.", PARTICULARS,
           ("by_club",), "club"),
    Option("by_deal", "--by-deal", "DEAL", "The deal that took him instead.", PARTICULARS,
           ("by_deal",), "deal"),
    Option("link", "--link", "TYPE", "swap, part_exchange, domino, same_package.", PARTICULARS,
           ("link",)),
    Option("with_deal", "--with", "DEAL", "A deal this one hangs together with.", PARTICULARS,
           ("deals",), "deal", many=True),
    Option("injury", "--injury", "TEXT", "What was made public.", PARTICULARS, ("injury",)),
    Option("position", "--position", "GROUP", "goalkeeper, defender, midfielder, forward.",
           PARTICULARS, ("position",)),
    Option("count", "--count", "N", "How many players are needed.", PARTICULARS, ("count",)),
    Option("about", "--about", "WHAT", "What a note is about: form, profile, other.", PARTICULARS,
           ("about",)),
    Option("text", "--text", "TEXT", "The note itself.", PARTICULARS, ("text",)),
    Option("alias", "--alias", "NAME", "Another name.", PARTICULARS, ("aliases", "alias"),
           many=True),
    Option("association", "--association", "ITA", "A club's or window's association.",
           PARTICULARS, ("association",)),
    Option("born", "--born", "DATE", "A player's birth.", PARTICULARS, ("born",), "date"),
    Option("nationality", "--nationality", "ENG", "A player's nationality.", PARTICULARS,
           ("nationalities",), many=True),
    Option("external", "--external", "SCHEME:ID", "An id elsewhere: transfermarkt:342385.",
           PARTICULARS, ("external_ids",), "external", many=True),
    Option("outlet", "--outlet", "NAME", "The outlet a journalist writes for.", PARTICULARS,
           ("outlet",), "source"),
    Option("grade", "--grade", "A-F", "How reliable a source is, A best.", PARTICULARS,
           ("reliability",)),
    Option("first_day", "--first-day", "DAY", "A window's first day.", PARTICULARS,
           ("first_day",), "day"),
    Option("last_day", "--last-day", "DAY", "A window's last day.", PARTICULARS, ("last_day",),
           "day"),
    Option("role", "--role", "ROLE", "What he did in a match: started, came on, on the bench.",
           PARTICULARS, ("role",)),
    Option("match", "--match", "TEXT", "Which match he was seen in.", PARTICULARS, ("match",)),
    Option("season", "--season", "SEASON", "The season: 2024-25.", PARTICULARS, ("season",)),
    Option("what", "--what", "WHAT", "What is covered: transfers, squad list, line-ups.",
           PARTICULARS, ("what",)),
    Option("competition", "--competition", "NAME", "The competition a squad list is for.",
           PARTICULARS, ("competition",)),
    Option("list", "--list", "A|B", "Which list, where a competition has several.", PARTICULARS,
           ("list",)),
    Option("listed", "--listed", "'NAME: club-trained, under age'", "A player put on a squad "
           "list; what follows his name may be left out.", PARTICULARS, ("players", "added"),
           "listed", many=True),
    Option("removed", "--removed", "NAME", "A player taken off a squad list.", PARTICULARS,
           ("removed",), "player", many=True),
    Option("owner", "--owner", "NAME", "Who owns the club.", PARTICULARS, ("owner",)),
    Option("share", "--share", "PERCENT", "How much of it: 70%.", PARTICULARS,
           ("share", "percent"), "percent"),
    Option("share_of", "--share-of", "fee|profit", "What a sell-on is a share of.", PARTICULARS,
           ("share_of",)),
    Option("amount", "--amount", "AMOUNT", "What was paid, fell due or was set off.", PARTICULARS,
           ("amount",), "money"),
    Option("instalment", "--instalment", "N", "Which instalment, 1 for the first.", PARTICULARS,
           ("instalment",)),
    Option("against", "--against", "WHAT", "What it was set off against: a deal's id, or words.",
           PARTICULARS, ("against",)),
    Option("rival", "--rival", "CLUB", "The other of two rivals.", PARTICULARS, ("with_club",),
           "club"),
    Option("called", "--name", "NAME", "What the rivalry is called.", PARTICULARS, ("name",)),
    Option("since", "--since", "DAY", "Since when it holds; --until is its last day.",
           PARTICULARS, ("since",), "day"),
    Option("rule", "--rule", "RULE", "The rule to set: an id of `tledger rules`.", PARTICULARS,
           ("rule",)),
    Option("parameter", "--parameter", "NAME=VALUE", "What it is set to: size_max=25.",
           PARTICULARS, ("parameters",), "parameter", many=True),
    Option("reference", "--reference", "TEXT", "Where the rule is written.", PARTICULARS,
           ("reference",)),
    Option("set_field", "--set", "FIELD=JSON", "Any field without an option of its own.",
           PARTICULARS, many=True),
)  # fmt: skip
OPTIONS: Final = (*SUBJECT, *ENVELOPE, *OTHER_TERMS, *CLAUSES, *ONES_OWN)
NOT_CORRECTED: Final = ("reason", "player", "about_source", "register_as")
"""What a correction leaves alone: it has a reason of its own, and stays about the same one."""
BY_KEY: Final = {option.key: option for option in OPTIONS}


def with_options(options: Iterable[Option]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command these options, handed to it together as ``given``."""
    chosen = tuple(options)

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def run(*args: Any, **values: Any) -> Any:
            given = Given({option.key: values.pop(option.key, None) for option in chosen})
            return command(*args, given=given, **values)

        own = [
            one.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for one in inspect.signature(command, eval_str=True).parameters.values()
            if one.name != "given"
        ]
        added = [option.parameter for option in chosen]
        run.__signature__ = inspect.Signature([*own[:1], *added, *own[1:]])  # type: ignore[attr-defined]
        run.__annotations__ = {}
        del run.__wrapped__
        return run

    return decorate
