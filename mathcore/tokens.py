"""Text → tokens: the alphabet of the expression grammar, and the error that points at a column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from mathcore.arrays import MathError

__all__ = ["MAX_LENGTH", "ExpressionError", "Token", "tokenize"]

MAX_LENGTH = 2000
"""Longest text that is read, in characters."""

_MAX_NUMBER = 350
_SHOWN = 60

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
      | (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<operator>\*\*|[-+*/^()])""",
    re.VERBOSE,
)

# What people paste or type from habit, and what to write instead.
_INSTEAD = {
    "−": '"-"', "–": '"-"', "—": '"-"', "×": '"*"', "·": '"*"', "⋅": '"*"', "∙": '"*"',
    "÷": '"/"', "∕": '"/"', "²": '"**2"', "³": '"**3"', "√": '"sqrt(...)"', "π": '"pi"',
    "|": '"abs(...)"', "[": '"("', "]": '")"', "{": '"("', "}": '")"',
}  # fmt: skip


class ExpressionError(MathError):
    """A text that is not an expression of the grammar.

    ``text`` is the whole text, ``column`` where reading stopped (1 is the first character),
    ``expected`` what would have been right.
    """

    def __init__(self, text: str, column: int, problem: str, expected: str) -> None:
        self.text = text
        self.column = column
        self.problem = problem
        self.expected = expected
        super().__init__(
            f"Cannot read {_shortened(text, column)} at column {column}: "
            f"{problem}; expected {expected}."
        )

    def __reduce__(self) -> tuple[type[ExpressionError], tuple[str, int, str, str]]:
        return type(self), (self.text, self.column, self.problem, self.expected)


def _shortened(text: str, column: int) -> str:
    """Quote the text, or the part of it around the column, in printable characters."""
    start = max(0, min(column - 1 - _SHOWN // 2, len(text) - _SHOWN))
    part = text[start : start + _SHOWN]
    printable = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in part)
    before, after = "…" if start else "", "…" if start + _SHOWN < len(text) else ""
    return f'"{before}{printable}{after}"'


@dataclass(frozen=True)
class Token:
    """One word of the text; ``column`` counts from 1; kind ``end`` closes every list."""

    kind: Literal["number", "name", "operator", "end"]
    text: str
    column: int

    def __str__(self) -> str:
        return "the end" if self.kind == "end" else f'"{self.text[:30]}"'


def tokenize(text: str) -> list[Token]:
    """Split the text into tokens, the last of kind ``end``.

    ``^`` becomes ``**``. Raises `ExpressionError` for a text that is empty, longer than
    ``MAX_LENGTH`` or has a character outside the alphabet.

    >>> [token.text for token in tokenize("2*x^3")]
    ['2', '*', 'x', '**', '3', '']
    """
    if not isinstance(text, str):
        raise ExpressionError(repr(text)[:_SHOWN], 1, "it is not text", "text such as x**2 + y**2")
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            text, MAX_LENGTH + 1, f"it has {len(text)} characters", f"at most {MAX_LENGTH}"
        )
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise _strange_character(text, position)
        if match.lastgroup != "space":
            tokens.append(_token(text, match))
        position = match.end()
    if not tokens:
        raise ExpressionError(text, 1, "it is empty", "an expression such as x**2 + y**2")
    tokens.append(Token("end", "", len(text) + 1))
    return tokens


def _token(text: str, match: re.Match[str]) -> Token:
    column, word = match.start() + 1, match.group()
    if match.lastgroup == "number":
        if len(word) > _MAX_NUMBER:
            raise ExpressionError(
                text, column, f"a number of {len(word)} characters", f"at most {_MAX_NUMBER}"
            )
        return Token("number", word, column)
    if match.lastgroup == "name":
        return Token("name", word, column)
    return Token("operator", "**" if word == "^" else word, column)


def _strange_character(text: str, position: int) -> ExpressionError:
    character = text[position]
    shown = f'"{character}"' if character.isprintable() else ascii(character)
    if not character.isascii():
        shown += f" (U+{ord(character):04X})"
    expected = _INSTEAD.get(character, "numbers, names, + - * / ** ( )")
    return ExpressionError(text, position + 1, f"the character {shown} has no meaning", expected)
