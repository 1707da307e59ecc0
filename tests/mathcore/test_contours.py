"""Level curves: exact, whole, turned the right way, and honest at saddles, poles and edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ellipe

from mathcore.arrays import MathError, Window
from mathcore.contours import choose_levels, level_curves, trace, value_range
from mathcore.fields import ScalarField
from mathcore.gallery import GALLERY, rosenbrock

SQUARE = Window((-2, 2), (-2, 2))
BOWL = ScalarField.from_text("x**2 + y**2")
SADDLE = ScalarField.from_text("x**2 - y**2")


def of(text):
    return ScalarField.from_text(text)


def lines_of(field, level, window=SQUARE, **options):
    return level_curves(field, [level], window, **options)[0].lines


def worst_chord_px(line, window):
    """Return how far chords leave the true curve, by sign changes along the chord's normal."""
    scale = 810 / window.size
    share = np.array([0.2, 0.5, 0.8])[:, None]
    a, b = line.points[:-1, None], line.points[1:, None]
    chord = (b - a) * scale
    chord /= np.linalg.norm(chord, axis=-1, keepdims=True)
    normal = np.stack([-chord[..., 1], chord[..., 0]], axis=-1) / scale
    offsets = np.linspace(-0.5, 0.5, 101)
    probes = (a + share * (b - a))[:, :, None] + offsets[:, None] * normal[:, :, None]
    rest = line.level_set.field(probes) - line.level
    crossed = np.signbit(rest[..., 1:]) != np.signbit(rest[..., :-1])
    return float(np.where(crossed, np.abs(offsets[1:]), 9.0).min(axis=-1).max())


def assert_sound(line, window, span):
    """Every promise that holds for any line."""
    field, level, points = line.level_set.field, line.level, line.points
    assert np.abs(field(points) - level).max() <= 1e-9 * max(1, abs(level), span)
    assert window.contains(points).all()
    assert line.closed == bool((points[0] == points[-1]).all())
    assert len(points) >= 2
    assert (np.linalg.norm(np.diff(points, axis=0), axis=-1) > 0).all()
    middle, chord = (points[1:] + points[:-1]) / 2, np.diff(points, axis=0)
    gradient = field.gradient(middle)
    higher_on_the_left = chord[:, 0] * gradient[:, 1] - chord[:, 1] * gradient[:, 0]
    assert (higher_on_the_left > 0).all()


@pytest.mark.parametrize("entry", GALLERY.values(), ids=GALLERY)
def test_maps_of_the_gallery_are_sound(entry):
    low, high = value_range(entry.field, entry.window)
    levels = choose_levels(entry.field, entry.window)
    curves = level_curves(entry.field, levels, entry.window)
    assert [curve.level for curve in curves] == levels.tolist()
    for curve in curves:
        assert curve.lines
        for line in curve.lines:
            assert_sound(line, entry.window, high - low)
            assert worst_chord_px(line, entry.window) < 0.25


def test_circle_is_one_closed_line_of_the_right_length():
    (line,) = lines_of(BOWL, 2.25)
    assert line.closed
    assert np.hypot(*line.points.T) == pytest.approx(1.5, abs=1e-15)
    assert line.length == pytest.approx(3 * np.pi, rel=1e-6)
    # Higher values are outside, on the left: so clockwise, with negative area.
    x, y = line.points.T
    assert np.sum(x[:-1] * np.diff(y) - y[:-1] * np.diff(x)) / 2 == pytest.approx(
        -np.pi * 2.25, rel=1e-3
    )


def test_ellipse_has_the_length_of_the_elliptic_integral():
    (line,) = lines_of(of("x**2 + 4*y**2"), 1.0)
    assert line.length == pytest.approx(4 * ellipe(0.75), rel=1e-5)


@pytest.mark.parametrize("resolution", [33, 65, 129, 200])
def test_rosenbrock_is_in_one_piece(resolution):
    window = Window((-3, 3), (-2, 5))
    (line,) = lines_of(rosenbrock, 1.0, window, resolution=resolution)
    assert line.closed
    assert_sound(line, window, 1.0)
    # (1 - x)^2 <= 1, so the curve reaches from (0, 0) to (2, 4).
    assert line.points[:, 0].min() == pytest.approx(0, abs=1e-3)
    assert line.points[:, 0].max() == pytest.approx(2, abs=1e-3)
    assert worst_chord_px(line, window) < 0.25


@pytest.mark.parametrize("level", [0.001, 0.01, 0.1])
def test_a_valley_narrower_than_the_grid_is_still_one_curve(level):
    window = Window((-2, 2), (-1, 3))
    (line,) = lines_of(rosenbrock, level, window)
    assert line.closed
    assert line.points[:, 0].max() == pytest.approx(1 + np.sqrt(level), abs=1e-3)
    assert_sound(line, window, 1.0)


@pytest.mark.parametrize("resolution", [64, 65, 129])
def test_branches_meet_in_the_saddle_exactly(resolution):
    lines = lines_of(SADDLE, 0.0, resolution=resolution)
    assert len(lines) == 4
    ends = []
    for line in lines:
        meets = [np.abs(end).max() < 1e-12 for end in line.points[[0, -1]]]
        assert sum(meets) == 1
        outer = line.points[0 if meets[1] else -1]
        assert np.abs(outer) == pytest.approx([2, 2])
        assert np.abs(np.abs(line.points[:, 0]) - np.abs(line.points[:, 1])).max() < 1e-12
        ends.append(tuple(np.sign(outer)))
    assert sorted(ends) == [(-1, -1), (-1, 1), (1, -1), (1, 1)]


@pytest.mark.parametrize("level", [1e-3, 1e-6, -1e-6, 1e-8])
def test_just_beside_a_saddle_the_right_branches_are_linked(level):
    lines = lines_of(SADDLE, level)
    assert len(lines) == 2
    axis = 0 if level > 0 else 1
    signs = set()
    for line in lines:
        assert not line.closed
        # A branch stays on its own side of the saddle.
        assert (np.sign(line.points[:, axis]) == np.sign(line.points[0, axis])).all()
        assert np.abs(line.points[:, axis]).min() == pytest.approx(np.sqrt(abs(level)), rel=0.2)
        signs.add(float(np.sign(line.points[0, axis])))
    assert signs == {-1.0, 1.0}


def test_a_saddle_off_the_grid():
    field = of("(x - 0.1234)**2 - 2*(y + 0.0567)**2 + 3")
    lines = lines_of(field, 3.0)
    assert len(lines) == 4
    for line in lines:
        gap = np.abs(line.points[[0, -1]] - [0.1234, -0.0567]).max(axis=-1).min()
        assert gap < 1e-9


def test_monkey_saddle_has_six_branches():
    assert len(lines_of(GALLERY["monkey_saddle"].field, 0.0)) == 6


def test_figure_eight_is_two_loops_from_the_saddle():
    lines = lines_of(GALLERY["double_well"].field, 1.0)
    assert [line.closed for line in lines] == [True, True]
    for line in lines:
        assert np.abs(line.points[0]).max() < 1e-9
    assert len(lines_of(GALLERY["double_well"].field, 0.99)) == 2
    assert len(lines_of(GALLERY["double_well"].field, 1.01)) == 1


def test_open_lines_end_on_the_border():
    for line in lines_of(SADDLE, 1.0):
        for end in line.points[[0, -1]]:
            assert np.abs(end).max() == pytest.approx(2, abs=1e-15)


def test_a_touched_border_is_no_line():
    # (y + 1)**2 - x**2 = 1 touches the lower border in (0, -2) and crosses the window above.
    (line,) = lines_of(of("y - (x**2 - y**2)/2"), 0.0)
    assert line.points[:, 1].min() == pytest.approx(0, abs=1e-3)


def test_levels_not_crossed_have_no_lines():
    assert lines_of(BOWL, 0.0) == ()
    assert lines_of(BOWL, -1.0) == ()
    assert lines_of(BOWL, 99.0) == ()
    assert lines_of(of("3"), 3.0) == ()


def test_a_pole_is_not_a_level():
    assert len(lines_of(of("1/x"), 0.0)) == 0
    (line,) = lines_of(of("1/x"), 1.0)
    assert line.points[:, 0] == pytest.approx(1, abs=1e-12)
    wave = Window((-4, 4), (-1, 1))
    assert len(lines_of(of("tan(x)"), 1.0, wave)) == 3  # at pi/4 and a period to either side


def test_undefined_regions_are_left_out():
    half = of("log(x) + y")
    (line,) = lines_of(half, 0.0)
    assert line.points[:, 0].min() == pytest.approx(np.exp(-2), rel=1e-9)
    for line in lines_of(of("sqrt(x*y)"), 0.5):
        assert (line.points.prod(axis=1) > 0).all()
    with pytest.raises(MathError, match="defined nowhere"):
        lines_of(of("log(-1 - x**2)"), 0.0)


def test_a_line_reaches_the_edge_of_the_domain():
    # On x = 0.3 the field ends at y = ±sqrt(1 - 0.09).
    (line,) = lines_of(of("x + 0*y + 0*sqrt(1 - x**2 - y**2)"), 0.3)
    assert line.points[:, 0] == pytest.approx(0.3)


def test_corners_are_kept():
    (line,) = lines_of(of("abs(x) + abs(y)"), 1.0)
    assert line.closed
    assert line.length == pytest.approx(4 * np.sqrt(2), rel=1e-6)


def test_unequal_axes():
    window = Window((-100, 100), (-0.01, 0.01))
    (line,) = lines_of(of("(x/50)**2 + (200*y)**2"), 1.0, window)
    assert line.closed
    assert worst_chord_px(line, window) < 0.25


@settings(max_examples=25, deadline=None)
@given(
    st.tuples(*[st.floats(-1, 1)] * 5),
    st.floats(-1.5, 1.5),
)
def test_random_landscapes_are_sound_and_complete(weights, level):
    a, b, c, d, e = (round(weight, 3) for weight in weights)
    field = of(f"{a}*x + {b}*y + {c}*x*y + {d}*sin(2*x)*cos(y) + {e}*(x**2 - y**2)/2")
    low, high = value_range(field, SQUARE)
    lines = lines_of(field, level)
    for line in lines:
        assert_sound(line, SQUARE, high - low)
        assert worst_chord_px(line, SQUARE) < 0.25
    # Wherever the field changes its sign along the border, exactly one line ends.
    t = np.linspace(-2, 2, 4001)
    low_side, high_side = np.full_like(t, -2), np.full_like(t, 2)
    sides = [(t, low_side), (high_side, t), (-t, high_side), (low_side, -t)]
    around = np.concatenate([np.stack(side, axis=-1) for side in sides])
    crossings = np.count_nonzero(np.diff(np.signbit(field(around) - level)))
    ends = np.concatenate([line.points[[0, -1]] for line in lines if not line.closed] or [[[0, 0]]])
    on_border = np.count_nonzero(np.isclose(np.abs(ends).max(axis=-1), 2, atol=1e-9))
    assert on_border == crossings or _near_tangent(field(around) - level)


def _near_tangent(values):
    """Tell whether the border nearly touches the level, where counting is a matter of the grid."""
    turning = np.diff(np.sign(np.diff(values))) != 0
    scale = np.ptp(values) + 1e-300
    return bool((np.abs(values[1:-1][turning]) < 3e-3 * scale).any()) or scale < 1e-6


def test_points_along_a_circle_by_arc_length():
    line = trace(BOWL, (1.2, 0.9), SQUARE)
    assert line.closed
    assert line.points[0].tolist() == [1.2, 0.9]
    assert line.length == pytest.approx(2 * np.pi * 1.5, rel=1e-6)
    s = np.linspace(0, line.length, 50)
    start = np.arctan2(0.9, 1.2)
    expected = 1.5 * np.stack([np.cos(start - s / 1.5), np.sin(start - s / 1.5)], axis=-1)
    assert line.at(s) == pytest.approx(expected, abs=1e-4)
    assert np.abs(BOWL(line.at(s)) - 2.25).max() < 1e-12
    assert np.sum(line.tangent(s) * BOWL.gradient(line.at(s)), axis=-1) == pytest.approx(
        0, abs=1e-12
    )
    assert line.at(-1.0) == pytest.approx(line.at(line.length - 1.0))
    assert line.at(s.reshape(5, 10)).shape == (5, 10, 2)
    assert line.arc_of(line.at(2.0)) == pytest.approx(2.0, abs=1e-3)


def test_walking_speed_is_one():
    line = trace(rosenbrock, (0.5, 0.6), Window((-2, 2), (-1, 3)))
    s = np.linspace(0.1, line.length - 0.1, 400)
    speed = np.linalg.norm(line.at(s + 1e-4) - line.at(s - 1e-4), axis=-1) / 2e-4
    assert np.abs(speed - 1).max() < 0.02


def test_open_traces_go_one_way_or_both():
    start = (1.0, 0.0)
    forward = trace(SADDLE, start, SQUARE)
    backward = trace(SADDLE, start, SQUARE, direction="backward")
    both = trace(SADDLE, start, SQUARE, direction="both")
    for line in (forward, backward):
        assert line.points[0].tolist() == [1, 0]
    assert [line.closed for line in (forward, backward, both)] == [False] * 3
    assert both.length == pytest.approx(forward.length + backward.length, rel=1e-6)
    assert both.at(both.arc_of(start)) == pytest.approx(np.array(start), abs=1e-9)
    with pytest.raises(MathError, match="arc length must lie in"):
        forward.at(forward.length + 1)


@pytest.mark.parametrize(
    ("point", "words"),
    [((0, 0), "gradient"), ((5, 0), "outside"), ((1, 2, 3), "2 coordinates")],
)
def test_no_trace_from_nowhere(point, words):
    with pytest.raises(MathError, match=words):
        trace(BOWL, point, SQUARE)


def test_only_fields_of_the_plane_and_finite_levels():
    with pytest.raises(MathError, match="2 variables"):
        level_curves(ScalarField.from_text("x", ("x",)), [0], SQUARE)
    with pytest.raises(MathError, match="finite"):
        level_curves(BOWL, [np.nan], SQUARE)


@pytest.mark.parametrize(
    "text",
    ["x**2 + y**2", "x**2 - y**2", "exp(x)", "exp(3*x + y)", "sin(3*x)*cos(2*y)", "x", "1e-7*x*y",
     "(1 - x)**2 + 100*(y - x**2)**2", "log(x**2 + y**2)", "1/(x**2 + y**2)", "1/x",
     "1e6 + tanh(5*x)", "exp(-20*(x**2 + y**2))", "x**4 + y**4", "sqrt(x)", "-exp(x*y)"],
)  # fmt: skip
def test_levels_make_a_readable_map(text):
    field = of(text)
    for count in (3, 8, 14):
        levels = choose_levels(field, SQUARE, count=count)
        low, high = value_range(field, SQUARE)
        assert (np.diff(levels) > 0).all()
        assert ((low < levels) & (levels < high)).all()
        assert max(1, 0.5 * count) <= len(levels) <= 1.6 * count + 1
        for curve in level_curves(field, levels, SQUARE):
            # 1/x takes no value between its two ends at the border.
            assert curve.lines or (text == "1/x" and abs(curve.level) <= 0.5)


def test_levels_are_round_numbers():
    assert choose_levels(BOWL, SQUARE).tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert choose_levels(SADDLE, SQUARE, count=7).tolist() == [-3, -2, -1, 0, 1, 2, 3]
    for level in choose_levels(rosenbrock, SQUARE):
        assert float(f"{level:.2g}") == level


def test_wanted_level_is_always_there():
    for through in (0.37, 7.99, 1.0, 2.55):
        levels = choose_levels(BOWL, SQUARE, through=through)
        assert through in levels
        assert (np.diff(levels) > 0).all()
    for through in (0.0, 8.0, -3.0, np.nan):
        with pytest.raises(MathError, match="strictly between"):
            choose_levels(BOWL, SQUARE, through=through)


def test_constant_fields_have_no_levels_to_choose():
    with pytest.raises(MathError, match="constant"):
        choose_levels(of("3"), SQUARE)
    with pytest.raises(MathError, match="at least 1"):
        choose_levels(BOWL, SQUARE, count=0)
    with pytest.raises(MathError, match="defined nowhere"):
        choose_levels(of("log(-1 - x**2)"), SQUARE)


def test_range_stops_before_poles_but_not_before_peaks():
    assert value_range(BOWL, SQUARE) == (0, 8)
    low, high = value_range(of("1/(x**2 + y**2)"), SQUARE)
    assert low == 0.125
    assert 5 < high < 1000
    assert value_range(of("exp(-50*(x**2 + y**2))"), SQUARE)[1] == pytest.approx(1)
    low, high = value_range(of("1/(x - 0.013)"), SQUARE)
    assert -1000 < low < -10
    assert 10 < high < 1000
