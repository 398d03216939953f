"""A process that records on one stream as fast as it can; run by the tests of many writers.

``python writer.py URL NAME COUNT`` records COUNT entries on one stream, reading before each, and
prints how many conflicts it met. ``python writer.py URL NAME endless SIZE`` records batches of SIZE
until it is killed, and prints a line before and after each.
"""

import sys
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from ledger.store import Conflict, Draft, Store

STREAM = "player:pierre-kalulu"


def _draft(name: str) -> Draft:
    return Draft(uuid5(NAMESPACE_URL, name), STREAM, "RumourReported", name.encode(), None)


def contend(store: Store, name: str, count: int) -> None:
    conflicts = 0
    for turn in range(count):
        while True:
            read = store.numbers([STREAM])
            try:
                store.append([_draft(f"{name} {turn}")], unchanged=read, now=datetime.now(UTC))
            except Conflict as conflict:
                if not conflict.actual > conflict.expected == read[STREAM]:
                    raise
                conflicts += 1
            else:
                break
    print(conflicts)


def record_until_killed(store: Store, name: str, size: int) -> None:
    turn = 0
    while True:
        drafts = [_draft(f"{name} {turn} {n}") for n in range(size)]
        print("begin", turn, flush=True)
        store.append(drafts, unchanged={}, now=datetime.now(UTC))
        print("recorded", turn, flush=True)
        turn += 1


if __name__ == "__main__":
    url, name, count = sys.argv[1:4]
    with Store.open(url) as opened:
        if count == "endless":
            record_until_killed(opened, name, int(sys.argv[4]))
        else:
            contend(opened, name, int(count))
