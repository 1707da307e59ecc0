"""Least squares in lines: the errors as data times knobs less targets, and the sums of errors."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from mathcore.models import LineFit
from scenes.kit.formulas import fitted, number, vector
from scenes.kit.layout import WIDE, Region, stack
from scenes.kit.typography import LABEL, Typeset

COLORS = {"x_i": "x", "e_i": "error", "nabla": "gradient", "L": "value"}


def errors_as_matrix(fit: LineFit) -> str:
    """Return ``X w - y`` in numbers, braced with their names: parts ``data``, ``knobs``, ``goal``.

    The bold ``w`` is the column of both knobs.
    """
    rows = "; ".join(", ".join(number(float(v)) for v in row) for row in fit.design)
    return (
        f"{{{{ underbrace(mat({rows}), X) : data }}}} "
        "{{ underbrace(vec(w, b), bold(w)) : knobs }} "
        f"{{{{ - underbrace({vector(fit.targets)}, bold(y)) : goal }}}}"
    )


def sums_of_errors(fit: LineFit, start: npt.ArrayLike, region: Region) -> list[Typeset]:
    """Return the weighted and the plain sum of the errors at ``start``, and the gradient."""
    errors = fit.residuals(start)
    whole, mean = fit.design.T @ np.asarray(errors), fit.gradient(start)
    sources = (
        f"sum x_i e_i = {number(float(whole[0]))}",
        f"sum e_i = {number(float(whole[1]))}",
        f"nabla L & = frac(2, {len(fit)}) {vector(whole)} \\ & = {vector(mean)}",
    )
    lines = [fitted(source, size=LABEL, colors=COLORS, width=region.width) for source in sources]
    stack(lines, region, gap=WIDE, align="left")
    return lines
