"""The chart of a report: what a second of film takes with stock manim and with ours, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from manim import BackgroundRectangle, DashedLine, Mobject, Rectangle, Scene, VGroup, tempconfig
from manim.constants import DOWN, LEFT, RIGHT, UP
from PIL import Image

from scenes.kit.theme import theme
from scenes.kit.typography import LABEL, TICK, Typeset, text
from scripts.studio.whole import whole_file

WIDTH, HEIGHT = 960, 540
LONGEST, THICK, ROOM = 7.6, 0.24, 6.2
"""The longest bar, a bar's height, and the height for all rows, in scene units."""

ZERO = -3.1
"""Where bars begin, from the middle of the picture."""

GAP = 0.15

TITLE = "Seconds of work for a second of film: stock manim above, this below"

Bar = tuple[str, float, float]
"""A scene's kind, and the seconds that stock manim and ours take for a second of its film."""


def draw_chart(bars: Sequence[Bar], out: Path) -> None:
    """Draw the bars to a PNG."""
    settings = {
        "pixel_width": 2 * WIDTH,
        "pixel_height": 2 * HEIGHT,
        "background_color": theme().background,
        "dry_run": True,
        "verbosity": "WARNING",
    }
    with tempconfig(settings):
        scene = Scene()
        scene.add(_chart(bars))
        scene.renderer.update_frame(scene)
        picture = Image.fromarray(scene.renderer.get_frame()).convert("RGB")
    with whole_file(out) as draft:
        picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(draft, "PNG", optimize=True)


def _chart(bars: Sequence[Bar]) -> VGroup:
    unit = LONGEST / max(max(stock, ours) for _, stock, ours in bars)
    rows, height = VGroup(), ROOM / len(bars)
    top = ROOM / 2
    for number, (kind, stock, ours) in enumerate(bars):
        y = top - (number + 0.5) * height
        rows.add(_ending_at(text(kind, size=LABEL), ZERO - GAP, y))
        rows.add(_bar(stock * unit, y + THICK / 2, "muted", f"{stock:.2f}"))
        rows.add(_bar(ours * unit, y - THICK / 2, "highlight", f"{ours:.2f}"))
    one = DashedLine(
        (ZERO + unit, top, 0), (ZERO + unit, -top, 0), color=theme().of("right"), stroke_width=3
    )
    label = text("as long as the film lasts", size=TICK, color="right")
    label.next_to(one, DOWN, buff=GAP).align_to(one, LEFT)
    title = text(TITLE, size=LABEL)
    chart = VGroup(one, rows, label)
    return VGroup(title.next_to(chart, UP, buff=2 * GAP).set_x(0), chart).move_to((0, 0, 0))


def _bar(length: float, y: float, meaning: str, figure: str) -> VGroup:
    bar = Rectangle(
        width=max(0.02, length),
        height=0.9 * THICK,
        stroke_width=0,
        fill_opacity=1,
        fill_color=theme().of(meaning),
    )
    _starting_at(bar, ZERO, y)
    words = text(figure, size=TICK).next_to(bar, RIGHT, buff=GAP)
    # Hides the line behind the figure.
    plate = BackgroundRectangle(words, color=theme().background, fill_opacity=1, buff=0.04)
    return VGroup(bar, plate, words)


def _starting_at(thing: Mobject, x: float, y: float) -> Mobject:
    return thing.move_to((x, y, 0), aligned_edge=LEFT)


def _ending_at(thing: Typeset, x: float, y: float) -> Typeset:
    thing.move_to((x, y, 0), aligned_edge=RIGHT)
    return thing
