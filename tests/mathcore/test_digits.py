"""The readers of real digits: gradients against central differences, results against chance."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from mathcore.arrays import MathError
from mathcore.calculus import difference_gradient
from mathcore.classifiers import Perceptron, SoftmaxRegression, fit, saliency
from mathcore.digits import IMAGE_SHAPE, digits, linear_reader, misread, neural_reader

READERS = pytest.mark.parametrize("reader", [linear_reader, neural_reader])


def test_the_split_is_honest_and_fixed():
    data = digits()
    assert len(data.train_images) + len(data.test_images) == 1797
    assert data.test_images.shape == (450, 64)
    assert data.test_images.min() == 0
    assert data.test_images.max() == 1
    rows = {image.tobytes() for image in data.train_images}
    assert not any(image.tobytes() in rows for image in data.test_images)
    assert np.bincount(data.test_labels).min() >= 43
    assert IMAGE_SHAPE == (8, 8)


@pytest.mark.parametrize(("reader", "least"), [(linear_reader, 0.955), (neural_reader, 0.965)])
def test_they_read_well_what_they_never_saw(reader, least):
    data = digits()
    assert reader().accuracy(data.test_images, data.test_labels) >= least
    assert reader() is reader()
    wrong = misread(reader())
    assert len(wrong) == round((1 - reader().accuracy(data.test_images, data.test_labels)) * 450)
    for case in wrong:
        chances = reader().probabilities(data.test_images[case.index])
        assert case.confidence == pytest.approx(chances.max())
        assert case.guess == chances.argmax()
        assert case.label == data.test_labels[case.index] != case.guess


@READERS
@pytest.mark.parametrize("of", ["score", "probability", "loss"])
def test_input_gradients_against_central_differences(reader, of):
    model, data = reader(), digits()

    def measured(label):
        return {
            "score": lambda x: model.scores(x)[..., label],
            "probability": lambda x: model.probabilities(x)[..., label],
            "loss": lambda x: model.losses(x, np.full(x.shape[:-1], label)),
        }[of]

    for image, label in zip(data.test_images[:3], (0, 3, 8), strict=True):
        exact = model.input_gradient(image, label, of=of)
        assert exact.shape == (64,)
        np.testing.assert_allclose(
            exact, difference_gradient(measured(label), image), rtol=1e-5, atol=1e-8
        )
        np.testing.assert_array_equal(saliency(model, image, label, of=of), np.abs(exact))
    many = model.input_gradient(data.test_images[:6], data.test_labels[:6], of=of)
    one = model.input_gradient(data.test_images[4], data.test_labels[4], of=of)
    np.testing.assert_allclose(many[4], one, atol=1e-12)


@pytest.mark.parametrize(
    "model", [SoftmaxRegression(np.eye(3, 4), np.ones(3)), Perceptron.random(4, 5, 3, seed=7)]
)
def test_parameter_gradients_against_central_differences(model):
    draw = np.random.default_rng(1)
    x, c = draw.normal(size=(9, 4)), draw.integers(0, 3, 9)

    def loss(parameters):
        flat = parameters.reshape(-1, parameters.shape[-1])
        return np.array([model.with_parameters(p).loss(x, c) for p in flat])[0]

    np.testing.assert_allclose(
        model.parameter_gradient(x, c), difference_gradient(loss, model.parameters), atol=1e-8
    )
    with pytest.raises(MathError, match="parameters in one vector"):
        model.with_parameters([1, 2])


def test_the_linear_reader_s_sensitivity_is_its_weight_everywhere():
    model, data = linear_reader(), digits()
    gradients = model.input_gradient(data.test_images, 3, of="score")
    assert (gradients == model.weights[3]).all()
    other = neural_reader().input_gradient(data.test_images[:2], 3, of="score")
    assert np.abs(other[0] - other[1]).max() > 0.01


def test_pixels_that_are_always_empty_teach_nothing():
    blank = digits().train_images.max(axis=0) == 0
    assert blank.any()
    np.testing.assert_allclose(linear_reader().weights[:, blank], 0, atol=1e-6)


def test_training_agrees_with_scikit_learn():
    data = digits()
    x, c = data.train_images[:300], data.train_labels[:300]
    # Ours penalizes the biases too: for theirs they are the weights of a constant input.
    theirs = LogisticRegression(C=1 / (300 * 0.01), fit_intercept=False, tol=1e-8, max_iter=2000)
    constant = np.column_stack([x, np.ones(len(x))])
    theirs.fit(constant, c)
    ours = fit(SoftmaxRegression.zeros(64, 10), x, c, penalty=0.01, iterations=2000)
    gap = np.abs(ours.probabilities(x) - theirs.predict_proba(constant)).max()
    assert gap < 2e-3


def test_untrained_is_undecided_and_a_wrong_word_is_named():
    blank = SoftmaxRegression.zeros(64, 10)
    assert blank.loss(digits().test_images, digits().test_labels) == pytest.approx(np.log(10))
    with pytest.raises(MathError, match="'logit'"):
        blank.input_gradient(np.zeros(64), 1, of="logit")
