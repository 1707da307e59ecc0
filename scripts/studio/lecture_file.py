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
from scripts.studio.lecture_table import Source, Table
from scripts.studio.segment_groups import GROUP_KEYS, Group, expanded
from scripts.studio.toml_lines import key_lines

DEFAULT_FILE = Path("scenes/gradients.toml")
"""The series itself, relative to the project's root."""

STRINGS = ("title", "description", "language", "voice", "theme")
LISTS = ("order", "only")
TOP_KEYS = ("extend", *STRINGS, *LISTS, "segments", "groups")
SEGMENT_KEYS = ("title", "scene", "words")


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
    files: tuple[Path, ...] = ()
    """All that were read, the extended ones first."""
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
    reader = Table(file, table, key_lines(text))
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


def _merged(base: LectureFile, reader: Table) -> LectureFile:
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
        files=(*base.files, reader.file),
        segments=segments,
        order=order,
        groups=groups,
        sources={**base.sources, **sources},
        **changes,
    )


def _group(base: Group, reader: Table, segments: Mapping[str, SegmentEntry]) -> Group:
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


def _segment(base: SegmentEntry, reader: Table) -> SegmentEntry:
    path = ("segments", base.slug)
    table = reader.subtable(path)
    changes: dict[str, Any] = {
        key: reader.text(*path, key) for key in ("title", "scene") if key in table
    }
    words = {beat: reader.text(*path, "words", beat) for beat in reader.subtable((*path, "words"))}
    own = base.with_parameters(_parameters(reader, path, SEGMENT_KEYS))
    return replace(own, words={**base.words, **words}, **changes)


def _parameters(reader: Table, path: tuple[str, ...], others: tuple[str, ...]) -> Mapping[str, Any]:
    """Return all keys of a table but ``others``: what segments are told."""
    table = reader.subtable(path)
    parameters = {key: value for key, value in table.items() if key not in others}
    for key, value in parameters.items():
        reader.plain((*path, key), value)
    return parameters


def _syntax_error(file: Path, error: tomllib.TOMLDecodeError) -> str:
    message, _, place = str(error).partition(" (at ")
    line = place.partition("line ")[2].partition(",")[0]
    place = shown_path(file)
    return f"{place}, line {line}: {message}" if line else f"{place}, last line: {message}"
