"""The boxes (atoms) an MP4 file is made of: where they are, and the one flag we set ourselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

TRACK_ENABLED = 0x000001
"""The flag of a track header that players show the track without being asked."""


@dataclass(frozen=True)
class Atom:
    """One atom: its four-letter kind, its offset in the file and its size, in bytes."""

    kind: bytes
    start: int
    size: int
    header: int = 8

    @property
    def body(self) -> int:
        """Offset of the first byte after the header."""
        return self.start + self.header

    @property
    def end(self) -> int:
        """Offset of the first byte after the atom."""
        return self.start + self.size


def atoms(file: BinaryIO, start: int = 0, end: int | None = None) -> Iterator[Atom]:
    """Yield the atoms between two offsets, in the order of the file, not what is inside them."""
    if end is None:
        end = file.seek(0, 2)
    while start + 8 <= end:
        file.seek(start)
        size, kind = int.from_bytes(file.read(4), "big"), file.read(4)
        header = 8
        if size == 1:
            size, header = int.from_bytes(file.read(8), "big"), 16
        elif size == 0:
            size = end - start
        if size < header or start + size > end:
            raise ValueError(f"the atom {kind!r} at byte {start} leaves its parent")
        yield Atom(kind, start, size, header)
        start += size


def find(file: BinaryIO, path: bytes, parent: Atom | None = None) -> Iterator[Atom]:
    """Yield the atoms at a path such as ``b"moov/trak/tkhd"``."""
    kind, _, rest = path.partition(b"/")
    start, end = (0, None) if parent is None else (parent.body, parent.end)
    for atom in atoms(file, start, end):
        if atom.kind == kind:
            if rest:
                yield from find(file, rest, atom)
            else:
                yield atom


def starts_fast(path: Path) -> bool:
    """Whether a film can start before it is loaded: the index (moov) stands before the media."""
    with path.open("rb") as file:
        order = [atom.kind for atom in atoms(file)]
    return b"moov" in order and b"mdat" in order and order.index(b"moov") < order.index(b"mdat")


def set_track_enabled(path: Path, handler: bytes, *, enabled: bool) -> int:
    """Set whether tracks of a handler (``b"sbtl"``: captions) show by themselves; count them.

    libavformat enables the first track of every kind whatever its disposition says, so that
    captions would cover the picture until they are switched off.
    """
    changed = 0
    with path.open("r+b") as file:
        for track in list(find(file, b"moov/trak")):
            handlers = list(find(file, b"mdia/hdlr", track))
            file.seek(handlers[0].body + 8)
            if file.read(4) != handler:
                continue
            (header,) = find(file, b"tkhd", track)
            # A version byte, then 24 bits of flags.
            file.seek(header.body + 1)
            flags = int.from_bytes(file.read(3), "big")
            flags = flags | TRACK_ENABLED if enabled else flags & ~TRACK_ENABLED
            file.seek(header.body + 1)
            file.write(flags.to_bytes(3, "big"))
            changed += 1
    return changed
