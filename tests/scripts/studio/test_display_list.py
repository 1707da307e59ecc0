"""A frame's token tells all that is drawn, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cairo
import numpy as np
import pytest
from manim import (
    BLUE,
    RED,
    RIGHT,
    Camera,
    Circle,
    Dot,
    LineJointType,
    MovingCamera,
    PMobject,
    Square,
    VGroup,
    VMobject,
)

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.painted import Kept, KitCamera, Painted, paint
from scenes.kit.space import InSpace, Space
from scenes.kit.states import Heading
from scenes.kit.surface import SurfacePlot
from scripts.studio.display_list import DisplayList
from scripts.studio.draw import FilmRenderer, studio_config
from scripts.studio.errors import UnknownError
from scripts.studio.plain import put
from scripts.studio.plan import Request, make_plan
from scripts.studio.prepare import prepare


def no_code(cls: type) -> bytes:
    return b""


def token(*mobjects, camera=None, still=(), code_of=no_code):
    names = DisplayList(camera or KitCamera(), code_of)
    names.play_begins(still)
    return names.token(mobjects, whole=True)


def shapes() -> VGroup:
    return VGroup(Square(color=BLUE), Circle(color=RED, fill_opacity=0.5), Dot(RIGHT))


CHANGES: dict[str, Callable[[VGroup], object]] = {
    "a point": lambda g: g[0].points.__setitem__((3, 0), 0.5),
    "a fill": lambda g: g[1].set_fill(BLUE),
    "an opacity": lambda g: g[1].set_fill(opacity=0.51),
    "a stroke": lambda g: g[0].set_stroke(RED),
    "a width": lambda g: g[0].set_stroke(width=3),
    "a background": lambda g: g[0].set_stroke(RED, width=2, background=True),
    "a joint": lambda g: setattr(g[0], "joint_type", LineJointType.ROUND),
    "a gradient": lambda g: g[1].set_fill([RED, BLUE]),
    "an order": lambda g: g[0].set_z_index(1),
    "one more": lambda g: g.add(Dot()),
    "one fewer": lambda g: g.remove(g[2]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_drawn_counts(change: str) -> None:
    group = shapes()
    CHANGES[change](group)
    assert token(group) is not None
    assert token(group) != token(shapes())
    assert token(Dot(), still=[group]) != token(Dot(), still=[shapes()])


def test_what_is_not_drawn_counts_for_nothing() -> None:
    group = shapes()
    group.name, group[0].note = "another", object()
    group.add_updater(lambda mobject: None)
    assert token(group) == token(shapes()) == token(*shapes())
    assert token(group[0], still=[group[1]]) != token(group[1], still=[group[0]])


def test_the_view_and_the_background_count() -> None:
    camera = MovingCamera()
    camera.frame.shift(RIGHT)
    ground = Camera(background_color=RED)
    tokens = {token(shapes(), camera=one) for one in (camera, MovingCamera(), ground)}
    assert len(tokens) == 3


def test_onto_a_frame_it_counts_who_is_who() -> None:
    def film(second: VMobject) -> list[bytes | None]:
        names, first = DisplayList(KitCamera(), no_code), Square()
        names.play_begins([])
        return [names.token([one or first], whole=k == 0) for k, one in enumerate((None, second))]

    same, other = film(None), film(Square())
    assert same[0] == other[0]
    # The canvas clears a square that went and draws one that came, though they look alike.
    assert same[1] != other[1]


def test_what_cannot_be_told_has_no_token() -> None:
    assert token(PMobject().add_points([RIGHT])) is None
    assert token(shapes(), Bar(ask=lambda: 1)) is None


class Bar(Painted):
    def __init__(self, length=1.0, tint=(1.0, 0.0, 0.0), **attributes):
        super().__init__()
        self.length, self.tint = length, np.array(tint)
        vars(self).update(attributes)
        self.settle()

    def extent(self):
        return np.array([[0.0, 0.0], [2.0, 1.0]])


def test_a_painted_mobject_counts_by_its_numbers_and_its_code() -> None:
    assert token(Bar()) == token(Bar()) != token(Bar(1.5))
    assert token(Bar()) != token(Bar(tint=(1, 0, 0.1)))
    assert token(Bar()) != token(Bar(), code_of=lambda cls: cls.__name__.encode())
    assert token(Bar()) != token(Bar().set_fill(opacity=0.5))
    assert token(Bar(parts={"a": [1, (2, None)]})) != token(Bar(parts={"a": [1, (3, None)]}))
    half = Bar()
    half.reveal = 0.5
    assert token(Bar()) != token(half)


class Asking(Bar):
    unpainted = ("ask",)


def test_a_function_that_paint_does_not_ask_is_no_hindrance() -> None:
    assert token(Asking(ask=lambda: 1)) == token(Asking(ask=lambda: 2)) is not None


def landscape(text: str = "x*y", azimuth: float = -60.0, **options) -> SurfacePlot:
    space = Space(Window((-1, 1), (-1, 1)), (-1, 1), azimuth=azimuth)
    field = ScalarField.from_text(text, variables=("x", "y"))
    return SurfacePlot(space, field, resolution=6, **options)


def test_a_surface_counts_by_what_it_was_built_to() -> None:
    assert token(landscape()) == token(landscape())
    cut, again = landscape(), landscape()
    for one in (cut, again):
        one.divide(Heading((0.0, 0.0), (1.0, 0.0)))
        one.settle()
    assert token(cut) == token(again)
    others = [landscape("x - y"), landscape(azimuth=-59.0), landscape(opacity=0.5), cut]
    assert len({token(landscape()), *map(token, others)}) == 5


def test_values_become_bytes_or_are_refused() -> None:
    def bytes_of(value: object) -> bytes:
        into: list[bytes] = []
        put(into, value, no_code)
        return b"".join(into)

    values = [
        1, 1.0, True, "1", None, b"1", (1,), [1], [1.0], [[1]], {"a": 1}, {1: "a"}, [None, [1.5]],
        np.array([1]), np.array([1.0]), np.array([[1.0]]), np.float64(1.0), LineJointType.ROUND,
        [1, np.array([1.0])], [1, np.array([2.0])], [(1, "a"), np.array([1.0])],
    ]  # fmt: skip
    assert len({bytes_of(value) for value in values}) == len(values)
    for value in (lambda: 1, [print], {"a": object}, np.array([object()]), np, object()):
        with pytest.raises(UnknownError):
            bytes_of(value)
    with pytest.raises(UnknownError):
        put([], Heading((0.0, 0.0), (1.0, 0.0)), None)


class Unseen:
    """A sink for which nothing is drawn."""

    drawing, begins, code_of, wants_tokens = False, False, None, False

    def take(self, repeat, *, again, token=None):
        return repeat

    def show(self, picture, repeat):
        pass

    def key_next(self):
        pass


def reduced(mobject: Painted) -> Painted:
    """Return a mobject that has nothing of another one but what its token tells."""
    told = {"alpha": mobject.alpha}
    if isinstance(mobject, InSpace):
        told["built"] = mobject.built
    shell = object.__new__(type("Reduced", (type(mobject),), told))
    manims = vars(VMobject())
    for name, value in vars(mobject).items():
        if name in ("kept", "_built", "submobjects", "updaters", *mobject.unpainted):
            continue
        try:
            if name not in manims:
                put([], value, None if isinstance(mobject, InSpace) else no_code)
        except UnknownError:
            continue
        vars(shell)[name] = value
    vars(shell)["picture"] = lambda: None
    return shell


def painted(mobject: Painted) -> bytes:
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, 480, 270)
    context = cairo.Context(surface)
    context.set_matrix(cairo.Matrix(480 / 14.2, 0, 0, -270 / 8, 240, 135))
    mobject.kept = Kept()
    paint(mobject, context)
    return bytes(surface.get_data())


class Reducing:
    def __init__(self) -> None:
        self.seen: set[str] = set()

    def beat_started(self, scene, name):
        for top in scene.mobjects:
            for mobject in top.get_family():
                if isinstance(mobject, Painted):
                    self.seen.add(type(mobject).__name__)
                    assert painted(reduced(mobject)) == painted(mobject), mobject

    beat_ended = beat_started


SHOWING = {
    "level-curves": {"SurfacePlot", "SurfaceFront", "LiftedContours", "LevelPlane", "SpacePoint"},
    "steepest-ascent": {"TangentRing", "Plate"},
    "partial-derivatives": {"SlicePlane", "SliceCurve", "TangentLine3D"},
    "gradient-vector": {"FloorField", "FloorArrow"},
    "central-question": {"KnobWall"},
    "feature-sensitivity": {"PixelGrid"},
    "descent-across-contours": set(),
    "reading-the-landscape": set(),
}


@pytest.mark.parametrize(
    "slug",
    [slug if slug == "level-curves" else pytest.param(slug, marks=pytest.mark.heavy)
     for slug in SHOWING],
)  # fmt: skip
def test_painted_mobjects_paint_from_nothing_else(slug: str, tmp_path: Path) -> None:
    plan = make_plan(Request(only=[slug], quality="draft", voice="silent"))
    prepared, reducing = prepare(plan.jobs[0]), Reducing()
    with studio_config(width=480, height=270, fps=5, scratch=tmp_path, background="#101418"):
        renderer = FilmRenderer(Unseen())
        observers = [renderer, reducing]
        prepared.scene_class(**prepared.options(renderer=renderer, observers=observers)).render()
    assert SHOWING[slug] <= reducing.seen
