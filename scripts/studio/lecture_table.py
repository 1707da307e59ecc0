"""One TOML file's table, read with care: every complaint names the file, the line and the key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.studio.errors import UserError, shown_path, unknown
from scripts.studio.segment_groups import Group, expanded

_KINDS = {
    str: "a text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a table",
}


@dataclass(frozen=True)
class Source:
    """Where a value was set: a line of a file, or an option of the command line."""

    place: str
    line: int | None = None

    def __str__(self) -> str:
        return self.place if self.line is None else f"{self.place}, line {self.line}"


class Table:
    """Takes values out of one file, checking their type. Paths are tuples of keys."""

    def __init__(
        self, file: Path, table: Mapping[str, Any], lines: Mapping[tuple[str, ...], int]
    ) -> None:
        self.file = file
        self.table = table
        self.lines = lines

    def error(self, path: tuple[str, ...], sentence: str) -> UserError:
        """Return a complaint about the value at a path."""
        line = self.lines.get(path)
        source = Source(shown_path(self.file), line)
        return UserError(f"{source}: {'.'.join(path)}: {sentence}")

    def only_known(self, path: tuple[str, ...], valid: tuple[str, ...]) -> None:
        """Complain about the first key of a table that is none of the valid ones."""
        for key in self.subtable(path) if path else self.table:
            if key not in valid:
                raise self.error((*path, key), unknown("key", key, valid))

    def text(self, *path: str) -> str:
        """Return the text at a path."""
        value = self._at(path)
        if not isinstance(value, str):
            raise self.error(path, f"should be a text, not {_kind(value)}")
        return value

    def subtable(self, path: tuple[str, ...]) -> Mapping[str, Any]:
        """Return the table at a path, empty if there is none."""
        value = self._at(path)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.error(path, f"should be a table, not {_kind(value)}")
        return value

    def slugs(
        self,
        path: tuple[str, ...],
        segments: Mapping[str, Any],
        groups: Mapping[str, Group] | None = None,
    ) -> tuple[str, ...]:
        """Return the segments that a list names, those of groups among them."""
        value, known = self._at(path), dict(groups or {})
        if not isinstance(value, list):
            raise self.error(path, f"should be a list of segments, not {_kind(value)}")
        found: list[str] = []
        for index, name in enumerate(value):
            place = (*path, str(index))
            if not isinstance(name, str):
                raise self.error(place, f"should be a text, not {_kind(name)}")
            if name not in segments and name not in known:
                raise self.error(place, unknown("segment", name, [*segments, *known]))
            for slug in expanded([name], known):
                if slug in found:
                    raise self.error(place, f"segment {slug!r} is named twice")
                found.append(slug)
        return tuple(found)

    def plain(self, path: tuple[str, ...], value: object) -> None:
        """Refuse dates and times, the one thing in TOML that no parameter can be."""
        if isinstance(value, dict):
            for key, item in value.items():
                self.plain((*path, key), item)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self.plain((*path, str(index)), item)
        elif not isinstance(value, str | bool | int | float):
            raise self.error(path, f"no parameter takes {_kind(value)}")

    def sources(self) -> dict[str, Source]:
        """Return where each dotted key of the file stands."""
        place = shown_path(self.file)
        return {".".join(path): Source(place, line) for path, line in self.lines.items()}

    def _at(self, path: tuple[str, ...]) -> Any:
        value: Any = self.table
        for key in path:
            if not isinstance(value, dict) or key not in value:
                return None
            value = value[key]
        return value


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "a date or time")
