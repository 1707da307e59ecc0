"""Named fields with the facts a textbook states about them; the tests hold us to every one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mathcore.arrays import MathError, Window
from mathcore.fields import ScalarField

__all__ = ["GALLERY", "Critical", "Known", "Rate", "known"]

Kind = Literal["minimum", "maximum", "saddle", "degenerate"]


@dataclass(frozen=True)
class Critical:
    """A point with ∇f = 0 and its kind; coordinates hold to half a unit of the 5th decimal."""

    point: tuple[float, float]
    kind: Kind
    value: float


@dataclass(frozen=True)
class Rate:
    """A known rate of change at a point: along ``direction``, or the largest one if None.

    ``rate`` is exact, as text of the grammar.
    """

    point: tuple[float, float]
    direction: tuple[float, float] | None
    rate: str


@dataclass(frozen=True)
class Known:
    """A field, where to look at it, and what is known: gradient, critical points, rates.

    ``critical`` lists all critical points in the window when ``complete``.
    """

    slug: str
    title: str
    field: ScalarField
    window: Window
    gradient: tuple[str, str]
    critical: tuple[Critical, ...] = ()
    rates: tuple[Rate, ...] = ()
    complete: bool = True


GALLERY: dict[str, Known] = {}
"""All of them, by slug."""


def known(slug: str) -> Known:
    """Return the gallery's entry; raises `MathError` that lists the names there are."""
    if slug not in GALLERY:
        raise MathError(f"The gallery has no field {slug!r}; it has {', '.join(GALLERY)}.")
    return GALLERY[slug]


def _known(
    slug: str,
    title: str,
    text: str,
    window: tuple[tuple[float, float], tuple[float, float]],
    gradient: tuple[str, str],
    *,
    critical: tuple[Critical, ...] = (),
    rates: tuple[Rate, ...] = (),
    complete: bool = True,
) -> ScalarField:
    field = ScalarField.from_text(text)
    GALLERY[slug] = Known(slug, title, field, Window(*window), gradient, critical, rates, complete)
    return field


bowl = _known(
    "bowl",
    "The round bowl: one minimum, circles for contours.",
    "x**2 + y**2",
    ((-2, 2), (-2, 2)),
    ("2*x", "2*y"),
    critical=(Critical((0, 0), "minimum", 0),),
    rates=(Rate((3, 4), None, "10"),),
)

valley = _known(
    "valley",
    "A stretched bowl, condition number 10: exact line search zigzags in it.",
    "(x**2 + 10*y**2)/2",
    ((-11, 11), (-4, 4)),
    ("x", "10*y"),
    critical=(Critical((0, 0), "minimum", 0),),
    rates=(Rate((10, 1), None, "10*sqrt(2)"),),
)

saddle = _known(
    "saddle",
    "The saddle: uphill one way, downhill the other.",
    "x**2 - y**2",
    ((-2, 2), (-2, 2)),
    ("2*x", "-2*y"),
    critical=(Critical((0, 0), "saddle", 0),),
)

monkey_saddle = _known(
    "monkey_saddle",
    "The monkey saddle: three ways down, and a Hessian that says nothing.",
    "x**3 - 3*x*y**2",
    ((-2, 2), (-2, 2)),
    ("3*x**2 - 3*y**2", "-6*x*y"),
    critical=(Critical((0, 0), "degenerate", 0),),
)

stewart_directional = _known(
    "stewart_directional",
    "Stewart 14.6: the rate at (2, -1) along (2, 5) is 32/√29.",
    "x**2*y**3 - 4*y",
    ((0, 4), (-3, 1)),
    ("2*x*y**3", "3*x**2*y**2 - 4"),
    rates=(Rate((2, -1), (2, 5), "32/sqrt(29)"), Rate((2, -1), None, "4*sqrt(5)")),
)

stewart_steepest = _known(
    "stewart_steepest",
    "Stewart 14.6: at (2, 0) the gradient is (1, 2) and the largest rate √5.",
    "x*exp(y)",
    ((0, 4), (-2, 2)),
    ("exp(y)", "x*exp(y)"),
    rates=(Rate((2, 0), None, "sqrt(5)"), Rate((2, 0), (-1.5, 2), "1")),
)

log_distance = _known(
    "log_distance",
    "The logarithm of the squared distance: a pole at the origin, no critical point.",
    "log(x**2 + y**2)",
    ((-2, 2), (-2, 2)),
    ("2*x/(x**2 + y**2)", "2*y/(x**2 + y**2)"),
    rates=(Rate((3, 4), None, "2/5"),),
)

ripples = _known(
    "ripples",
    "A checkerboard of hills and hollows.",
    "sin(x)*cos(y)",
    ((-3, 3), (-3, 3)),
    ("cos(x)*cos(y)", "-sin(x)*sin(y)"),
    critical=(
        Critical((1.570796326794897, 0), "maximum", 1),
        Critical((-1.570796326794897, 0), "minimum", -1),
        Critical((0, 1.570796326794897), "saddle", 0),
        Critical((0, -1.570796326794897), "saddle", 0),
    ),
)

rosenbrock = _known(
    "rosenbrock",
    "Rosenbrock's banana: a curved, narrow valley with the minimum at (1, 1).",
    "(1 - x)**2 + 100*(y - x**2)**2",
    ((-2, 2), (-1, 3)),
    ("-2*(1 - x) - 400*x*(y - x**2)", "200*(y - x**2)"),
    critical=(Critical((1, 1), "minimum", 0),),
    rates=(Rate((0, 0), None, "2"),),
)

plateau = _known(
    "plateau",
    "A hollow in a plain: far out the gradient is nearly zero though nothing is reached.",
    "1 - exp(-x**2 - y**2)",
    ((-3, 3), (-3, 3)),
    ("2*x*exp(-x**2 - y**2)", "2*y*exp(-x**2 - y**2)"),
    critical=(Critical((0, 0), "minimum", 0),),
    rates=(Rate((1, 0), None, "2/e"),),
)

double_well = _known(
    "double_well",
    "Two minima with a saddle between them.",
    "(x**2 - 1)**2 + y**2",
    ((-2, 2), (-1.5, 1.5)),
    ("4*x*(x**2 - 1)", "2*y"),
    critical=(
        Critical((-1, 0), "minimum", 0),
        Critical((1, 0), "minimum", 0),
        Critical((0, 0), "saddle", 1),
    ),
)

six_hump_camel = _known(
    "six_hump_camel",
    "The six-hump camel: six minima, two of them lowest at -1.03163.",
    "(4 - 2.1*x**2 + x**4/3)*x**2 + x*y + (4*y**2 - 4)*y**2",
    ((-2, 2), (-1.1, 1.1)),
    ("8*x - 8.4*x**3 + 2*x**5 + y", "x - 8*y + 16*y**3"),
    critical=(
        Critical((0.08984, -0.71266), "minimum", -1.03163),
        Critical((-0.08984, 0.71266), "minimum", -1.03163),
        Critical((0, 0), "saddle", 0),
    ),
    complete=False,
)

peaks = _known(
    "peaks",
    "MATLAB's peaks: three hills and three hollows of Gaussian make.",
    "3*(1 - x)**2*exp(-x**2 - (y + 1)**2) - 10*(x/5 - x**3 - y**5)*exp(-x**2 - y**2)"
    " - exp(-(x + 1)**2 - y**2)/3",
    ((-3, 3), (-3, 3)),
    (
        "-6*(1 - x)*exp(-x**2 - (y + 1)**2) - 6*x*(1 - x)**2*exp(-x**2 - (y + 1)**2)"
        " - (2 - 30*x**2)*exp(-x**2 - y**2) + 20*x*(x/5 - x**3 - y**5)*exp(-x**2 - y**2)"
        " + 2*(x + 1)*exp(-(x + 1)**2 - y**2)/3",
        "-6*(y + 1)*(1 - x)**2*exp(-x**2 - (y + 1)**2) + 50*y**4*exp(-x**2 - y**2)"
        " + 20*y*(x/5 - x**3 - y**5)*exp(-x**2 - y**2)"
        " + 2*y*exp(-(x + 1)**2 - y**2)/3",
    ),
    critical=(
        Critical((-0.00932, 1.58137), "maximum", 8.10621),
        Critical((0.22828, -1.62553), "minimum", -6.55113),
    ),
    complete=False,
)
