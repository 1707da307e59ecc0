"""SymPy expressions as Typst mathematics: one way to write each thing, through ``formula``."""

# ruff: noqa: N802, N815  (SymPy finds a printer's methods by the names of its own classes)
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np
import sympy
from sympy.printing.precedence import PRECEDENCE, precedence
from sympy.printing.printer import Printer

from scenes.kit.layout import LayoutError, extent
from scenes.kit.numbers import parse_shown, shown
from scenes.kit.theme import MEANINGS
from scenes.kit.typography import BODY, SMALLEST, Colors, Typeset, math

_GREEK = frozenset(
    {
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
        "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi",
        "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Phi", "Psi", "Omega",
        "ell",
    }
)  # fmt: skip
_PART = "{{ "
_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_NAMED = {
    "sin": "sin", "cos": "cos", "tan": "tan", "asin": "arcsin", "acos": "arccos",
    "atan": "arctan", "sinh": "sinh", "cosh": "cosh", "tanh": "tanh", "log": "log",
}  # fmt: skip


class TypstPrinter(Printer):  # type: ignore[misc]
    """Prints an expression as Typst mathematics, as one would write it on a blackboard."""

    printmethod = "_typst"
    _default_settings: ClassVar[dict[str, Any]] = {"held": {}}

    def _print_Integer(self, number: Any) -> str:
        return digits(shown(int(number)))

    def _print_Float(self, number: Any) -> str:
        return digits(shown(float(number)))

    def _print_Rational(self, number: Any) -> str:
        if _is_decimal(number):
            return digits(shown(float(number)))
        sign = "-" if number.p < 0 else ""
        return f"{sign}{fraction(str(abs(number.p)), str(number.q))}"

    def _print_NumberSymbol(self, number: Any) -> str:
        return {"Exp1": "e", "Pi": "pi"}.get(type(number).__name__, str(number))

    def _print_ImaginaryUnit(self, _: Any) -> str:
        return "i"

    def _print_Symbol(self, symbol: Any) -> str:
        held = self._settings["held"]
        if symbol.name not in held:
            return symbol_source(symbol.name)
        value = held[symbol.name]
        words = value if isinstance(value, str) else digits(shown(value))
        return f"{_PART}{f'({words})' if words.startswith('-') else words} : {symbol.name} }}}}"

    def _print_Add(self, total: Any) -> str:
        pieces: list[str] = []
        for term in _in_reading_order(total):
            words = self._print(term)
            if words.startswith("-"):
                pieces.append(f"- {words[1:].lstrip()}")
            else:
                pieces.append(f"+ {words}")
        first = pieces[0].removeprefix("+ ")
        return " ".join(["-" + first[2:] if first.startswith("- ") else first, *pieces[1:]])

    def _print_Mul(self, product: Any) -> str:
        coefficient = product.as_coeff_Mul()[0]
        sign = ""
        if coefficient.is_number and coefficient.is_negative:
            sign, product = "-", -product
            if not product.is_Mul:
                return sign + self._factor(product)
        above, below = [], []
        for factor in product.as_ordered_factors():
            base, power = factor.as_base_exp()
            if factor.is_Rational and not factor.is_Integer and not _is_decimal(factor):
                above += [sympy.Integer(factor.p)] if factor.p != 1 else []
                below.append(sympy.Integer(factor.q))
            elif power.is_Rational and power.is_negative and not isinstance(factor, sympy.exp):
                below.append(sympy.Pow(base, -power))
            else:
                above.append(factor)
        if not below:
            return sign + self._row(above)
        return sign + fraction(self._row(above, alone=True), self._row(below, alone=True))

    def _print_Pow(self, power: Any) -> str:
        base, exponent = power.as_base_exp()
        if base is sympy.E:
            return self._print_exp(sympy.exp(exponent, evaluate=False))
        if exponent.is_Rational and exponent.is_negative:
            return fraction("1", self._print(sympy.Pow(base, -exponent)))
        if exponent == sympy.Rational(1, 2):
            return f"sqrt({self._print(base)})"
        if exponent.is_Rational and exponent.p == 1:
            return f"root({exponent.q}, {self._print(base)})"
        if isinstance(base, sympy.Function) and base.func.__name__ in _NAMED:
            # sin^2 x, as written by hand; not for a function with a power in its name.
            if exponent.is_Integer and exponent.is_positive:
                name = _NAMED[base.func.__name__]
                return f"{name}^({self._print(exponent)}) {self._argument(base)}"
            return f"({self._print(base)})^({self._print(exponent)})"
        return f"{self._atom(base)}^({self._print(exponent)})"

    def _print_exp(self, function: Any) -> str:
        return f"e^({self._print(function.args[0])})"

    def _print_Abs(self, function: Any) -> str:
        return f"abs({self._print(function.args[0])})"

    def _print_sign(self, function: Any) -> str:
        return f'op("sign") {self._argument(function)}'

    def _print_Function(self, function: Any) -> str:
        name = function.func.__name__
        if name in _NAMED:
            return f"{_NAMED[name]} {self._argument(function)}"
        arguments = ", ".join(self._print(argument) for argument in function.args)
        return f"{symbol_source(name)} ({arguments})"

    def _print_Derivative(self, derivative: Any) -> str:
        order = sum(count for _, count in derivative.variable_count)
        power = f"^{order}" if order > 1 else ""
        below = " ".join(
            f"partial {self._print(variable)}" + (f"^{count}" if count > 1 else "")
            for variable, count in derivative.variable_count
        )
        return f"{fraction(f'partial{power}', below)} {self._factor(derivative.expr)}"

    def _print_Equality(self, equation: Any) -> str:
        return f"{self._print(equation.lhs)} = {self._print(equation.rhs)}"

    def _print_MatrixBase(self, matrix: Any) -> str:
        rows = [", ".join(self._print(entry) for entry in row) for row in matrix.tolist()]
        return f"mat({'; '.join(rows)})"

    _print_ImmutableDenseMatrix = _print_MatrixBase
    _print_MutableDenseMatrix = _print_MatrixBase

    def emptyPrinter(self, expression: Any) -> str:
        """Refuse what nobody taught this printer, instead of writing Python on the screen."""
        raise ValueError(f"no formula is known for {type(expression).__name__}: {expression}")

    def _argument(self, function: Any) -> str:
        """Write ``sin x`` but ``sin(x + y)``: brackets unless the argument is one symbol."""
        argument = function.args[0]
        words = self._print(argument)
        return words if argument.is_Symbol or argument is sympy.pi else f"({words})"

    def _factor(self, expression: Any) -> str:
        words = self._print(expression)
        return f"({words})" if precedence(expression) < PRECEDENCE["Mul"] else words

    def _atom(self, expression: Any) -> str:
        words = self._print(expression)
        simple = expression.is_Symbol or (expression.is_Integer and expression >= 0)
        simple = simple or expression is sympy.pi or expression.func is sympy.Abs
        return words if simple else f"({words})"

    def _row(self, factors: list[Any], *, alone: bool = False) -> str:
        """Write a product; a bare number between factors gets a dot so that 2·3 is not 23."""
        if not factors:
            return "1"
        if alone and len(factors) == 1:
            return str(self._print(factors[0]))
        pieces: list[str] = []
        for factor in _functions_last(factors):
            words = self._factor(factor)
            first = words.removeprefix("frac(").removeprefix(_PART)
            if pieces and first.startswith(tuple("0123456789")):
                pieces.append("dot")
            pieces.append(words)
        return " ".join(pieces)


def formula(
    expression: Any,
    *,
    names: Mapping[str, str] | None = None,
    held: Mapping[str, float | str] | None = None,
) -> str:
    """Return the Typst mathematics of a SymPy expression, equation, matrix or number.

    ``names`` renames symbols: ``{"x1": "x_1"}``. ``held`` writes numbers in the places of letters
    that are held still, each a part labelled by its letter: ``x^(2) dot {{ 3 : y }}``; what is
    text there is taken as Typst mathematics. Raises ``ValueError`` for what has no notation.
    """
    expression = sympy.S(expression)
    if names:
        known = [symbol for symbol in expression.free_symbols if symbol.name in names]
        expression = expression.xreplace({s: sympy.Symbol(names[s.name]) for s in known})
    return str(TypstPrinter({"held": dict(held or {})}).doprint(expression))


def typeset(
    expression: Any,
    *,
    size: float = BODY,
    color: str = "ink",
    colors: Colors | None = None,
    names: Mapping[str, str] | None = None,
    width: float | None = None,
) -> Typeset:
    """Return an expression as a mobject, its variables in their own meanings' colours.

    ``colors`` adds to or overrides those. With ``width`` (scene units) a long formula is made
    smaller, and when it would become too small to read it is broken into lines instead.
    """
    return fitted(
        formula(expression, names=names),
        size=size,
        color=color,
        colors={**_symbol_colors(expression), **dict(colors or {})},
        width=width,
    )


def fitted(
    source: str,
    *,
    size: float = BODY,
    color: str = "ink",
    colors: Colors | None = None,
    width: float | None = None,
) -> Typeset:
    """Set a formula no wider than ``width``: smaller first, then broken at outer ``+ - =``.

    Raises ``LayoutError`` when even its lines can't be read at that width.
    """
    made = math(source, size=size, color=color, colors=colors)
    if width is None or made.width <= width:
        return made
    smaller = size * width / made.width
    if smaller >= max(SMALLEST, 0.75 * size):
        return made.set_em_size(smaller)
    pieces = outer_terms(source)
    best = made
    for lines in range(2, len(pieces) + 1):
        best = math(_broken(pieces, lines), size=size, color=color, colors=colors)
        smaller = min(size, size * width / best.width)
        if smaller >= SMALLEST:
            return best.set_em_size(smaller) if smaller < size else best
    low, high = extent(best)
    raise LayoutError(
        f"the formula {source!r} needs {high[0] - low[0]:.1f} units and has {width:.1f}; "
        "shrunk further it would be too small to read"
    )


def outer_terms(source: str) -> list[str]:
    """Split Typst mathematics before each ``+``, ``-`` and ``=`` that is in no bracket."""
    pieces, depth, start = [], 0, 0
    words = source.split(" ")
    signs = ("+", "-", "=", "approx")
    for k, word in enumerate(words):
        # A part that begins with its sign is a term, too.
        signed = word in signs or (word == "{{" and words[k + 1] in signs)
        if k > start and depth == 0 and signed:
            pieces.append(" ".join(words[start:k]))
            start = k
        depth += sum(word.count(b) for b in "([{") - sum(word.count(b) for b in ")]}")
    return [*pieces, " ".join(words[start:])]


def digits(number: str) -> str:
    """Return Typst mathematics for what ``numbers.shown`` wrote: ``3×10⁻⁶`` as a power."""
    number = number.replace("\u2212", "-").replace("∞", "infinity").replace(",", '","')
    mantissa, cross, power = number.partition("×")
    if not cross and any(ch in "⁻⁰¹²³⁴⁵⁶⁷⁸⁹" for ch in number):
        mantissa, power = "", number.lstrip("-")
        return f"{'-' if number.startswith('-') else ''}10^({power[2:].translate(_SUPERSCRIPTS)})"
    if cross:
        return f"{mantissa} times 10^({power[2:].translate(_SUPERSCRIPTS)})"
    return number


def number(value: float, *, places: int | None = None) -> str:
    """Return a number, rounded as everywhere, as Typst mathematics."""
    return digits(shown(value, places=places))


def vector(values: Any, *, places: int | None = None) -> str:
    """Return numbers as a column vector in Typst mathematics."""
    return f"vec({', '.join(number(float(v), places=places) for v in np.ravel(values))})"


def point(values: Any, *, places: int | None = None) -> str:
    """Return numbers as a point ``(a, b)`` in Typst mathematics."""
    return f"({', '.join(number(float(v), places=places) for v in np.ravel(values))})"


def row(expressions: Any) -> str:
    """Return exact expressions as a point or row vector ``(a, b)`` in Typst mathematics."""
    return f"({', '.join(formula(entry) for entry in expressions)})"


def slashed(number: Any) -> str:
    """Return an exact number as Typst mathematics no higher than a line: ``1/2`` with a slash."""
    value = sympy.S(number)
    if not value.is_Rational or value.is_Integer or _is_decimal(value):
        return formula(value)
    return f"{digits(shown(int(value.p)))} \\/ {value.q}"


def inline(words: str) -> str:
    """Return Typst mathematics for numbers and points as they are shown: ``(−0.6, 2/3)``."""
    return re.sub(r"[^(), ]+", lambda one: digits(one[0]).replace("/", " \\/ "), words)


def signed_sum(terms: Any) -> str:
    """Return terms as a sum in the order given, like ones left apart; those that are 0 are dropped.

    >>> x = sympy.Symbol("x")
    >>> signed_sum([x**2, -3*x, 0, x])
    'x^(2) - 3 x + x'
    """
    written = [formula(term) for term in map(sympy.S, terms) if term != 0] or ["0"]
    rest = (f"- {t[1:].lstrip()}" if t.startswith("-") else f"+ {t}" for t in written[1:])
    return " ".join([written[0], *rest])


def product_source(*factors: Any, labels: Sequence[str] = (), dots: bool = False) -> str:
    """Return factors side by side as given, before any arithmetic, each a part if labelled.

    A factor of 1 is left out, unless it is labelled; a sum or a negative one gets brackets; with
    ``dots`` a dot stands between all of them.

    >>> x, y = sympy.symbols("x y")
    >>> product_source(x + y, sympy.exp(x)), product_source(3, -x)
    ('(x + y) e^(x)', '3 dot (-x)')
    """
    wanted = [sympy.S(f) for f in factors if labels or f != 1] or [sympy.S.One]
    pieces = [_bracketed(f) if len(wanted) > 1 else formula(f) for f in wanted]
    if labels:
        pieces = [f"{{{{ {p} : {name} }}}}" for p, name in zip(pieces, labels, strict=True)]
    for factor, piece in zip(wanted[1:], pieces[1:], strict=True):
        dotted = dots or factor.is_number or factor.could_extract_minus_sign()
        pieces[0] += f" dot {piece}" if dotted else f" {piece}"
    return pieces[0]


def _bracketed(factor: Any) -> str:
    words = formula(factor)
    whole = not factor.is_Add and not words.startswith("-")
    return words if whole else f"({words})"


def symbol_source(name: str) -> str:
    """Return a symbol's name in Typst: ``x1`` and ``x_1`` as subscripts, Greek by name."""
    stem, _, index = name.partition("_")
    if not index:
        cut = len(stem.rstrip("0123456789"))
        stem, index = (stem[:cut], stem[cut:]) if cut else (stem, "")
    words = stem if len(stem) == 1 or stem in _GREEK else f'italic("{stem}")'
    return f"{words}_({index})" if index else words


def fraction(above: str, below: str) -> str:
    """Return a fraction in Typst mathematics."""
    return f"frac({above}, {below})"


def _is_decimal(number: Any) -> bool:
    """Tell whether a fraction was surely written as a decimal, such as 113/100, and fits as one."""
    if number.q % 10:
        return False
    return bool(sympy.Rational(repr(parse_shown(shown(float(number)))[0])) == number)


def _symbol_colors(expression: Any) -> dict[str, str]:
    names = {symbol.name for symbol in sympy.S(expression).free_symbols}
    return {name: name for name in names if name in MEANINGS and len(name) == 1}


def _in_reading_order(total: Any) -> list[Any]:
    """Order terms as SymPy does, but begin with a positive one where there is one."""
    terms = list(total.as_ordered_terms())
    if terms[0].could_extract_minus_sign():
        positive = next((t for t in terms if not t.could_extract_minus_sign()), None)
        if positive is not None:
            terms = [positive, *(t for t in terms if t is not positive)]
    return terms


def _functions_last(factors: list[Any]) -> list[Any]:
    """Put numbers first, then powers of symbols, then roots, exponentials, functions, sums."""

    def rank(factor: Any) -> int:
        base = factor.as_base_exp()[0]
        if factor.is_Number:
            return 0
        if factor.is_number or (base.is_number and base is not sympy.E):
            return 1
        if isinstance(factor, sympy.exp):
            return 4
        return 2 if base.is_Symbol else 3 if base.is_Add else 5

    return sorted(factors, key=rank)


def _broken(pieces: list[str], lines: int) -> str:
    """Spread terms over lines of about equal length, all aligned at their left."""
    lengths = np.cumsum([len(piece) for piece in pieces])
    number_of = np.minimum((lengths - 1) * lines // lengths[-1], lines - 1)
    rows = [
        " ".join(piece for piece, at in zip(pieces, number_of, strict=True) if at == row)
        for row in range(lines)
    ]
    # An empty text before a sign that begins a line makes it a sign between two terms.
    return " \\ ".join(f'& "" {row}' for row in rows if row)
