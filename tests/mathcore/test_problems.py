"""The six problems: worked by hand, confirmed, drawn at random, and refused when senseless."""

import dataclasses
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from mathcore.arrays import MathError
from mathcore.problems import KINDS, generate, pose
from mathcore.problems.problem import Line, dot

R = sympy.Rational


def test_there_are_the_six_kinds_of_the_course():
    assert list(KINDS) == [
        "partials", "direction", "tangent", "quadratic", "three-steps", "bernoulli"
    ]  # fmt: skip


def test_partials_by_hand():
    # f = x² e^{xy}: f_x = 2x e^{xy} + x² y e^{xy}, f_y = x³ e^{xy}.
    facts = pose("partials").facts
    x, y = sympy.symbols("x y", real=True)
    assert sympy.simplify(facts["f_x"] - (2 * x + x**2 * y) * sympy.exp(x * y)) == 0
    assert sympy.simplify(facts["f_y"] - x**3 * sympy.exp(x * y)) == 0
    assert (facts["slope_x"], facts["slope_y"]) == (4, 8)


def test_direction_by_hand_and_stewart():
    assert pose("direction").facts["rate"] == 4
    stewart = pose("direction", field="x**2*y**3 - 4*y", at=(2, -1), along=(2, 5))
    assert (stewart.facts["slope_x"], stewart.facts["slope_y"]) == (-4, 8)
    assert stewart.facts["rate"] == 32 / sympy.sqrt(29)


def test_tangent_by_hand():
    facts = pose("tangent").facts
    assert [facts[k] for k in ("level", "line_x", "line_y", "line_c")] == [7, 4, 5, 14]
    # x²/4 + y²/9 at (−2, 0): the vertical line x = −2.
    facts = pose("tangent", field="x**2/4 + y**2/9", at=(-2, 0)).facts
    assert [facts[k] for k in ("line_x", "line_y", "line_c")] == [1, 0, -2]


def test_quadratic_by_hand():
    facts = pose("quadratic", matrix=((1, 4), (0, 3)), at=(1, 2)).facts
    assert (facts["slope_x"], facts["slope_y"]) == (10, 16)
    assert (facts["naive_x"], facts["naive_y"]) == (18, 12)


def test_three_steps_by_hand():
    facts = pose("three-steps").facts
    assert [(facts[f"x{k}"], facts[f"y{k}"]) for k in range(4)] == [
        (8, 8), (4, -4), (2, 2), (1, -1)
    ]  # fmt: skip
    assert facts["bound"] == R(2, 3)
    assert facts["stable"]
    running = pose("three-steps", hessian=((12, 4), (4, 2)), start=(1, 1), step="1/10")
    assert sympy.simplify(running.facts["bound"] - 2 / (7 + sympy.sqrt(41))) == 0
    assert not pose("three-steps", step=0.75).facts["stable"]
    assert pose("three-steps", step="2/3").facts["verdict"] == "exactly at"


def test_bernoulli_by_hand():
    facts = pose("bernoulli").facts
    assert (facts["slope"], facts["fisher"], facts["natural"]) == (R(-25, 8), R(25, 4), R(-1, 2))
    assert facts["natural_next"] == R(9, 20)
    assert facts["plain_leaves"]
    whole = pose("bernoulli", heads=3, tosses=4, at=Fraction(1, 2), step=1)
    assert whole.facts["natural_next"] == R(3, 4)  # a whole natural step lands on the data


@pytest.mark.parametrize("kind", KINDS)
def test_the_parts_are_all_there(kind):
    problem = pose(kind)
    assert problem.kind == kind
    assert len(problem.steps) >= 3
    assert problem.statement[0].words.endswith((".", "?"))
    assert problem.hint.words.endswith((".", "?"))
    assert problem.steps[-1].chain
    assert problem.answer.chain
    for line in (*problem.statement, problem.hint, *problem.steps, problem.answer):
        assert len(line.words) <= 70
        assert all(isinstance(link, sympy.Basic) for link in line.chain)
    with pytest.raises(TypeError):
        problem.facts["a"] = 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(12))
def test_drawn_problems_are_confirmed_and_readable(kind, seed):
    problem = generate(kind, seed)
    again = generate(kind, seed)
    assert problem.steps == again.steps
    assert problem.confirmation.agrees, problem.confirmation
    numbers = [n for s in problem.steps for link in s.chain for n in link.atoms(sympy.Rational)]
    assert max(max(abs(n.p), n.q) for n in numbers) < 1000


@pytest.mark.parametrize("kind", KINDS)
def test_seeds_draw_different_problems(kind):
    assert len({str(generate(kind, seed).statement) for seed in range(12)}) >= 6


def _leaves_equal(first, second):
    """Whether two links of a chain have the same value."""
    first, second = (link.doit() for link in (first, second))
    if isinstance(first, sympy.MatrixBase):
        return (first - second).applyfunc(sympy.simplify) == sympy.zeros(*first.shape)
    return sympy.simplify(first - second) == 0


@pytest.mark.parametrize("kind", ["direction", "quadratic", "three-steps", "bernoulli"])
def test_chains_of_numbers_are_truly_equal(kind):
    checked = 0
    for problem in (pose(kind), *(generate(kind, seed) for seed in range(4))):
        for line in problem.steps:
            links = [k for k in line.chain if not k.free_symbols]
            for first, second in pairwise(links):
                assert _leaves_equal(first, second), line
                checked += 1
    assert checked


small = st.integers(-6, 6)


@settings(max_examples=30, deadline=None)
@given(st.tuples(small, small), st.tuples(small, small), st.tuples(small, small))
def test_any_own_matrix_is_solved_or_refused(first, second, at):
    if first[1] == second[0]:
        with pytest.raises(MathError, match="symmetric"):
            pose("quadratic", matrix=(first, second), at=at)
    else:
        assert pose("quadratic", matrix=(first, second), at=at).confirmation.agrees


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 9), st.integers(-3, 3), st.integers(1, 9), st.integers(1, 40))
def test_any_own_bowl_is_solved_or_refused(a, b, c, step):
    given_numbers = {"hessian": ((a, b), (b, c)), "start": (1, -2), "step": f"{step}/20"}
    if a * c <= b * b:
        with pytest.raises(MathError, match="positive definite"):
            pose("three-steps", **given_numbers)
        return
    problem = pose("three-steps", **given_numbers)
    assert problem.confirmation.agrees, problem.confirmation
    eigenvalues = np.linalg.eigvalsh([[a, b], [b, c]])
    assert float(problem.facts["bound"]) == pytest.approx(2 / eigenvalues[-1])


def test_a_wrong_claim_would_be_caught():
    sound = pose("partials").confirmation
    broken = dataclasses.replace(sound, claimed=sound.claimed + np.array([0, 0.01]))
    assert sound.agrees
    assert not broken.agrees


def test_lines_drop_repeated_links_and_dot_stays_unevaluated():
    two = sympy.Integer(2)
    assert Line("", (two, two, two + 1)).chain == (2, 3)
    assert str(dot((2, 3), (5, 7))).count("*") == 2
    assert dot((2, 3), (5, 7)).doit() == 31


@pytest.mark.parametrize(
    ("kind", "givens", "words"),
    [
        ("tangents", {}, "Did you mean 'tangent'"),
        ("tangent", {"fields": "x"}, "'fields'"),
        ("direction", {"along": (0, 0)}, "no direction"),
        ("direction", {"along": (1, 2, 3)}, "two numbers"),
        ("direction", {"at": ("a", 1)}, "at must be a number"),
        ("direction", {"field": "log(x)", "at": (-1, 0)}, "no gradient at"),
        ("direction", {"field": "x +* y"}, "x \\+\\* y"),
        ("tangent", {"field": "x**2 + y**2", "at": (0, 0)}, "zero: no tangent"),
        ("tangent", {"at": 5}, "two numbers"),
        ("quadratic", {"matrix": 7}, "two rows"),
        ("quadratic", {"matrix": ((1, 2), (2, 1))}, "not be symmetric"),
        ("three-steps", {"step": 0}, "step must be positive"),
        ("three-steps", {"step": float("nan")}, "step must be a number"),
        ("three-steps", {"start": (0, 0)}, "minimum already"),
        ("three-steps", {"hessian": ((1, 2), (2, 1))}, "positive definite"),
        ("bernoulli", {"heads": 10}, "between 1 and tosses - 1"),
        ("bernoulli", {"heads": 2.5}, "whole number"),
        ("bernoulli", {"at": "7/10"}, "zero there"),
        ("bernoulli", {"at": "1/0"}, "at must be a number"),
        ("bernoulli", {"step": 2}, "at most 1"),
        ("partials", {"inner": "3"}, "true composition"),
        ("partials", {"outer": "log(t)", "at": (0, 0)}, "no partials at"),
    ],
)
def test_senseless_givens_are_refused_in_one_sentence(kind, givens, words):
    with pytest.raises(MathError, match=words):
        pose(kind, **givens)
