"""From a job to the scene class, its checked parameters and its words, before anything is made."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from manim import Scene

from scenes.kit.lecture import LectureScene
from scenes.kit.narration import Narration, NarrationError
from scenes.kit.params import ParamError, SegmentParams, read_params
from scripts.studio.errors import UserError
from scripts.studio.outline import SceneReference
from scripts.studio.plan import Job
from scripts.studio.speak import check_speakable, choose_voice
from scripts.studio.voices.speech import VoiceError


@dataclass(frozen=True)
class Prepared:
    """A job that can be made: its class, parameters (None for a plain scene) and narrations."""

    job: Job
    scene_class: type[Scene]
    params: SegmentParams | None = None
    narrations: Mapping[str, Narration] = field(default_factory=dict)

    @property
    def plain_params(self) -> dict[str, Any]:
        """The parameters as JSON, defaults filled in."""
        return {} if self.params is None else self.params.model_dump(mode="json")

    def options(self, **more: Any) -> dict[str, Any]:
        """Return what the scene's constructor is given; ``more`` (cues) only for a segment."""
        if self.params is None:
            return {}
        return {"params": self.params, "words": dict(self.job.words), **more}


def prepare(job: Job) -> Prepared:
    """Load a job's class and check all that its author wrote.

    UserError names file, line and key of a wrong parameter or wording.
    """
    scene_class = load_scene(job.scene)
    if not issubclass(scene_class, LectureScene):
        for name in [*job.params, *job.words]:
            raise UserError(f"{job.where(name)}: a plain manim scene takes no parameters or words")
        return Prepared(job, scene_class)
    try:
        params = read_params(scene_class.Params, job.params, segment=job.slug)
    except ParamError as error:
        raise UserError(f"{job.where(error.parameter)}: {error.message}") from None
    try:
        narrations = scene_class.script(params, words=job.words)
    except (NarrationError, ValueError) as error:
        raise UserError(f"{job.slug}: {error}") from None
    return Prepared(job, scene_class, params, narrations)


def prepare_all(jobs: Iterable[Job]) -> None:
    """Check every job before the first is made, the voices' recordings among it; UserError.

    A scene that crashes already here is left to its worker, which fails alone and says where.
    """
    spoken: dict[str, dict[str, Narration]] = {}
    for job in jobs:
        try:
            narrations = prepare(job).narrations
        except UserError:
            raise
        except Exception:
            continue
        beats = {f"{job.slug}/{name}": narration for name, narration in narrations.items()}
        spoken.setdefault(job.voice, {}).update(beats)
    try:
        for voice, beats in spoken.items():
            check_speakable(choose_voice(voice), beats)
    except VoiceError as error:
        raise UserError(str(error)) from None


def load_scene(reference: SceneReference) -> type[Scene]:
    """Import the module of a scene and return its class."""
    if reference.module is not None:
        module = importlib.import_module(reference.module)
    else:
        # As if the file were run: its neighbours can be imported.
        folder = str(reference.file.parent)
        if folder not in sys.path:
            sys.path.insert(0, folder)
        name = reference.file.stem
        if name in sys.modules:  # a file may be called as a library is: queue.py, plane.py
            name = f"own_{name}"
        spec = importlib.util.spec_from_file_location(name, reference.file)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    found = getattr(module, reference.class_name)
    if not (isinstance(found, type) and issubclass(found, Scene)):
        raise UserError(f"{reference}: {reference.class_name} is no manim Scene")
    return found
