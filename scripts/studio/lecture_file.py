"""A lecture as a TOML file: the series, or what a remix changes of it.

    extend = "default"                     # or another file; only what is named here changes
    only = ["level-curves"]                # or order = […]: what is played, in which order
    voice = "silent"

    [segments.level-curves]                # title, scene, words; every other key is a parameter
    field = "x**2 + x*y + 2*y**2"

    [segments.level-curves.words]
    open_with_a_map = "Other words for this beat."

A group (see :mod:`scripts.studio.segment_groups`) may stand wherever a segment is named.
Each key remembers the file and line where it was set, so that a value which turns out wrong much
later can still be shown to its author.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from scripts.studio.errors import UserError, shown_path, unknown
from scripts.studio.segment_groups import GROUP_KEYS, Group, expanded
from scripts.studio.toml_lines import key_lines

DEFAULT_FILE = Path("scenes/gradients.toml")
"""The series itself, relative to the project's root."""

STRINGS = ("title", "description", "language", "voice", "theme")
LISTS = ("order", "only")
TOP_KEYS = ("extend", *STRINGS, *LISTS, "segments", "groups")
SEGMENT_KEYS = ("title", "scene", "words")

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


@dataclass(frozen=True)
class SegmentEntry:
    """One segment as written: everything but its parameters is known here already."""

    slug: str
    title: str = ""
    scene: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def with_parameters(self, parameters: Mapping[str, Any]) -> SegmentEntry:
        """Return the same entry with some parameters set anew."""
        return replace(self, parameters={**self.parameters, **parameters})


@dataclass(frozen=True)
class LectureFile:
    """A lecture with everything that it extends merged in."""

    file: Path
    title: str = ""
    description: str = ""
    language: str = "en"
    voice: str = "heart"
    theme: str = "dark"
    segments: Mapping[str, SegmentEntry] = field(default_factory=dict)
    """All that are defined, by slug."""
    order: tuple[str, ...] = ()
    """The slugs that are played, in their order."""
    groups: Mapping[str, Group] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)

    def where(self, key: str) -> Source:
        """Return where a dotted key was set: ``where("segments.level-curves.field")``.

        For a key that was set nowhere, the nearest table around it; else the file itself.
        """
        while key:
            if key in self.sources:
                return self.sources[key]
            key = key.rpartition(".")[0]
        return Source(shown_path(self.file))

    def changed(self, name: str, parameter: str, value: object, source: Source) -> LectureFile:
        """Return the same lecture with one parameter of a segment, or of a group's, set anew."""
        if name not in self.segments and name not in self.groups:
            known = [*self.segments, *self.groups]
            raise UserError(f"{source}: {unknown('segment', name, known)}")
        slugs = expanded([name], self.groups)
        entries = {slug: self.segments[slug].with_parameters({parameter: value}) for slug in slugs}
        sources = {f"segments.{slug}.{parameter}": source for slug in slugs}
        return replace(
            self,
            segments={**self.segments, **entries},
            sources={**self.sources, **sources},
        )


def read_lecture(file: Path, *, root: Path) -> LectureFile:
    """Read a lecture file and all that it extends.

    UserError names file, line and key of whatever is unknown, of the wrong type or missing.
    """
    lecture = _read(file, root, ())
    for slug in lecture.order:
        if not lecture.segments[slug].scene:
            place = lecture.where(f"segments.{slug}")
            known = [other for other, entry in lecture.segments.items() if entry.scene]
            if get_close_matches(slug, known, n=1, cutoff=0.8):
                raise UserError(f"{place}: {unknown('segment', slug, known)}")
            raise UserError(
                f"{place}: segment {slug!r} has no scene; give it "
                'scene = "module:ClassName", or extend = "default" at the top of the file'
            )
    if not lecture.order:
        raise UserError(f"{shown_path(file)}: the lecture has no segments")
    return lecture


def parse_setting(text: str) -> tuple[str, str, Any]:
    """Split ``SLUG.PARAM=VALUE``; the value is read as TOML, or taken as text if it is none."""
    key, equals, value = text.partition("=")
    slug, dot, parameter = key.strip().partition(".")
    if not (equals and dot and slug and parameter):
        raise UserError(f"--set {text!r} should read SLUG.PARAM=VALUE")
    try:
        return slug, parameter, tomllib.loads(f"value = {value.strip()}")["value"]
    except (tomllib.TOMLDecodeError, KeyError):
        return slug, parameter, value.strip()


def _read(file: Path, root: Path, chain: tuple[Path, ...]) -> LectureFile:
    if file.resolve() in chain:
        raise UserError(f"{file} extends itself, through {' and '.join(p.name for p in chain)}")
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise UserError(f"cannot read the lecture file {shown_path(file)}: {reason}") from None
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(_syntax_error(file, error)) from None
    reader = _Checker(file, table, key_lines(text))
    base = LectureFile(file)
    if "extend" in table:
        target = _extended(reader.text("extend"), file, root)
        if not target.is_file():
            sentence = f"there is no file {shown_path(target)} (the series is 'default')"
            raise reader.error(("extend",), sentence)
        base = _read(target, root, (*chain, file.resolve()))
    return _merged(base, reader)


def _extended(name: str, file: Path, root: Path) -> Path:
    default = root / DEFAULT_FILE
    beside = file.parent / name
    if name == "default" or (name == default.name and not beside.is_file()):
        return default
    return beside


def _merged(base: LectureFile, reader: _Checker) -> LectureFile:
    table = reader.table
    reader.only_known((), TOP_KEYS)
    changes: dict[str, Any] = {key: reader.text(key) for key in STRINGS if key in table}
    new = [slug for slug in reader.subtable(("segments",)) if slug not in base.segments]
    segments = {**base.segments, **{slug: SegmentEntry(slug) for slug in new}}
    groups, sources = dict(base.groups), reader.sources()
    for name in reader.subtable(("groups",)):
        groups[name] = group = _group(base.groups.get(name, Group(name)), reader, segments)
        for slug in group.segments:
            shared = _parameters(reader, ("groups", name), GROUP_KEYS)
            segments[slug] = segments[slug].with_parameters(shared)
            for key in shared:
                sources.setdefault(f"segments.{slug}.{key}", sources[f"groups.{name}.{key}"])
    for slug in reader.subtable(("segments",)):
        segments[slug] = _segment(segments[slug], reader)
    order = (*base.order, *new)
    if "order" in table:
        order = reader.slugs(("order",), segments, groups)
    if "only" in table:
        wanted = reader.slugs(("only",), segments, groups)
        order = tuple(slug for slug in order if slug in wanted) + tuple(
            slug for slug in wanted if slug not in order
        )
    return replace(
        base,
        file=reader.file,
        segments=segments,
        order=order,
        groups=groups,
        sources={**base.sources, **sources},
        **changes,
    )


def _group(base: Group, reader: _Checker, segments: Mapping[str, SegmentEntry]) -> Group:
    path = ("groups", base.name)
    table = reader.subtable(path)
    if base.name in segments:
        raise reader.error(path, "a segment is called so already")
    changes: dict[str, Any] = {}
    if "title" in table:
        changes["title"] = reader.text(*path, "title")
    if "segments" in table:
        changes["segments"] = reader.slugs((*path, "segments"), segments)
    group = replace(base, **changes)
    if not group.segments:
        raise reader.error(path, 'the group is empty; give it segments = ["one", "another"]')
    return group


def _segment(base: SegmentEntry, reader: _Checker) -> SegmentEntry:
    path = ("segments", base.slug)
    table = reader.subtable(path)
    changes: dict[str, Any] = {
        key: reader.text(*path, key) for key in ("title", "scene") if key in table
    }
    words = {beat: reader.text(*path, "words", beat) for beat in reader.subtable((*path, "words"))}
    own = base.with_parameters(_parameters(reader, path, SEGMENT_KEYS))
    return replace(own, words={**base.words, **words}, **changes)


def _parameters(
    reader: _Checker, path: tuple[str, ...], others: tuple[str, ...]
) -> Mapping[str, Any]:
    """Return all keys of a table but ``others``: what segments are told."""
    table = reader.subtable(path)
    parameters = {key: value for key, value in table.items() if key not in others}
    for key, value in parameters.items():
        reader.plain((*path, key), value)
    return parameters


class _Checker:
    """Takes values out of one file's table, checking their type; knows the lines."""

    def __init__(
        self, file: Path, table: Mapping[str, Any], lines: Mapping[tuple[str, ...], int]
    ) -> None:
        self.file = file
        self.table = table
        self.lines = lines

    def error(self, path: tuple[str, ...], sentence: str) -> UserError:
        line = self.lines.get(path)
        source = Source(shown_path(self.file), line)
        return UserError(f"{source}: {'.'.join(path)}: {sentence}")

    def only_known(self, path: tuple[str, ...], valid: tuple[str, ...]) -> None:
        for key in self.subtable(path) if path else self.table:
            if key not in valid:
                raise self.error((*path, key), unknown("key", key, valid))

    def text(self, *path: str) -> str:
        value = self._at(path)
        if not isinstance(value, str):
            raise self.error(path, f"should be a text, not {_kind(value)}")
        return value

    def subtable(self, path: tuple[str, ...]) -> Mapping[str, Any]:
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


def _syntax_error(file: Path, error: tomllib.TOMLDecodeError) -> str:
    message, _, place = str(error).partition(" (at ")
    line = place.partition("line ")[2].partition(",")[0]
    place = shown_path(file)
    return f"{place}, line {line}: {message}" if line else f"{place}, last line: {message}"
