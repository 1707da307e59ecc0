"""The plan: a lecture file and a command line become a frozen list of jobs.

Everything that can be wrong without loading manim is found here, in well under a second: unknown
segments, parameters, beats, voices, themes, qualities, files that are not there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.studio.errors import UserError, unknown
from scripts.studio.lecture_file import (
    DEFAULT_FILE,
    SEGMENT_KEYS,
    LectureFile,
    SegmentEntry,
    parse_setting,
    read_lecture,
)
from scripts.studio.lecture_table import Source
from scripts.studio.outline import (
    SceneReference,
    find_class,
    outline,
    project_scene,
    scenes_in,
)
from scripts.studio.segment_groups import Group

ROOT = Path(__file__).resolve().parents[2]
THEMES = ("dark", "light")
VOICES = ("heart", "silent")
"""The neural voice that comes along, and silence with estimated lengths; else a folder."""


@dataclass(frozen=True)
class Quality:
    """Size in pixels and rate in frames per second."""

    name: str
    width: int
    height: int
    fps: int


QUALITIES: Mapping[str, Quality] = {
    quality.name: quality
    for quality in (
        Quality("draft", 480, 270, 10),
        Quality("preview", 854, 480, 15),
        Quality("final", 1920, 1080, 60),
    )
}


@dataclass(frozen=True)
class Job:
    """One segment to be made, with all that its film depends on but the source code.

    ``params`` is plain JSON, still to be validated against the segment's own ``Params``;
    ``words`` replaces the narration of the beats it names; ``voice`` is one of VOICES or the
    absolute path of a folder of recordings; ``index`` counts from 1.
    """

    index: int
    slug: str
    title: str
    scene: SceneReference
    quality: Quality
    theme: str = "dark"
    voice: str = "heart"
    language: str = "en"
    params: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    """Where each parameter was set, for those that were."""

    def where(self, parameter: str) -> str:
        """Say where a parameter comes from: ``my.toml, line 7: segments.level-curves.field``."""
        key = f"segments.{self.slug}.{parameter}"
        place = self.sources.get(parameter)
        return f"{place}: {key}" if place else key


@dataclass(frozen=True)
class Plan:
    """All jobs of a lecture, in the order in which they are played."""

    title: str
    description: str
    language: str
    jobs: tuple[Job, ...]
    name: str = ""
    """Of the lecture, for folders; empty for the series itself."""
    whole: bool = True
    """Whether the jobs are the lecture, and not a selection by ``--only``."""
    groups: tuple[Group, ...] = ()
    """The names that stand for several segments."""
    files: tuple[Path, ...] = ()
    """The lecture files that were read for it."""


@dataclass(frozen=True)
class RenderOptions:
    """How and where to make a plan's films; nothing in here changes what is seen or heard."""

    out: Path
    store: Path
    workers: int = 1
    json: bool = False
    root: Path = ROOT


@dataclass(frozen=True)
class Request:
    """What a command line asks for; None means: as the lecture file says."""

    lecture: Path | None = None
    scene: str | None = None
    only: Sequence[str] = ()
    quality: str = "final"
    voice: str | None = None
    theme: str | None = None
    settings: Sequence[str] = ()


def make_plan(request: Request, *, root: Path = ROOT) -> Plan:
    """Return the jobs that a request asks for; UserError in one sentence if it cannot be met."""
    if request.quality not in QUALITIES:
        raise UserError(unknown("quality", request.quality, QUALITIES))
    if request.scene is not None:
        if request.lecture is not None:
            raise UserError("give a scene file or --lecture, not both")
        lecture, scenes = _own_scenes(request.scene)
    else:
        lecture = read_lecture(request.lecture or root / DEFAULT_FILE, root=root)
        scenes = {}
    for text in request.settings:
        slug, parameter, value = parse_setting(text)
        lecture = lecture.changed(slug, parameter, value, Source(f"--set {slug}.{parameter}"))
    for slug in lecture.order:
        if slug not in scenes:
            scenes[slug] = _scene(lecture, slug, root)
        _check_names(lecture, slug, scenes[slug])
    order = _selected(lecture, request.only)
    voice = _voice(lecture, request.voice)
    theme = _theme(lecture, request.theme)
    jobs = tuple(
        Job(
            index=lecture.order.index(slug) + 1,
            slug=slug,
            title=lecture.segments[slug].title or slug.replace("-", " ").capitalize(),
            scene=scenes[slug],
            quality=QUALITIES[request.quality],
            theme=theme,
            voice=voice,
            language=lecture.language,
            params=lecture.segments[slug].parameters,
            words=lecture.segments[slug].words,
            sources={
                key: lecture.where(f"segments.{slug}.{key}")
                for key in lecture.segments[slug].parameters
            },
        )
        for slug in order
    )
    own = lecture.file != root / DEFAULT_FILE
    name = lecture.file.stem if own else ""
    return Plan(
        lecture.title,
        lecture.description,
        lecture.language,
        jobs,
        name,
        whole=order == lecture.order,
        groups=tuple(lecture.groups.values()),
        files=lecture.files,
    )


def default_out(plan: Plan, quality: str, *, root: Path = ROOT) -> Path:
    """Return where films go if nothing else is said: ``media/[NAME/]QUALITY``."""
    return root / "media" / plan.name / quality if plan.name else root / "media" / quality


def slug_of(class_name: str) -> str:
    """Turn ``LevelCurves3D`` into ``level-curves-3d``."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])", "-", class_name)
    return spaced.replace("_", "-").lower()


def _own_scenes(text: str) -> tuple[LectureFile, dict[str, SceneReference]]:
    """Make a lecture of the scenes of a user's file, ``my_scene.py`` or ``my_scene.py:Name``."""
    name, class_name = text, ""
    if not name.endswith(".py"):
        name, _, class_name = text.rpartition(":")
    file = Path(name)
    if not name.endswith(".py"):
        raise UserError(
            f"{text!r} is no scene file (my_scene.py or my_scene.py:ClassName); "
            f"for a segment of the lecture use --only {text}"
        )
    if not file.is_file():
        raise UserError(f"there is no file {file}")
    file = file.resolve()
    found = (find_class(SceneReference(file, class_name)),) if class_name else scenes_in(file)
    scenes = {slug_of(reference.class_name): reference for reference in found}
    segments = {
        slug: SegmentEntry(slug, title=outline(reference).question or reference.class_name)
        for slug, reference in scenes.items()
    }
    title = file.stem.replace("_", " ").capitalize()
    return LectureFile(file, title=title, segments=segments, order=tuple(segments)), scenes


def _scene(lecture: LectureFile, slug: str, root: Path) -> SceneReference:
    try:
        return project_scene(lecture.segments[slug].scene, root)
    except UserError as error:
        key = f"segments.{slug}.scene"
        raise UserError(f"{lecture.where(key)}: {key}: {error}") from None


def _check_names(lecture: LectureFile, slug: str, scene: SceneReference) -> None:
    """Refuse parameters and beats that the segment certainly does not have."""
    entry = lecture.segments[slug]
    if not entry.parameters and not entry.words:
        return
    known = outline(scene)
    if known.closed:
        for name in entry.parameters:
            if name not in known.parameters:
                valid = [*known.parameters, *SEGMENT_KEYS]
                key = f"segments.{slug}.{name}"
                raise UserError(f"{lecture.where(key)}: {key}: {unknown('parameter', name, valid)}")
    for beat in entry.words:
        if beat not in known.beats:
            key = f"segments.{slug}.words.{beat}"
            raise UserError(f"{lecture.where(key)}: {key}: {unknown('beat', beat, known.beats)}")


def _selected(lecture: LectureFile, only: Sequence[str]) -> tuple[str, ...]:
    """Return the slugs to be made, in the lecture's order; ``only`` may name groups."""
    wanted: set[str] = set()
    for name in only:
        group = lecture.groups.get(name)
        slugs = {name} if group is None else set(group.segments)
        if not slugs & set(lecture.order):
            if group is not None:
                raise UserError(f"no segment of the group {name!r} is played in this lecture")
            raise UserError(unknown("segment", name, [*lecture.order, *lecture.groups]))
        wanted |= slugs
    return tuple(slug for slug in lecture.order if not only or slug in wanted)


def _theme(lecture: LectureFile, given: str | None) -> str:
    theme = given or lecture.theme
    if theme not in THEMES:
        place = "" if given else f"{lecture.where('theme')}: "
        raise UserError(place + unknown("theme", theme, THEMES))
    return theme


def _voice(lecture: LectureFile, given: str | None) -> str:
    """Return a voice's name, or the absolute path of a folder of recordings.

    A folder named in a lecture file is looked for beside that file.
    """
    voice = given or lecture.voice
    if voice in VOICES:
        return voice
    source = lecture.where("voice")
    base = Path.cwd() if given else Path(source.place).parent
    folder = (base / voice).expanduser()
    if folder.is_dir():
        return str(folder.resolve())
    place = "" if given else f"{source}: "
    raise UserError(f"{place}{unknown('voice', voice, VOICES)} (no folder {folder} either)")
