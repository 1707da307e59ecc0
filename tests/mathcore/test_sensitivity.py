"""Sensitivities of a score: against central differences, and what a nudge predicts."""

import numpy as np
import pytest

from mathcore.arrays import MathError
from mathcore.calculus import difference_gradient
from mathcore.classifiers import SoftmaxRegression
from mathcore.digits import digits, linear_reader, neural_reader
from mathcore.sensitivity import most_sensitive, nudge, score_along_input, sensitivities


def test_sensitivities_are_the_slopes_of_the_score():
    model, image = neural_reader(), digits().test_images[3]
    measured = difference_gradient(lambda x: model.scores(x)[..., 5], image)
    np.testing.assert_allclose(sensitivities(model, image, 5), measured, rtol=1e-5, atol=1e-8)
    assert most_sensitive(model, image, 5) == np.abs(measured).argmax()


def test_a_small_nudge_is_predicted_and_a_large_one_is_not():
    model, image = neural_reader(), digits().test_images[159]
    index = most_sensitive(model, image, 6)
    small = nudge(model, image, 6, index=index, change=1e-4)
    assert small.predicted == pytest.approx(small.true, rel=1e-3)
    assert small.quotient == pytest.approx(sensitivities(model, image, 6)[index], rel=1e-3)
    large = nudge(model, image, 6, index=index, change=1.0)
    assert abs(large.true - large.predicted) > 0.3 * abs(large.predicted)
    # The error of a linear prediction is quadratic: half the nudge, a quarter of the error.
    errors = [
        abs(n.true - n.predicted)
        for n in (nudge(model, image, 6, index=index, change=c) for c in (0.02, 0.01))
    ]
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.05)


def test_a_linear_model_is_predicted_exactly_however_far():
    model, image = linear_reader(), digits().test_images[0]
    far = nudge(model, image, 2, index=20, change=-0.7)
    assert far.true == pytest.approx(far.predicted, rel=1e-9)
    assert far.predicted == pytest.approx(-0.7 * model.weights[2, 20])


def test_by_hand():
    model = SoftmaxRegression(np.array([[1.0, -3.0], [0.0, 2.0]]), np.array([0.5, 0.0]))
    assert most_sensitive(model, [0.0, 0.0], 0) == 1
    step = nudge(model, [1.0, 1.0], 0, index=1, change=0.5)
    assert (step.predicted, step.true, step.quotient) == (-1.5, -1.5, -3.0)
    along = score_along_input(model, [1.0, 1.0], 0, 1)
    np.testing.assert_allclose(along([[0.0, 1.0], [2.0, 0.5]]), [[1.5, -1.5], [-4.5, 0.0]])


def test_no_change_is_no_nudge():
    with pytest.raises(MathError, match="must change the input"):
        nudge(linear_reader(), digits().test_images[0], 2, index=0, change=0.0)
