"""On which line of a TOML file each key stands; tomllib tells values, not places.

The text must already have passed ``tomllib.loads``: this reader trusts it and only keeps count.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left

Path = tuple[str, ...]
"""A dotted key, taken apart: ``segments.level-curves.field`` is three strings."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'", re.DOTALL
)
_SCALAR = re.compile(r"[^,\]}#\n]+")


def key_lines(text: str) -> dict[Path, int]:
    """Return the line (from 1) where each key and table header of a valid TOML text stands.

    Keys of inline tables count; items of arrays are named by their index (``("points", "0")``).
    A table that exists only through its sub-tables has the line of the first of them.
    """
    reader = _Reader(text)
    reader.document()
    return reader.lines


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self._newlines = [match.start() for match in re.finditer("\n", text)]
        self._array_tables: dict[Path, int] = {}

    def document(self) -> None:
        table: Path = ()
        self.skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip(_BLANK)

    def header(self) -> Path:
        double = self.text.startswith("[[", self.at)
        place = self.at
        self.at += 2 if double else 1
        *tables, last = self.key()
        self.at += 2 if double else 1
        path = (*self._latest(tables), last)
        self.note(path, place)
        if double:
            index = self._array_tables.get(path, -1) + 1
            self._array_tables[path] = index
            path = (*path, str(index))
            self.note(path, place)
        return path

    def pair(self, table: Path) -> None:
        place = self.at
        path = (*table, *self.key())
        self.note(path, place)
        self.at += 1  # the equals sign
        self.skip(_SPACE)
        self.value(path)

    def key(self) -> Path:
        """Read a dotted key with the spaces around it."""
        parts = []
        while True:
            self.skip(_SPACE)
            match = _STRING.match(self.text, self.at) or _BARE.match(self.text, self.at)
            assert match is not None, "the text is no valid TOML"
            token = match[0]
            parts.append(tomllib.loads(f"k = {token}")["k"] if token[0] in "\"'" else token)
            self.at = match.end()
            self.skip(_SPACE)
            if self.text[self.at : self.at + 1] != ".":
                return tuple(parts)
            self.at += 1

    def value(self, path: Path) -> None:
        start = self.text[self.at]
        if start == "[":
            self.array(path)
        elif start == "{":
            self.inline_table(path)
        else:
            match = _STRING.match(self.text, self.at) or _SCALAR.match(self.text, self.at)
            assert match is not None, "the text is no valid TOML"
            self.at = match.end()

    def array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self.skip(_BLANK) != "]":
            item = (*path, str(index))
            self.note(item, self.at)
            self.value(item)
            index += 1
            if self.skip(_BLANK) == ",":
                self.at += 1
        self.at += 1

    def inline_table(self, path: Path) -> None:
        self.at += 1
        while self.skip(_BLANK) != "}":
            self.pair(path)
            if self.skip(_BLANK) == ",":
                self.at += 1
        self.at += 1

    def skip(self, pattern: re.Pattern[str]) -> str:
        """Go past what the pattern matches; return the character there (empty at the end)."""
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def _latest(self, tables: list[str]) -> Path:
        """Name the tables that a header lies in; of an array of tables it is the latest."""
        path: Path = ()
        for name in tables:
            path = (*path, name)
            if path in self._array_tables:
                path = (*path, str(self._array_tables[path]))
        return path

    def note(self, path: Path, place: int) -> None:
        line = self._line(place)
        self.lines[path] = line
        for length in range(1, len(path)):
            self.lines.setdefault(path[:length], line)

    def _line(self, place: int) -> int:
        return bisect_left(self._newlines, place) + 1
