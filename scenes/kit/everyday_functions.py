"""Pictures of the functions that turn up everywhere: a plane, a bowl, a line fitted to data."""

from __future__ import annotations

from manim import Group

from scenes.kit.layout import AIRY, SNUG, Region, place
from scenes.kit.panels import DataPanel, Knobs
from scenes.kit.rule_params import RuleParams
from scenes.kit.space import Space
from scenes.kit.space_axes import SpaceAxes
from scenes.kit.space_view import height_range
from scenes.kit.surface import SurfacePlot
from scenes.kit.tilted_plane import TiltedPlane
from scenes.kit.typography import LABEL, text

CLOSER = 1.35


def everyday_functions(params: RuleParams, region: Region) -> list[Group]:
    """Return the three pictures side by side in a region, each with its name below."""
    columns = region.columns(1, 1, 0.8)
    names = ("linear", "quadratic", "least squares")
    cells = [column.inset(0, vertically=AIRY).rows(0.88, 0.12, gap=SNUG) for column in columns]
    tilted = TiltedPlane(params.a, cells[0][0])
    data = DataPanel(params.fit, Knobs(*params.best), cells[2][0])
    pictures = (
        Group(tilted.axes, tilted.surface),
        bowl(params, cells[1][0]),
        Group(data, data.residuals),
    )
    return [
        Group(picture, place(text(name, size=LABEL, color="muted"), below, align="top"))
        for picture, name, (_, below) in zip(pictures, names, cells, strict=True)
    ]


def bowl(params: RuleParams, region: Region) -> Group:
    """Return the surface of the quadratic form, with axes that are named but not numbered."""
    window = params.window
    space = Space(window, height_range(params.form, window), region=region, height=0.8)
    space.view.look(zoom=CLOSER)
    axes = SpaceAxes(space, names=("x_1", "x_2", "f"), labelled=False)
    return Group(axes, SurfacePlot(space, params.form))
