"""The same failures in the words of the ``eventsourcing`` library, for its own interfaces."""

from collections.abc import Iterator
from contextlib import contextmanager

from eventsourcing import persistence as library
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ledger.domain.errors import StoreError

# The names are those of PEP 249, which the drivers, SQLAlchemy and the library all use.
_SAME_NAMES: dict[str, type[library.PersistenceError]] = {
    "IntegrityError": library.IntegrityError,
    "OperationalError": library.OperationalError,
    "ProgrammingError": library.ProgrammingError,
    "DataError": library.DataError,
    "NotSupportedError": library.NotSupportedError,
    "InternalError": library.InternalError,
    "InterfaceError": library.InterfaceError,
    "DatabaseError": library.DatabaseError,
}
_DRIVERS = {"sqlite3", "psycopg"}


@contextmanager
def library_errors() -> Iterator[None]:
    """Raise whatever fails inside as the library's own error of the same name."""
    try:
        yield
    except StoreError as error:
        raise library.OperationalError(str(error)) from error
    except Exception as error:
        if (translated := _translated(error)) is not None:
            raise translated from error
        raise


def _translated(error: Exception) -> library.PersistenceError | None:
    is_database_error = isinstance(error, SQLAlchemyError) or any(
        base.__module__.partition(".")[0] in _DRIVERS for base in type(error).__mro__
    )
    if not is_database_error:
        return None
    original = error.orig if isinstance(error, DBAPIError) else error
    for base in type(original).__mro__:
        if base.__name__ in _SAME_NAMES:
            return _SAME_NAMES[base.__name__](str(error))
    return library.PersistenceError(str(error))
