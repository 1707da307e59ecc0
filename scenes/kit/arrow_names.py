"""Names of arrows that say by how much an arrow is drawn shorter or longer than its vector."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from manim import Mobject

from scenes.kit.arrows import TIP_LENGTH, TIP_WIDTH, VectorArrow
from scenes.kit.formulas import number
from scenes.kit.layout import SNUG, Region
from scenes.kit.readout import plated
from scenes.kit.typography import LABEL, math


def named(
    arrow: VectorArrow,
    source: str,
    *,
    color: str,
    plot: Region,
    away_from: npt.ArrayLike | None = None,
) -> Mobject:
    """Return an arrow's label, inside a plot: ``0.2 nabla f``.

    It rides at the arrow's tip; or it stands beside the tip, on the side that another vector on
    screen ``(3,)``, from the same point, does not lie on.
    """
    factor = "" if arrow.vector_scale == 1 else f"{number(arrow.vector_scale)} thin "
    label = plated(math(f"{factor} {source}", size=LABEL, color=color))
    label.set_z_index(1)
    inside = plot.inset(SNUG)
    if away_from is None:
        return arrow.labelled(label, within=inside)
    along = arrow.tip - arrow.tail
    along = along / max(float(np.linalg.norm(along)), 1e-12)
    across = np.array([-along[1], along[0], 0.0])
    if float(across @ np.asarray(away_from, float)) > 0:
        across = -across
    half = np.array([label.width, label.height, 0.0]) / 2
    spot = arrow.tip - along * TIP_LENGTH + across * (TIP_WIDTH + float(np.abs(across) @ half))
    low = np.array([inside.left, inside.bottom, 0.0]) + half
    high = np.array([inside.right, inside.top, 0.0]) - half
    return label.move_to(np.clip(spot, low, high))
