"""What is on screen at one moment, as texts and shapes with their geometry.

A *leaf* is a mobject with points of its own. A *text* is a unit of leaves (its glyphs and rules); a
*shape* is one leaf that is no text. Geometry is projected by the camera into frame coordinates
(scene units, y upwards), so zoomed and three-dimensional cameras look alike to the checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import (
    Arc,
    DecimalNumber,
    Line,
    ManimColor,
    MarkupText,
    Mobject,
    Paragraph,
    Polygram,
    Scene,
    SingleStringMathTex,
    Text,
    Typst,
    VMobject,
)
from manim.mobject.svg.svg_mobject import SVGMobject, VMobjectFromSVGPath
from manim.utils.iterables import list_update

Array = npt.NDArray[np.float64]
VISIBLE = 0.04
"""Opacity below which a thing counts as not there."""

TEXT_CLASSES = (Text, MarkupText, Typst, SingleStringMathTex, Paragraph, DecimalNumber)

NO_GLYPHS = (Polygram, Line, Arc)
"""Classes of plates, rules and dots that people add to a text mobject."""


@dataclass(frozen=True)
class Box:
    """An axis-parallel rectangle in frame coordinates."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """The extent along x."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The extent along y."""
        return self.top - self.bottom

    def grown(self, margin: float) -> Box:
        """Return the box, larger by ``margin`` on every side."""
        return Box(self.left - margin, self.bottom - margin, self.right + margin, self.top + margin)

    def meets(self, other: Box) -> bool:
        """Whether two boxes share a point."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.bottom <= other.top
            and other.bottom <= self.top
        )

    def contains(self, other: Box, *, slack: float = 0.0) -> bool:
        """Whether the other box lies within this one, give or take ``slack``."""
        return (
            self.left - slack <= other.left
            and self.right + slack >= other.right
            and self.bottom - slack <= other.bottom
            and self.top + slack >= other.top
        )

    @classmethod
    def around(cls, points: Array) -> Box:
        """Return the bounding box of points ``(k, 2)``, k > 0."""
        low, high = points.min(axis=0), points.max(axis=0)
        return cls(float(low[0]), float(low[1]), float(high[0]), float(high[1]))

    @classmethod
    def union(cls, boxes: Iterable[Box]) -> Box:
        """Return the smallest box around several."""
        known = list(boxes)
        return cls(
            min(box.left for box in known),
            min(box.bottom for box in known),
            max(box.right for box in known),
            max(box.top for box in known),
        )


@dataclass
class Leaf:
    """A mobject with points: its place in the drawing order, outline and opacities.

    ``polyline`` holds points ``(k, 2)`` on the drawn path; ``paints_itself`` marks mobjects whose
    Bezier points are not what is drawn.
    """

    mobject: Mobject
    order: int
    polyline: Array
    box: Box
    fill: float
    stroke: float
    stroke_width: float
    paints_itself: bool = False

    @property
    def visible(self) -> bool:
        """Whether anything of it is drawn at all."""
        return self.fill > VISIBLE or self.stroked

    @property
    def stroked(self) -> bool:
        """Whether its outline is drawn."""
        return self.stroke > VISIBLE and self.stroke_width > 0


@dataclass
class TextUnit:
    """One text: all leaves of a text mobject, and the mobjects it is part of, outermost first."""

    mobject: Mobject
    leaves: list[Leaf]
    parents: tuple[Mobject, ...]
    name: str = ""
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        self.box = Box.union(leaf.box for leaf in self.leaves)


@dataclass
class Shape:
    """One leaf that is no text, and the mobjects it is part of, outermost first."""

    leaf: Leaf
    parents: tuple[Mobject, ...]
    name: str = ""

    def chain(self) -> Iterator[Mobject]:
        """Yield the leaf's mobject and then its parents, innermost first."""
        yield self.leaf.mobject
        yield from reversed(self.parents)


@dataclass
class Snapshot:
    """All texts and shapes on screen at one moment, in drawing order.

    ``moving`` holds the ids of mobjects that an animation is changing right now; ``frame`` is
    the camera's frame. ``scale`` is pixels of a 1080-line frame per scene unit.
    """

    second: float
    beat: str
    camera: Any
    frame: Box
    texts: list[TextUnit]
    shapes: list[Shape]
    leaves: list[Leaf]
    moving: frozenset[int]
    tops: list[Mobject]

    @property
    def scale(self) -> float:
        """Pixels of a 1080-line frame per scene unit."""
        return 1080.0 / self.frame.height

    def resting(self, thing: TextUnit | Shape) -> bool:
        """Whether no animation is changing the thing or what it is part of."""
        first = thing.leaves[0].mobject if isinstance(thing, TextUnit) else thing.leaf.mobject
        own = thing.mobject if isinstance(thing, TextUnit) else first
        return not any(id(part) in self.moving for part in (first, own, *thing.parents))


def take(
    scene: Scene,
    *,
    second: float,
    beat: str,
    moving: frozenset[int],
    name: Callable[[Mobject], str],
    known: Callable[[Mobject], str | None],
    paths: PathMemory,
) -> Snapshot:
    """Look at a scene as it stands."""
    camera: Any = scene.renderer.camera
    tops = list(list_update(scene.mobjects, scene.foreground_mobjects))
    order = {
        id(mobject): index for index, mobject in enumerate(camera.get_mobjects_to_display(tops))
    }
    texts: list[TextUnit] = []
    shapes: list[Shape] = []
    seen: set[int] = set()

    def leaf_of(mobject: Mobject) -> Leaf | None:
        if id(mobject) in seen or id(mobject) not in order:
            return None
        seen.add(id(mobject))
        return _leaf(camera, mobject, order[id(mobject)], paths)

    def walk(mobject: Mobject, parents: tuple[Mobject, ...]) -> None:
        if is_text(mobject, parents):
            leaves = []
            for member in mobject.get_family():
                leaf = leaf_of(member)
                if leaf is None or not leaf.visible:
                    continue
                if isinstance(member, NO_GLYPHS):
                    shapes.append(Shape(leaf, (*parents, mobject)))
                else:
                    leaves.append(leaf)
            if leaves:
                texts.append(TextUnit(mobject, leaves, parents))
            return
        leaf = leaf_of(mobject)
        if leaf is not None and leaf.visible:
            shapes.append(Shape(leaf, parents))
        for child in mobject.submobjects:
            walk(child, (*parents, mobject))

    for top in tops:
        walk(top, ())
    for text in texts:
        text.name = _nearest_name((text.mobject, *reversed(text.parents)), known, name)
    for shape in shapes:
        shape.name = _nearest_name(tuple(shape.chain()), known, name)
    leaves = [leaf for text in texts for leaf in text.leaves] + [shape.leaf for shape in shapes]
    leaves.sort(key=lambda leaf: leaf.order)
    return Snapshot(second, beat, camera, frame_of(camera), texts, shapes, leaves, moving, tops)


def is_text(mobject: Mobject, parents: tuple[Mobject, ...] = ()) -> bool:
    """Whether a mobject is one text: of a text class, or glyphs taken out of one."""
    if isinstance(mobject, TEXT_CLASSES) or knows_its_em(mobject):
        return True
    if any(isinstance(parent, SVGMobject) for parent in (mobject, *parents)):
        return False
    family = mobject.get_family()
    if any(isinstance(part, TEXT_CLASSES) or knows_its_em(part) for part in family):
        return False
    drawn = [part for part in family if len(part.points)]
    return bool(drawn) and all(type(part) is VMobjectFromSVGPath for part in drawn)


def knows_its_em(mobject: Mobject) -> bool:
    """Whether a mobject is a text that tells its em itself (``em_size``), as the kit's do."""
    kind = type(mobject)
    return hasattr(kind, "em_size") and (
        isinstance(getattr(mobject, "text", None), str) or isinstance(mobject, Typst)
    )


def ground_color(camera: Any) -> Array:
    """Return a camera's background ``(3,)``, 0 to 1, also where an author set it by its name."""
    return np.asarray(ManimColor(camera.background_color).to_rgb(), float)


def frame_of(camera: Any) -> Box:
    """Return the part of the scene that the camera shows."""
    x, y = (float(value) for value in camera.frame_center[:2])
    wide, high = float(camera.frame_width) / 2, float(camera.frame_height) / 2
    return Box(x - wide, y - high, x + wide, y + high)


class PathMemory:
    """Paths that were sampled before, kept while their points stay what they are."""

    def __init__(self) -> None:
        # With the mobject, so that no other takes its id.
        self._kept: dict[int, tuple[bytes, Array, Box, Mobject]] = {}

    def sampled(self, mobject: Mobject, points: Array) -> tuple[Array, Box]:
        """Return the polyline of projected Bezier points ``(4k, 2)`` and the box around it."""
        key = points.tobytes()
        known = self._kept.get(id(mobject))
        if known is None or known[0] != key:
            polyline = sample_path(points)
            known = key, polyline, Box.around(polyline), mobject
            self._kept[id(mobject)] = known
        return known[1], known[2]


def _leaf(camera: Any, mobject: Mobject, order: int, paths: PathMemory) -> Leaf | None:
    points = np.asarray(camera.transform_points_pre_display(mobject, mobject.points), float)
    if not len(points) or not np.isfinite(points[:, :2]).all():
        return None
    if not isinstance(mobject, VMobject):
        box = Box.around(points[:, :2])
        return Leaf(mobject, order, points[:, :2], box, _opacity_of(mobject), 0.0, 0.0)
    polyline, box = paths.sampled(mobject, points[:, :2])
    itself = hasattr(mobject, "paint") and hasattr(mobject, "placement")
    return Leaf(
        mobject,
        order,
        polyline,
        box,
        _alpha(mobject.get_fill_rgbas()),
        _alpha(mobject.get_stroke_rgbas()),
        float(mobject.get_stroke_width()),
        paints_itself=itself,
    )


_STEPS = np.array([0.0, 0.2, 0.4, 0.6, 0.8, 1.0])
_BERNSTEIN = np.stack(
    [(1 - _STEPS) ** 3, 3 * _STEPS * (1 - _STEPS) ** 2, 3 * _STEPS**2 * (1 - _STEPS), _STEPS**3],
    axis=1,
)


def sample_path(points: Array) -> Array:
    """Return points ``(6k, 2)`` on a path of k cubic curves given by ``(4k, 2)`` points."""
    whole = len(points) // 4
    if not whole:
        return points
    curves = points[: 4 * whole].reshape(whole, 4, 2)
    return np.asarray(np.einsum("ts,ksd->ktd", _BERNSTEIN, curves).reshape(-1, 2))


def _alpha(rgbas: npt.NDArray[Any]) -> float:
    return float(np.max(rgbas[:, 3])) if len(rgbas) else 0.0


def _opacity_of(mobject: Mobject) -> float:
    """Return the opacity of an image or a cloud of points."""
    image = getattr(mobject, "pixel_array", None)
    if isinstance(image, np.ndarray) and image.ndim == 3 and image.shape[2] == 4:
        return float(image[..., 3].max()) / 255
    rgbas = getattr(mobject, "rgbas", None)
    return _alpha(rgbas) if isinstance(rgbas, np.ndarray) and rgbas.ndim == 2 else 0.0


def _nearest_name(
    chain: tuple[Mobject, ...],
    known: Callable[[Mobject], str | None],
    name: Callable[[Mobject], str],
) -> str:
    """Return the variable name of the thing or of the nearest named thing it is part of."""
    own = known(chain[0])
    if own:
        return own
    for part in chain[1:]:
        outer = known(part)
        if outer:
            label = name(chain[0])
            return f"{outer} ({label})" if "'" in label else outer
    return name(chain[0])
