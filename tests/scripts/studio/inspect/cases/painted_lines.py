"""Lines in spaces that paint themselves: too faint against what is beside them, or well seen."""

from __future__ import annotations

import numpy as np
from manim import FadeIn, Scene, VGroup

from mathcore.arrays import Window
from scenes.kit.layout import STAGE
from scenes.kit.slices import DropLine
from scenes.kit.space import Heading, Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_levels import LiftedContours
from scenes.kit.space_lines import SpacePath
from scenes.kit.space_marks import direction_arrow, gradient_arrow
from scenes.kit.surface import SurfacePlot
from scenes.kit.theme import use_theme
from tests.scripts.studio.inspect.cases.registry import case
from tests.scripts.studio.inspect.cases.stage import (
    BOWL,
    DARK_PAPER,
    LIGHT_PAPER,
    SADDLE,
    KitScene,
    paper,
)

KIND = "low-contrast"
DIAGONAL = [[(-1.0, -1.0, 0.0), (1.0, 1.0, 3.0)]]


def room() -> Space:
    return Space(Window((-1, 1), (-1, 1)), (0.0, 3.0), region=STAGE)


@case(defect=KIND, scene_class=KitScene)
def path_in_space_as_dark_as_the_night(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    space = room()
    scene.add(SpaceAxes(space), SpacePath(space, DIAGONAL, color="#1d2733"))


@case(defect=KIND, scene_class=KitScene)
def pale_levels_in_a_pale_space(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        space = room()
        scene.add(LiftedContours.of_levels(space, BOWL, [0.5, 1.5, 2.5], color="#e9e4d8", drop=0.5))


@case(defect=KIND, scene_class=KitScene)
def arrow_on_the_floor_never_fades_in(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    space = room()
    arrow = direction_arrow(space, Heading((0.0, 0.0), (1.0, 0.5)), length=0.9)
    scene.add(SpaceAxes(space))
    scene.play(FadeIn(arrow), run_time=0.5)
    scene.play(arrow.animate.set_fill(opacity=0.14), run_time=0.5)
    scene.wait(0.5)


@case(defect=KIND, scene_class=KitScene)
def curve_in_the_colour_of_its_surface(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    space = room()
    turns = np.linspace(0, 2 * np.pi, 90)
    ring = np.stack([0.8 * np.cos(turns), 0.8 * np.sin(turns)], axis=-1)
    lifted = space.at(ring, BOWL(ring) + 0.01)
    surface = SurfacePlot(space, BOWL, colors=("#46a9c9", "#46a9c9"))
    path = SpacePath(space, [lifted], color="#56b6d6", cased=False, behind=surface, hidden="none")
    scene.add(surface, path)


@case(defect=None, scene_class=KitScene)
def levels_in_every_colour_of_the_ramp(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    space = room()
    levels = LiftedContours.of_levels(space, BOWL, [0.25, 0.5, 1.0, 1.5, 2.0, 2.5], drop=1.0)
    scene.add(SpaceAxes(space), levels)


@case(defect=None, scene_class=KitScene)
def levels_dark_on_a_light_surface(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        space = room()
        surface = SurfacePlot(space, SADDLE)
        levels = LiftedContours.of_levels(space, SADDLE, [0.25, 0.5], behind=surface)
        scene.add(SpaceAxes(space), surface, levels)


@case(defect=None, scene_class=KitScene)
def path_half_hidden_by_a_surface(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    space = room()
    surface = SurfacePlot(space, BOWL)
    scene.add(SpaceAxes(space), surface)
    scene.add(SpacePath(space, DIAGONAL, color="gradient", behind=surface))


@case(defect=None, scene_class=KitScene)
def arrows_and_a_drop_line(scene: Scene) -> None:
    paper(scene, LIGHT_PAPER)
    with use_theme("light"):
        space = room()
        heading = Heading((0.4, -0.4), (1.0, 1.0))
        arrows = VGroup(
            direction_arrow(space, heading, length=0.5),
            gradient_arrow(space, BOWL, heading, length=0.6),
        )
        scene.add(SpaceAxes(space), arrows, DropLine(space, BOWL, heading))


@case(defect=None, scene_class=KitScene)
def path_on_its_way_out(scene: Scene) -> None:
    paper(scene, DARK_PAPER)
    space = room()
    path = SpacePath(space, DIAGONAL, color="tangent")
    scene.add(SpaceAxes(space), path)
    scene.wait(0.3)
    scene.play(path.animate.set_fill(opacity=0.0), run_time=0.5)
    scene.wait(0.3)
