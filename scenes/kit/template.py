"""What is said in a beat: one template, read twice, once for the eye and once for the ear.

    It is largest <face> here: {max_rate} per unit step, the length of [∇f](the gradient).

``{fact}`` is filled from the segment's computed facts, ``<mark>`` names the moment at which the
next word begins, ``[display](spoken words)`` shows one thing and says another, and
``[display](/phonemes/)`` fixes a pronunciation. Words are what stands between blanks.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol, TypeAlias, runtime_checkable

import numpy as np
import sympy as sp

from scenes.kit.numbers import Coordinates, Number
from scenes.kit.reading import display_expression, speak_expression


@runtime_checkable
class Readable(Protocol):
    """Anything that can be shown and spoken: Number, Coordinates, Ratio, or your own."""

    @property
    def shown(self) -> str:
        """The thing for the eye."""
        ...

    @property
    def spoken(self) -> str:
        """The thing for the ear."""
        ...


Fact: TypeAlias = Readable | str | float | Sequence[float] | sp.Basic
"""What a placeholder may stand for; a bare number or point is rounded by the automatic rule."""


class NarrationError(ValueError):
    """A template that can't be read; carries ``template`` and ``column`` (counted from 1)."""

    def __init__(self, problem: str, template: str, column: int) -> None:
        super().__init__(f"{problem} (column {column} of the narration {template!r})")
        self.template, self.column = template, column


@dataclass(frozen=True)
class Word:
    """What stands between two blanks of a template.

    ``display`` goes to captions and transcript; ``spoken`` goes to the voice and may hold inline
    phonemes ``[tanh](/tˈænʧ/)``; ``marks`` name its beginning; ``facts`` are the placeholders in
    it.
    """

    display: str
    spoken: str
    marks: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Narration:
    """The words of one beat, in order, with the marks between them.

    ``marks`` maps a mark to the index of the word it precedes; a mark after the last word has
    the index ``len(words)``. ``facts_used`` are the names of the facts said, in order.
    """

    template: str
    words: tuple[Word, ...]
    marks: Mapping[str, int]
    facts_used: tuple[str, ...] = field(default=())

    @classmethod
    def parse(cls, template: str, facts: Mapping[str, Fact] | None = None) -> Narration:
        """Fill a template with facts and divide it into words.

        Raises ``NarrationError``, with the column, for an unknown fact, for a bracket, brace or
        mark that is not closed, and for a mark that is named twice.
        """
        words = _Builder(template)
        for piece in _pieces(template, facts or {}):
            words.add(piece)
        return words.narration()

    @property
    def display(self) -> str:
        """The text for captions and transcript."""
        return " ".join(word.display for word in self.words)

    @property
    def spoken(self) -> str:
        """The text for the voice, with inline phonemes ``[word](/phonemes/)`` where given."""
        return " ".join(word.spoken for word in self.words)

    @property
    def plain(self) -> str:
        """The words to be said by a person: the spoken text without phonemes."""
        return plain_words(self.spoken)


PHONEMES = re.compile(r"\[(?P<word>[^\[\]]*)\]\(/(?P<phonemes>[^()]*)/\)")


def plain_words(spoken: str) -> str:
    """Return spoken text with every ``[word](/phonemes/)`` replaced by its word."""
    return PHONEMES.sub(lambda match: match["word"], spoken)


@dataclass(frozen=True)
class _Piece:
    """A run of template: text that may be divided at blanks, a unit that may not, or a mark."""

    kind: str  # "text", "unit" or "mark"
    display: str
    spoken: str
    column: int
    facts: tuple[str, ...] = ()


_TOKEN = re.compile(
    r"\{(?P<fact>[^{}<>\[\]]*)\}"
    r"|<(?P<mark>[^<>{}\[\]]*)>"
    r"|\[(?P<display>[^\[\]]*)\]\((?P<said>(?:[^()]|\([^()]*\))*)\)"
    r"|(?P<text>[^{}<>\[\]]+)"
    r"|(?P<stray>.)",
    re.DOTALL,
)
_STRAY = {
    "{": "'{' is not closed by '}'",
    "}": "'}' has no '{' before it",
    "<": "The mark opened by '<' is not closed by '>'",
    ">": "'>' has no '<' before it",
    "[": "'[' does not begin a pair of the form [display](spoken words)",
    "]": "']' has no '[' before it",
}


def _pieces(template: str, facts: Mapping[str, Fact]) -> Iterator[_Piece]:
    for match in _TOKEN.finditer(template):
        column = match.start() + 1
        if match["stray"]:
            raise NarrationError(_STRAY[match["stray"]], template, column)
        if match["text"]:
            yield _Piece("text", match["text"], match["text"], column)
        elif match["mark"] is not None:
            yield _Piece("mark", _name(match["mark"], "mark", template, column), "", column)
        elif match["fact"] is not None:
            yield from _fact_pieces(match["fact"], facts, template, column)
        else:
            yield _pair(match["display"], match["said"], facts, template, column)


def _name(text: str, what: str, template: str, column: int) -> str:
    name = text.strip()
    if not name.isidentifier():
        problem = f"{text!r} is no {what}'s name: letters, digits and underscores were expected"
        raise NarrationError(problem, template, column)
    return name


def _fact_pieces(
    text: str, facts: Mapping[str, Fact], template: str, column: int
) -> Iterator[_Piece]:
    name, fact = _look_up(text, facts, template, column)
    if isinstance(fact, str):
        # A fact in words may itself hold [display](spoken) pairs, but no marks or placeholders.
        for piece in _pieces(fact, {}):
            yield _Piece(piece.kind, piece.display, piece.spoken, column, (name,))
    else:
        display, said = _read(fact)
        yield _Piece("unit", display, said, column, (name,))


def _pair(display: str, said: str, facts: Mapping[str, Fact], template: str, column: int) -> _Piece:
    used: list[str] = []

    def fill(text: str, side: int) -> str:
        def replace(match: re.Match[str]) -> str:
            name, fact = _look_up(match[1], facts, template, column)
            used.append(name)
            return _read(fact)[side]

        return re.sub(r"\{([^{}]*)\}", replace, text)

    shown_text, said_text = " ".join(fill(display, 0).split()), " ".join(fill(said, 1).split())
    if not shown_text or not said_text:
        raise NarrationError("A pair [display](spoken) has an empty side", template, column)
    if said_text.startswith("/"):
        if not said_text.endswith("/") or len(said_text) < 3:
            raise NarrationError("Phonemes must stand between two slashes", template, column)
        said_text = f"[{shown_text}]({said_text})"
    return _Piece("unit", shown_text, said_text, column, tuple(dict.fromkeys(used)))


def _look_up(text: str, facts: Mapping[str, Fact], template: str, column: int) -> tuple[str, Fact]:
    name = _name(text, "fact", template, column)
    if name not in facts:
        near = difflib.get_close_matches(name, facts, n=1, cutoff=0.5)
        known = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(facts) or 'none'}"
        raise NarrationError(f"There is no fact {name!r}; {known}", template, column)
    return name, facts[name]


def _read(fact: Fact) -> tuple[str, str]:
    """Return a fact for the eye and for the ear."""
    if isinstance(fact, str):
        return fact, fact
    if isinstance(fact, Readable):
        return fact.shown, fact.spoken
    if isinstance(fact, sp.Basic):
        return display_expression(fact), speak_expression(fact)
    if isinstance(fact, float | int | np.floating | np.integer):
        number = Number(float(fact))
        return number.shown, number.spoken
    if isinstance(fact, Sequence | np.ndarray):
        point = Coordinates.of([float(value) for value in fact])
        return point.shown, point.spoken
    kind = type(fact).__name__
    raise TypeError(f"A fact can't be a {kind}: a Number, a point or text was expected")


_PUNCTUATION = re.compile(r"[—–\-….,;:!?'\"“”‘’()]+")


class _Builder:
    """Collects pieces into words, closing a word at each blank of the template."""

    def __init__(self, template: str) -> None:
        self.template = template
        self.words: list[Word] = []
        self.marks: dict[str, int] = {}
        self.used: dict[str, None] = {}
        self._open: list[_Piece] = []
        self._pending: list[str] = []

    def add(self, piece: _Piece) -> None:
        self.used.update(dict.fromkeys(piece.facts))
        if piece.kind == "mark":
            self._mark(piece)
        elif piece.kind == "unit":
            self._open.append(piece)
        else:
            self._text(piece)

    def _text(self, piece: _Piece) -> None:
        for run in re.findall(r"\s+|\S+", piece.display):
            if run.isspace():
                self._close()
            else:
                self._open.append(_Piece("unit", run, run, piece.column, piece.facts))

    def _mark(self, piece: _Piece) -> None:
        if piece.display in self.marks:
            problem = f"The mark {piece.display!r} is set twice"
            raise NarrationError(problem, self.template, piece.column)
        self._close()
        self.marks[piece.display] = len(self.words)
        self._pending.append(piece.display)

    def _close(self) -> None:
        if not self._open:
            return
        display = "".join(piece.display for piece in self._open)
        said = "".join(piece.spoken for piece in self._open)
        facts = tuple(dict.fromkeys(name for piece in self._open for name in piece.facts))
        self._open = []
        if self.words and not self._pending and _PUNCTUATION.fullmatch(said):
            # A dash or dots standing alone belong to the word before them.
            last = self.words[-1]
            joined = f"{last.display} {display}", f"{last.spoken} {said}"
            self.words[-1] = Word(*joined, last.marks, last.facts)
            return
        self.words.append(Word(display, said, tuple(self._pending), facts))
        self._pending = []

    def narration(self) -> Narration:
        self._close()
        marks = MappingProxyType(dict(self.marks))
        return Narration(self.template, tuple(self.words), marks, tuple(self.used))
