"""The store's tables, the same on SQLite and PostgreSQL."""

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

SCHEMA_VERSION = 1

metadata = MetaData()

# Text is compared byte by byte on both databases, so that "ordered" means the same on both.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
_WHOLE = BigInteger().with_variant(Integer(), "sqlite")

schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True))

entries = Table(
    "entries",
    metadata,
    Column("position", _WHOLE, primary_key=True, autoincrement=False),
    Column("entry_id", Uuid, nullable=False, unique=True),
    Column("subject", _TEXT, nullable=False),
    Column("number", _WHOLE, nullable=False),
    Column("kind", _TEXT, nullable=False),
    Column("recorded_at", _WHOLE, nullable=False),
    Column("known_at", _WHOLE),
    Column("deal", _TEXT),
    Column("body", LargeBinary, nullable=False),
    Column("leaf", LargeBinary, nullable=False),
    UniqueConstraint("subject", "number", name="entries_subject_number"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("mention", _TEXT, primary_key=True),
    Column("subject", _TEXT, primary_key=True),
    Column("position", _WHOLE, nullable=False),  # of the first entry that named it
    sqlite_with_rowid=False,
)

heads = Table(
    "heads",
    metadata,
    Column("size", _WHOLE, primary_key=True, autoincrement=False),
    Column("root", LargeBinary, nullable=False),
    Column("recorded_at", _WHOLE, nullable=False),
)

frontier = Table(
    "frontier",
    metadata,
    Column("only", Integer, primary_key=True, autoincrement=False),
    Column("size", _WHOLE, nullable=False),
    Column("subtrees", LargeBinary, nullable=False),
)

tracking = Table(
    "tracking",
    metadata,
    Column("application_name", _TEXT, primary_key=True),
    Column("notification_id", _WHOLE, nullable=False),
    sqlite_with_rowid=False,
)

aggregate_events = Table(
    "aggregate_events",  # the snapshots of stock applications; no ledger entry stands here
    metadata,
    Column("purpose", _TEXT, primary_key=True),
    Column("subject", _TEXT, primary_key=True),
    Column("number", _WHOLE, primary_key=True, autoincrement=False),
    Column("topic", _TEXT, nullable=False),
    Column("state", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

TABLE_NAMES = frozenset(metadata.tables)

_REFUSALS = {
    "entries": "Entries are never changed or removed. Record a correction instead.",
    "heads": "The seals of the record are never changed or removed.",
}


def create_tables(connection: Connection) -> None:
    """Create every table and the triggers that refuse changes, in the caller's transaction."""
    metadata.create_all(connection, checkfirst=False)
    for table, sentence in _REFUSALS.items():
        for statement in _triggers(connection.dialect.name, table, sentence):
            connection.exec_driver_sql(statement)
    connection.execute(frontier.insert().values(only=1, size=0, subtrees=b""))
    connection.execute(schema_version.insert().values(version=SCHEMA_VERSION))


def _triggers(dialect: str, table: str, sentence: str) -> list[str]:
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_refuse_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            for change in ("UPDATE", "DELETE")
        ]
    function = (
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    trigger = (
        f"CREATE TRIGGER {table}_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )
    return [function, trigger]
