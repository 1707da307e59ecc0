"""The mesh covers the surface, is cut cleanly at its bounds and leaves out what is undefined."""

import numpy as np
import pytest

from mathcore.arrays import Window
from mathcore.fields import ScalarField
from scenes.kit.mesh import surface_mesh
from scenes.kit.polygons import clip

SQUARE = Window((-2, 2), (-2, 2))


def area(faces):
    """Area of the shadows of the faces on the floor (shoelace)."""
    x, y = faces[..., 0], faces[..., 1]
    cross = x * np.roll(y, -1, axis=1) - y * np.roll(x, -1, axis=1)
    return float(np.abs(cross.sum(axis=1)).sum() / 2)


def test_a_whole_surface_has_one_face_for_each_cell():
    field = ScalarField.from_text("x**2 - y**2")
    mesh = surface_mesh(field, SQUARE, (-5, 5), resolution=10)
    assert mesh.faces.shape == (100, 4, 3)
    assert area(mesh.faces) == pytest.approx(16)
    assert mesh.faces[..., 2] == pytest.approx(field(mesh.faces[..., :2]))


def test_the_cut_follows_the_level_curve_not_the_cells():
    field = ScalarField.from_text("x**2 + y**2")
    mesh = surface_mesh(field, SQUARE, (0, 2.25), resolution=24)
    assert mesh.faces[..., 2].max() == 2.25
    # The shadow of the cut surface is the disc of radius 1.5.
    assert area(mesh.faces) == pytest.approx(np.pi * 2.25, rel=5e-3)
    rim = mesh.faces[mesh.faces[..., 2] > 2.25 - 1e-6]
    assert np.hypot(rim[:, 0], rim[:, 1]) == pytest.approx(1.5, abs=1e-3)


def test_undefined_regions_have_no_faces():
    field = ScalarField.from_text("sqrt(x)")
    mesh = surface_mesh(field, SQUARE, (-1, 2), resolution=16)
    assert np.isfinite(mesh.faces).all()
    assert mesh.faces[..., 0].min() >= 0
    assert area(mesh.faces) == pytest.approx(8)


def test_a_pole_is_cut_off_at_the_lower_bound():
    field = ScalarField.from_text("log(x**2 + y**2)")
    mesh = surface_mesh(field, SQUARE, (-3, 2.1), resolution=32)
    hole = np.pi * np.exp(-3)
    assert mesh.faces[..., 2].min() == pytest.approx(-3, abs=1e-3)
    assert area(mesh.faces) == pytest.approx(16 - hole, abs=0.05 * hole)


def test_threads_lie_on_the_surface():
    field = ScalarField.from_text("sin(x)*cos(y)")
    mesh = surface_mesh(field, SQUARE, (-2, 2), resolution=12, every=4)
    assert len(mesh.threads) == 2 * 3 * 12
    assert mesh.threads[..., 2] == pytest.approx(field(mesh.threads[..., :2]))


def test_clipping_keeps_the_inside_and_its_index():
    square = np.array([[[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]]], float)
    pair = np.concatenate([square, square + np.array([5, 0, 0])])
    parts, index = clip(pair, lambda p: 0.25 - p[..., 0])
    assert index.tolist() == [0]
    assert area(parts) == pytest.approx(0.25)
    assert parts[..., 0].max() == pytest.approx(0.25)
