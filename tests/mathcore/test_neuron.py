"""One hidden neuron: its loss against the plain formula, and the landscape that it has."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore.arrays import MathError, Window
from mathcore.critical import find_critical_points, read
from mathcore.neuron import HiddenNeuron, ink_reader

WEIGHTS = st.tuples(st.floats(-4, 4), st.floats(-3, 3))


@settings(deadline=None)  # the first call reads the digits and compiles
@given(WEIGHTS)
def test_the_loss_is_the_mean_of_squares(weights: tuple[float, float]) -> None:
    small = HiddenNeuron((-1, -0.5, -0.5, 0.25, 1), (-1, -1, 1, 1, 1))
    for neuron in (small, ink_reader()):
        plain = np.mean((neuron.predict(weights) - np.array(neuron.targets)) ** 2)
        assert float(neuron.loss(weights)) == pytest.approx(plain, abs=1e-9)
        # Changing both signs changes nothing.
        assert float(neuron.loss(np.negative(weights))) == pytest.approx(plain, abs=1e-9)


def test_the_gradient_is_the_chain_rule_s() -> None:
    neuron, (w, v) = ink_reader(), (0.8, -0.6)
    x, y = np.array(neuron.inputs), np.array(neuron.targets)
    error, bent = v * np.tanh(w * x) - y, np.tanh(w * x)
    by_hand = 2 * np.mean(error * v * (1 - bent**2) * x), 2 * np.mean(error * bent)
    assert np.allclose(neuron.loss.gradient((w, v)), by_hand)


def test_real_digits_give_two_minima_and_a_saddle_between_them() -> None:
    neuron = ink_reader()
    assert len(neuron) == 269
    found = find_critical_points(neuron.loss, Window((-4, 4), (-3, 3)))
    assert [point.kind for point in found] == ["minimum", "minimum", "saddle"]
    assert np.allclose(found[2].point, (0, 0))
    assert np.allclose(found[0].point, np.negative(found[1].point))
    # At the origin the Hessian is -2 c off the diagonal and zero on it.
    c = neuron.correlation
    assert np.allclose(read(neuron.loss, (0, 0)).eigenvalues, (-2 * abs(c), 2 * abs(c)))
    assert neuron.accuracy(found[1].point) > 0.9


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: HiddenNeuron((1, 2), (1,)), "one target per input"),
        (lambda: ink_reader(1, 1), "Two different digits"),
        (lambda: ink_reader(pixel=64), "pixels 0 to 63"),
    ],
)
def test_what_is_no_neuron_is_refused(make: object, sentence: str) -> None:
    with pytest.raises(MathError, match=sentence):
        make()  # type: ignore[operator]
