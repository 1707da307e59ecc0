"""Encoded groups of pictures, a file each, named by what they show.

The first half of a name tells how a group begins and the second all of it. So when the first
frame is known one may guess whether the group is there, before the rest has been played.

A group that is found is marked as used now, which keeps it when the store is trimmed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from scripts.studio.groups import Packets, packed, unpacked
from scripts.studio.whole import whole_file

STEP = "pictures"
_START, _REST = 16, 32  # hex digits

Content = Sequence[tuple[bytes, int]]
"""What a group shows: tokens of pictures, and for how many frames each."""


def group_start(common: str, key_id: int, token: bytes) -> str:
    """Return how the name of a group begins whose first picture has this token.

    ``common`` stands for all that groups have in common: format, settings, what draws them.
    """
    return _hash(f"{common} {key_id} ".encode() + token)[:_START]


def group_name(common: str, key_id: int, content: Content) -> str:
    """Return the name of a group."""
    rest = b"".join(token + count.to_bytes(4, "big") for token, count in content)
    start = group_start(common, key_id, content[0][0])
    return start + _hash(f"{common} {key_id} ".encode() + rest)[:_REST]


def place_name(drawing: str, number: int) -> str:
    """Return the name of a group that can only be told by its place in one drawing."""
    return _hash(drawing.encode())[:_START] + _hash(f"{drawing} {number}".encode())[:_REST]


class GroupStore:
    """The groups below a store's root; safe to share between processes and to kill."""

    def __init__(self, root: Path) -> None:
        self.folder = root / STEP
        try:
            names = os.listdir(self.folder)
        except OSError:
            names = []
        self._starts = {name[:_START] for name in names}

    def may_have(self, start: str) -> bool:
        """Tell whether there was a group with such a beginning when this object was made."""
        return start in self._starts

    def has(self, name: str) -> bool:
        """Tell whether a group is there, and mark it as used."""
        try:
            os.utime(self.folder / name)
        except OSError:
            return False
        return True

    def has_all(self, names: Iterable[str]) -> bool:
        """Tell whether all these groups are there, and mark those that are."""
        return not [name for name in names if not self.has(name)]

    def save(self, name: str, packets: Packets) -> None:
        """Keep a group."""
        with whole_file(self.folder / name) as file:
            file.write_bytes(packed(packets))

    def read(self, name: str) -> Packets:
        """Return a group; FileNotFoundError if it was removed meanwhile."""
        return unpacked((self.folder / name).read_bytes())

    def discard(self, name: str) -> None:
        """Remove a group."""
        with contextlib.suppress(FileNotFoundError):
            (self.folder / name).unlink()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
