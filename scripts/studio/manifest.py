"""``manifest.json``: what one rendering of a lecture made, for other programs to read.

One file per lecture and quality, in the folder that its paths are relative to. Times are seconds
from the start of the film they belong to; a range is ``start <= t < end``.
"""

from __future__ import annotations

import json
import math
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    NonNegativeFloat,
    NonNegativeInt,
    PositiveFloat,
    PositiveInt,
    ValidationError,
    model_validator,
)

from scripts.studio.whole import write_text

SCHEMA_VERSION: Literal[1] = 1
"""Raised when a reader of older manifests could misunderstand a new one."""


class ManifestError(ValueError):
    """A manifest that cannot be read, in a sentence."""


def _inside(path: str) -> str:
    pure = PurePosixPath(path)
    if not path or pure.is_absolute() or ".." in pure.parts or "\\" in path:
        raise ValueError(
            f"{path!r} must be a path below the manifest's folder, with forward slashes"
        )
    return str(pure)


def _finite_or_none(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


RelativePath = Annotated[str, AfterValidator(_inside)]
"""A file's path relative to the manifest's folder, with forward slashes."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class _Range(_Entry):
    start: NonNegativeFloat
    """When it starts, in seconds."""

    end: NonNegativeFloat
    """When it ends, in seconds; not before it starts."""

    @model_validator(mode="after")
    def _forward(self) -> _Range:
        if self.end < self.start:
            raise ValueError(f"it ends at {self.end:g} s, before it starts at {self.start:g} s")
        return self


class WordEntry(_Range):
    """A word and when it is spoken."""

    text: str
    """The word as captions and transcript show it."""


class BeatEntry(_Range):
    """A beat: one thing that is said and shown."""

    name: str
    """The beat's name, unique in its segment."""

    words: tuple[WordEntry, ...] = ()
    """The words spoken in it, in order; empty when nobody speaks."""


class ChapterEntry(_Range):
    """A chapter as players list it."""

    title: str
    """The chapter's title."""


class Files(_Entry):
    """The files of a segment."""

    film: RelativePath
    """H.264/AAC film (MP4) with captions and chapters inside."""

    vtt: RelativePath
    """Captions as WebVTT."""

    srt: RelativePath
    """Captions as SubRip."""

    transcript: RelativePath
    """What is said, as text to read."""

    poster: RelativePath
    """One telling picture (PNG)."""

    sheet: RelativePath
    """Contact sheet: pictures of every beat (PNG)."""


class ClaimsEntry(_Entry):
    """How the drawn mathematics compared with the computed."""

    checked: NonNegativeInt
    """How many claims were read back."""

    failed: NonNegativeInt
    """How many of them were wrong."""

    worst_error_px: Annotated[NonNegativeFloat | None, BeforeValidator(_finite_or_none)] = None
    """Largest distance on screen between drawn and true, in pixels of a 1080-line frame; null
    when it cannot be said in pixels: nothing was checked, or a number was wrong."""


class LayoutEntry(_Entry):
    """What the inspector found in pictures and captions."""

    findings: NonNegativeInt
    """Findings that stand, and fail the build."""

    waived: NonNegativeInt
    """Findings waived by name and with a reason."""


class SegmentEntry(_Entry):
    """A segment that was made."""

    slug: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")
    """The segment's short name, unique in the lecture."""

    title: str
    """The segment's title."""

    files: Files
    """Where its files are."""

    duration: PositiveFloat
    """Length of its film in seconds: ``frames / fps``."""

    frames: PositiveInt
    """Number of frames."""

    width: PositiveInt
    """Width in pixels."""

    height: PositiveInt
    """Height in pixels."""

    fps: PositiveFloat
    """Frames a second, constant."""

    beats: tuple[BeatEntry, ...]
    """Its beats, in order."""

    claims: ClaimsEntry
    """The check of its mathematics."""

    layout: LayoutEntry
    """The check of its pictures."""

    seconds: dict[str, NonNegativeFloat] = Field(default_factory=dict)
    """Seconds spent in this run on each step (speak, draw, inspect, mix, publish …)."""

    reused: bool = False
    """Whether everything was taken from an earlier run."""

    @model_validator(mode="after")
    def _consistent(self) -> SegmentEntry:
        if abs(self.duration - self.frames / self.fps) > 1e-6:
            raise ValueError(
                f"{self.slug}: {self.frames} frames at {self.fps:g} a second last "
                f"{self.frames / self.fps:g} s, not {self.duration:g} s"
            )
        before = 0.0
        for beat in self.beats:
            if beat.start < before - 1e-6 or beat.end > self.duration + 1e-6:
                raise ValueError(
                    f"{self.slug}: beat {beat.name} does not lie after its predecessor "
                    "and within the film"
                )
            before = beat.end
        return self


class FailedEntry(_Entry):
    """A segment that could not be made."""

    slug: str
    """The segment's short name."""

    title: str
    """The segment's title."""

    reason: str
    """What went wrong, in a sentence."""


class FilmEntry(_Entry):
    """The whole film: all segments joined."""

    file: RelativePath
    """H.264/AAC film (MP4) with captions and chapters inside."""

    vtt: RelativePath
    """Captions as WebVTT."""

    srt: RelativePath
    """Captions as SubRip."""

    duration: PositiveFloat
    """Length in seconds."""

    frames: PositiveInt
    """Number of frames."""

    chapters: tuple[ChapterEntry, ...]
    """One chapter a segment, in order, without gaps."""


class Manifest(_Entry):
    """What one rendering of a lecture made."""

    schema_version: Literal[1] = SCHEMA_VERSION
    """The version of this schema."""

    title: str
    """The lecture's title."""

    language: str = Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")
    """The language spoken (BCP 47), for instance ``en``."""

    quality: Literal["draft", "preview", "final"]
    """Which size and rate was made."""

    voice: str
    """Who speaks: the voice's name, ``silent``, or the folder of recordings."""

    theme: Literal["dark", "light"]
    """Light or dark ground."""

    segments: tuple[SegmentEntry, ...]
    """The segments that were made, in the lecture's order."""

    failed: tuple[FailedEntry, ...] = ()
    """The segments that could not be made."""

    film: FilmEntry | None = None
    """The whole film; null when no segment could be made or none was asked for."""

    @model_validator(mode="after")
    def _unique(self) -> Manifest:
        slugs = [entry.slug for entry in self.segments] + [entry.slug for entry in self.failed]
        twice = sorted({slug for slug in slugs if slugs.count(slug) > 1})
        if twice:
            raise ValueError(f"segment {twice[0]} is listed twice")
        return self


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a manifest, with a description of every field."""
    return Manifest.model_json_schema(mode="serialization")


def write_manifest(manifest: Manifest, path: Path) -> None:
    """Write a manifest as indented UTF-8 JSON, whole or not at all."""
    content = manifest.model_dump(mode="json")
    write_text(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def read_manifest(path: Path) -> Manifest:
    """Read a manifest; one that is no JSON or breaks the schema is a ManifestError."""
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise ManifestError(f"there is no manifest {path}") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise ManifestError(f"{path}: {where}: {first['msg']}") from error
