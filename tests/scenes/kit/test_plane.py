import numpy as np
import pytest

from mathcore.arrays import Window
from scenes.kit.digits import Figure, compose
from scenes.kit.graphs import Graph
from scenes.kit.layout import BELOW_TITLE, LEFT, STAGE, LayoutError, Region, extent
from scenes.kit.numbers import parse_shown
from scenes.kit.paths import clip_polyline, path, vertices
from scenes.kit.plane import Plane
from scenes.kit.ticks import ticks

WINDOWS = [
    Window((-3, 3), (-3, 3)),
    Window((0, 0.02), (1000, 5000)),
    Window((-1e-6, 2e-6), (1e6, 3e6)),
    Window((1e6, 1e6 + 0.5), (-2e9, 0)),
    Window((7.13, 7.91), (-0.004, 0.3)),
    Window((-11, 11), (-4, 4)),
]


@pytest.fixture(params=WINDOWS, ids=str)
def window(request):
    return request.param


def errors(*mobjects):
    return [c.read().error_px for m in mobjects for c in m.claims()]


def boxes_overlap(one, other):
    (a, b), (c, d) = extent(one), extent(other)
    return bool((np.minimum(b, d) > np.maximum(a, c))[:2].all())


@pytest.mark.parametrize("most", [2, 4, 6, 8])
def test_ticks_are_round_few_and_say_their_value(window, most):
    for low, high in (window.x, window.y):
        marks = ticks(low, high, most=most)
        mantissa = marks.step / 10 ** np.floor(np.log10(marks.step) + 1e-9)
        assert round(mantissa, 6) in (1, 2, 5)
        assert 2 <= len(marks.values) <= 2 * most + 1
        for value, label in zip(marks.values, marks.labels, strict=True):
            assert low - marks.step * 1e-6 <= value <= high + marks.step * 1e-6
            said, half_unit = parse_shown(label)
            assert abs(said * 10.0**marks.power - value) <= half_unit * 10.0**marks.power
        assert len(set(marks.labels)) == len(marks.labels)
        assert max(map(len, marks.labels)) <= 9


def test_ticks_of_a_familiar_window():
    assert ticks(-3, 3, most=6).labels == ("−3", "−2", "−1", "0", "1", "2", "3")
    assert ticks(0, 0.02, most=4).labels == ("0", "0.005", "0.010", "0.015", "0.020")


@pytest.mark.parametrize("region", [STAGE, LEFT, Region(-3, -2, 0.5, 1)])
def test_a_plane_keeps_to_its_region_and_its_labels_apart(window, region):
    plane = Plane(window, region)
    assert region.holds(plane, slack=0.02)
    outside = [*plane.x_labels, *plane.y_labels, *plane.names, *plane.powers]
    for k, one in enumerate(outside):
        assert not any(boxes_overlap(one, other) for other in outside[k + 1 :])
        assert not boxes_overlap(one, plane.frame)
    assert max(errors(plane)) < 0.5


def test_a_mislabelled_axis_is_found():
    plane = Plane(WINDOWS[0])
    plane.x_labels[0].shift((0.05, 0, 0))
    assert max(errors(plane)) == pytest.approx(0.05 * 135)


def test_the_chart_goes_both_ways_and_follows_the_plane(window):
    plane = Plane(window)
    rng = np.random.default_rng(3)
    points = window.low + rng.random((50, 2)) * window.size
    before = plane.to_screen(points)
    plane.scale(0.7).shift((1, -0.5, 0))
    after = plane.to_screen(points)
    assert not np.allclose(before, after)
    assert np.allclose(plane.from_screen(after), points, rtol=0, atol=1e-9 * window.size.max())
    steps = plane.vector_to_screen(points - window.low)
    assert np.allclose(plane.to_screen(window.low) + steps, after)


def test_equal_scales_are_equal_and_fill_one_side():
    plane = Plane(Window((-11, 11), (-4, 4)), equal=True)
    width, height = plane.vector_to_screen([(1, 0), (0, 1)])[[0, 1], [0, 1]]
    assert width == pytest.approx(height)
    assert plane.width == pytest.approx(STAGE.width, abs=0.35)


def test_a_region_too_small_for_a_plot_is_refused():
    with pytest.raises(LayoutError, match="too small"):
        Plane(WINDOWS[0], Region(0, 0, 1.2, 1.2))


def test_polylines_are_cut_where_they_cross_the_border():
    square = clip_polyline([(-2, 0), (2, 0), (2, 2), (0, 2), (0, -2)], (-1, -1), (1, 1))
    assert [piece.tolist() for piece in square] == [[[-1, 0], [1, 0]], [[0, 1], [0, -1]]]
    assert clip_polyline([(-2, 5), (2, 5)], (-1, -1), (1, 1)) == []
    (kept, rest) = clip_polyline(
        [(0, 0), (0.5, 0), (np.nan, 0), (0, 0.1), (0, 0.2)], (-1, -1), (1, 1)
    )
    assert len(kept) == len(rest) == 2


def test_paths_give_back_their_vertices():
    corners = np.array([[0, 0, 0], [1, 2, 0], [3, -1, 0]], float)
    assert np.allclose(vertices(path(corners)), corners)


@pytest.mark.parametrize(
    "function",
    [np.sin, np.tan, lambda x: 1 / x, lambda x: np.sqrt(x), lambda x: np.abs(x) ** 0.5,
     lambda x: np.where(x > 0, 1.0, -1.0), lambda x: np.exp(4 * x), lambda x: 0 * x + 2],
)  # fmt: skip
def test_graphs_lie_on_their_function_with_short_chords(function):
    plane = Plane(WINDOWS[0])
    graph = Graph(plane, function)
    assert max(errors(graph)) < 0.01
    # Between the vertices, too, unless the chord spans a gap: compare at the middle of each.
    curves = graph.points.reshape(-1, 4, 3)
    middle = plane.from_screen((curves[:, 0] + curves[:, 3]) / 2)
    with np.errstate(all="ignore"):
        truth = function(middle[:, 0])
    steep = np.abs(curves[:, 3, 1] - curves[:, 0, 1]) > 10 * np.abs(
        curves[:, 3, 0] - curves[:, 0, 0]
    )
    off = np.abs(truth - middle[:, 1]) / plane.pixel[1]
    assert off[~steep].max() < 0.5
    assert (np.abs(plane.from_screen(vertices(graph.points))) <= 3 + 1e-9).all()


def test_a_graph_that_is_moved_off_its_axes_is_found():
    graph = Graph(Plane(WINDOWS[0]), np.sin)
    graph.shift((0, 0.1, 0))
    assert max(errors(graph)) > 5


def test_figures_show_keep_their_anchor_and_are_read_back():
    figure = Figure(-1.5, places=2, anchor="point").put((1, 2, 0))
    for value in (3.14159, -200.0, 0.004, 1234.5):
        figure.set_value(value)
        assert np.allclose(figure.pen, (1, 2, 0))
        assert errors(figure) == [0.0]
    figure.follow(lambda: 7.0)
    figure.value = 8.0
    assert figure.text == "7.00"


def test_figures_use_one_baseline_and_tabular_digits():
    ones, eights = compose("1111"), compose("8888")
    assert np.ptp(ones[:, 0]) == pytest.approx(np.ptp(eights[:, 0]), abs=0.15)
    assert ones[:, 1].min() == pytest.approx(0, abs=0.03)
    assert BELOW_TITLE.holds(Figure(3e-6, size=0.4))
