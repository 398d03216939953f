"""The seal over the entries: a Merkle tree, hashed as RFC 9162 (certificate transparency) says.

A leaf is the hash of everything one entry says; the root is the hash of all leaves in order. Change
one byte anywhere and the root is another. The *frontier*, the roots of the perfect subtrees from
left to right, is all that is needed to add a leaf, so an append costs the same at any length.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from struct import Struct
from typing import NamedTuple
from uuid import UUID

HASH_BYTES = 32
_FIXED = Struct(">Bq16sqq?q?IIII")  # leaf prefix, then the columns of fixed width, then lengths


class Row(NamedTuple):
    """One entry as the table keeps it, times in microseconds: what a leaf is taken over."""

    position: int
    entry_id: UUID
    subject: str
    number: int
    kind: str
    recorded_at: int
    known_at: int | None
    deal: str | None
    body: bytes


def leaf_hash(row: Row) -> bytes:
    """Return the hash of one entry; every column is in it, each with its length or its absence."""
    position, entry_id, subject, number, kind, recorded_at, known_at, deal, body = row
    subject_bytes, kind_bytes = subject.encode(), kind.encode()
    deal_bytes = b"" if deal is None else deal.encode()
    fixed = _FIXED.pack(
        0,
        position,
        entry_id.bytes,
        number,
        recorded_at,
        known_at is not None,
        known_at or 0,
        deal is not None,
        len(subject_bytes),
        len(kind_bytes),
        len(deal_bytes),
        len(body),
    )
    return sha256(b"".join((fixed, subject_bytes, kind_bytes, deal_bytes, body))).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node from those of its two halves."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The growing edge of the tree: as many subtree roots as its size has binary ones."""

    def __init__(self, size: int = 0, roots: Sequence[bytes] = ()) -> None:
        self.size = size
        self._roots = list(roots)

    @classmethod
    def from_bytes(cls, size: int, packed: bytes) -> "Frontier":
        """Read a frontier back from its stored form."""
        width = HASH_BYTES
        return cls(size, [packed[at : at + width] for at in range(0, len(packed), width)])

    def to_bytes(self) -> bytes:
        """Return the stored form: the subtree roots one after the other, largest subtree first."""
        return b"".join(self._roots)

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaves at the right."""
        roots, size = self._roots, self.size
        for leaf in leaves:
            carry, edge = size, leaf
            while carry & 1:
                edge = sha256(b"\x01" + roots.pop() + edge).digest()
                carry >>= 1
            roots.append(edge)
            size += 1
        self.size = size

    def root(self) -> bytes:
        """Return the root over all leaves so far; of none, the hash of nothing."""
        if not self._roots:
            return sha256(b"").digest()
        edge = self._roots[-1]
        for left in reversed(self._roots[:-1]):
            edge = node_hash(left, edge)
        return edge

    def is_well_formed(self) -> bool:
        """Say whether it holds exactly the subtrees its size asks for."""
        return len(self._roots) == self.size.bit_count() and all(
            len(root) == HASH_BYTES for root in self._roots
        )
