"""Words and formulas as mobjects, set with Typst and its embedded fonts only.

Nothing here depends on the fonts of the machine: text is set in Libertinus Serif, formulas in New
Computer Modern Math at book weight, both built into Typst, and system fonts are ignored. Sizes are
em-sizes in scene units (the frame is 8 high); none is below ``SMALLEST``.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Self
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt
import svgelements  # type: ignore[import-untyped]
import typst
from manim import config
from manim.mobject.svg.svg_mobject import SVGMobject
from manim.mobject.text.typst_mobject import Typst
from manim.mobject.types.vectorized_mobject import VGroup, VMobject
from manim.utils import typst_file_writing as manim_typst
from manim.utils.color import ManimColor

from scenes.kit.theme import theme

FRAME_HEIGHT = 8.0
SMALLEST = FRAME_HEIGHT / 30
"""The smallest em-size anything may have: 1/30 of the frame's height."""

HERO = 0.80
TITLE = 0.56
BODY = 0.46
LABEL = 0.40
TICK = 0.31

TEXT_FONT = "Libertinus Serif"
MATH_FONT = "New Computer Modern Math"
MATH_WEIGHT = 450

Colors = Mapping[str, str]

_UNITS_PER_FONT_SIZE = 1 / 96  # manim sets 10 pt type; font size 48 makes its em half a unit
_POINTS_PER_EM = float(manim_typst.TYPST_COMPILATION_FONT_SIZE)
_PREAMBLE = f"""\
#set text(font: "{TEXT_FONT}", fallback: false, lang: "en")
#set par(leading: 0.55em)
#show math.equation: set text(font: "{MATH_FONT}", weight: {MATH_WEIGHT}, fallback: false)
#set math.vec(gap: 0.5em)
#set math.mat(row-gap: 0.5em, column-gap: 0.7em)
#let part(k, body) = text(fill: rgb(1, calc.quo(k, 256), calc.rem(k, 256)), body)
"""
_PAGE_HEIGHT = re.compile(r'<svg[^>]*? height="([0-9.]+)pt"')
_PART = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_LABELLED = re.compile(r"^(.*?)\s*:\s*([A-Za-z_][\w-]*)\s*$", re.DOTALL)


Array = npt.NDArray[np.float64]


class TypesetError(ValueError):
    """A text or formula that can't be set, with Typst's own words."""


class ParsedInMemory(SVGMobject):
    """An SVG parsed without manim's temporary file, in which two processes could meet."""

    def generate_mobject(self) -> Self:
        """Parse the file and add what is in it."""
        tree = self.modify_xml_tree(ElementTree.parse(self.get_file_path()))  # type: ignore[arg-type]
        buffer = io.BytesIO()
        tree.write(buffer)
        buffer.seek(0)
        mobjects, self.id_to_vgroup_dict = self.get_mobjects_from(svgelements.SVG.parse(buffer))
        for glyph in mobjects:
            # What a glyph was read from would be copied, slowly, at the start of every animation.
            vars(glyph).pop("path_obj", None)
        self.add(*mobjects)
        self.flip(np.array([1.0, 0.0, 0.0]))
        return self


class Typeset(ParsedInMemory, Typst):
    """A piece of typeset text or mathematics whose labelled parts can be picked out.

    Parts are marked inside the source by ``part(k, …)``, which changes nothing in the layout: it
    gives the glyphs a marker colour by which they are found again, and which is then replaced.
    """

    def __init__(
        self, source: str, *, parents: Sequence[int] = (), labels: Sequence[str] = ()
    ) -> None:
        precompile(source)
        super().__init__(source, typst_preamble=_PREAMBLE, color=theme().ink)
        self._parts: dict[str, list[VMobject]] = {label: [] for label in labels}
        for glyph in self.submobjects:
            part = _marker(glyph)
            if part is not None:
                _repaint(glyph, theme().ink)
            while part is not None and part >= 0:
                self._parts[labels[part]].append(glyph)
                part = parents[part]
        # Parts are found by colour; the parser's groups would only be copied with every copy.
        self.id_to_vgroup_dict = {}
        # Two far points tell the scale at any later moment, under rotation too.
        points = self.get_all_points()
        self._ends = (int(points[:, 0].argmin()), int(points[:, 0].argmax())) if len(points) else ()
        # manim can't size what has no height, such as a lone rule: that keeps Typst's 10 points.
        flat = self.initial_height == 0
        self._em = _POINTS_PER_EM if flat else self._font_size * _UNITS_PER_FONT_SIZE
        self._way = self._measure_way()
        self._span = self._measure_span()

    def _measure_way(self) -> Array:
        """Return the vector ``(3,)`` from one far point to the other; zero if none is known."""
        points = self.get_all_points()
        if not self._ends or len(points) <= max(self._ends):  # glyphs were taken out
            return np.zeros(3)
        return np.asarray(points[self._ends[1]] - points[self._ends[0]])

    def _measure_span(self) -> float:
        return float(np.linalg.norm(self._measure_way()))

    @property
    def turn(self) -> float:
        """By how much it is turned in the plane since it was set, in radians, within ±π."""
        now, then = complex(*self._measure_way()[:2]), complex(*self._way[:2])
        return float(np.angle(now * then.conjugate()))

    @property
    def em_size(self) -> float:
        """The present em-size in scene units."""
        span = self._measure_span()
        return self._em * span / self._span if span and self._span else self._em

    def set_em_size(self, size: float) -> Self:
        """Scale about the centre until one em is ``size`` units."""
        self.scale(size / self.em_size)
        return self

    def part(self, label: str) -> VGroup:
        """Return the glyphs of a labelled part; an unknown label is a ``KeyError`` with names."""
        if label not in self._parts:
            known = ", ".join(repr(name) for name in self._parts) or "none"
            raise KeyError(f"{self.typst_code!r} has no part {label!r}; its parts are: {known}")
        return VGroup(*self._parts[label])

    def select(self, key: str | int) -> VGroup:
        """Return a part by label, or by its number in reading order."""
        return self.part(list(self._parts)[key] if isinstance(key, int) else key)

    @property
    def part_labels(self) -> tuple[str, ...]:
        """The labels of all parts, in reading order."""
        return tuple(self._parts)

    def paint(self, meaning: str, *parts: str) -> Self:
        """Colour the whole, or the named parts only, by a meaning of the theme."""
        glyphs = [g for name in parts for g in self.part(name)] if parts else self.submobjects
        for glyph in glyphs:
            _repaint(glyph, theme().of(meaning))
        return self


def text(
    words: str,
    *,
    size: float = BODY,
    color: str = "ink",
    bold: bool = False,
    italic: bool = False,
    width: float | None = None,
    centered: bool = False,
) -> Typeset:
    """Set plain words, taken literally; with ``width`` (scene units) they wrap into lines."""
    weight, style = ("semibold" if bold else "regular"), ("italic" if italic else "normal")
    source = f'#text(weight: "{weight}", style: "{style}")[{_lines(words)}]'
    if centered:
        source = f"#align(center)[{source}]"
    if width is not None:
        source = _in_column(source, width / size)
    return _finish(_typeset(source, (), ()), size, color, {})


def column_height(words: str, *, ems: float) -> float:
    """Return how high words stand in a column ``ems`` wide, in points of the page.

    Typst tells it at once; reading the outlines, as :func:`text` does, takes twenty times as long.
    """
    page = precompile(_in_column(_lines(words), ems)).read_text("utf-8")
    found = _PAGE_HEIGHT.search(page)
    if found is None:
        raise TypesetError(f"Typst doesn't tell how high {words!r} stands")
    return float(found[1])


def _lines(words: str) -> str:
    return "#linebreak()".join(_literal(line) for line in words.split("\n"))


def _in_column(source: str, ems: float) -> str:
    return f"#block(width: {ems:.4f}em)[{source}]"


def math(
    source: str, *, size: float = BODY, color: str = "ink", colors: Colors | None = None
) -> Typeset:
    """Set Typst mathematics as a display formula.

    ``colors`` maps pieces of the source to meanings: ``{"nabla f": "gradient"}`` colours every
    ``nabla f`` and makes it a part of that name. ``{{ x^2 : label }}`` names a part by hand; if the
    label is also in ``colors`` it takes that meaning.
    """
    colors = dict(colors or {})
    marked, labels, parents = mark_parts(source, tuple(colors))
    return _finish(_typeset(f"$ {marked} $", labels, parents), size, color, colors)


def prose(
    source: str,
    *,
    size: float = BODY,
    color: str = "ink",
    width: float | None = None,
) -> Typeset:
    """Set Typst markup: words with formulas between dollars, for sentences that mix both."""
    if width is not None:
        source = _in_column(source, width / size)
    return _finish(_typeset(source, (), ()), size, color, {})


def halo(made: Typeset, *, width: float = 10.0) -> Typeset:
    """Give text a rim in the background's colour, so that it reads over lines; return it."""
    for glyph in made.submobjects:
        glyph.set_stroke(theme().background, width, background=True)
    return made


def mark_parts(
    source: str, patterns: Sequence[str] = ()
) -> tuple[str, tuple[str, ...], tuple[int, ...]]:
    """Wrap ``{{ … : label }}`` groups and all occurrences of patterns into ``part(#k, …)``.

    Returns the marked source, a label for each part and the index of each part's parent (-1 for
    none). A pattern occurs where it stands as a whole token; longer patterns go first.
    """
    labels: list[str] = []
    parents: list[int] = []

    def begin(label: str, parent: int) -> int:
        labels.append(label)
        parents.append(parent)
        return len(labels) - 1

    def tokens(piece: str, parent: int) -> str:
        if not ordered:
            return piece

        def wrap(found: re.Match[str]) -> str:
            if found.group("string"):
                return found.group(0)
            number = begin(found.group(0), parent)
            # A space keeps a following "(" from being read as more arguments.
            return f"part(#{number}, {found.group(0)}) "

        return finder.sub(wrap, piece)

    def groups(piece: str, parent: int) -> str:
        result, position = [], 0
        while (start := piece.find("{{", position)) >= 0:
            end = _closing(piece, start)
            found = _LABELLED.match(piece[start + 2 : end])
            content, label = found.groups() if found else (piece[start + 2 : end].strip(), "")
            number = begin(label or f"part-{len(labels)}", parent)
            result += [tokens(piece[position:start], parent)]
            result += [f"part(#{number}, {groups(content, number)}) "]
            position = end + 2
        return "".join(result) + tokens(piece[position:], parent)

    ordered = sorted((p for p in patterns if p.strip()), key=len, reverse=True)
    finder = re.compile(r'(?P<string>"(?:[^"\\]|\\.)*")|' + "|".join(_token(p) for p in ordered))
    return groups(source, -1), tuple(labels), tuple(parents)


def precompile(source: str) -> Path:
    """Compile into manim's own cache with embedded fonts only, whole file or none.

    manim then finds the picture there and doesn't compile with the machine's fonts.
    """
    document = manim_typst.TYPST_TEMPLATE.format(
        text_size=manim_typst.TYPST_COMPILATION_FONT_SIZE, preamble=_PREAMBLE, body=source
    )
    folder = Path(config.get_dir("tex_dir"))
    target = folder / f"{manim_typst._typst_hash(document)}.svg"
    if target.exists():
        return target
    try:
        picture = typst.compile(document.encode(), format="svg", font_paths=_embedded_fonts())
    except typst.TypstError as error:
        raise TypesetError(f"Typst can't set {source!r}: {error}") from None
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as beside:
        beside.write(picture)
    os.replace(beside.name, target)
    return target


@cache
def _embedded_fonts() -> Any:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


@lru_cache(maxsize=1024)
def _master(
    source: str, labels: tuple[str, ...], parents: tuple[int, ...], pixels: int, folder: str
) -> Typeset:
    # Stroke widths depend on the pixel grid, the cache folder on the current configuration.
    return Typeset(source, labels=labels, parents=parents)


def _typeset(source: str, labels: tuple[str, ...], parents: tuple[int, ...]) -> Typeset:
    folder = str(config.get_dir("tex_dir"))
    return _master(source, labels, parents, int(config.pixel_width), folder).copy()


def _finish(made: Typeset, size: float, color: str, colors: Colors) -> Typeset:
    if size < SMALLEST - 1e-9:
        raise TypesetError(
            f"text of em-size {size:.3f} is too small to read; the least is {SMALLEST:.3f}"
        )
    made.set_em_size(size).move_to((0, 0, 0)).paint(color)
    for label, meaning in colors.items():
        if label in made.part_labels:
            made.paint(meaning, label)
    return made


def _literal(words: str) -> str:
    """Write words as a Typst string, so that no character of theirs is markup."""
    words = re.sub(r"(?<=\w)'(?=\w)", "\u2019", words)
    words = "".join(ch if ch.isprintable() else " " for ch in words)
    return '#"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _token(pattern: str) -> str:
    """Return a regular expression for the pattern as whole tokens, whatever the spacing."""
    body = r"\s+".join(re.escape(word) for word in pattern.split())
    before = r"(?<![A-Za-z.])" if pattern.strip()[0].isalpha() else ""
    after = r"(?![A-Za-z.])" if pattern.strip()[-1].isalpha() else ""
    return before + body + after


def _closing(piece: str, start: int) -> int:
    depth, position = 0, start
    while position < len(piece) - 1:
        pair = piece[position : position + 2]
        if pair in ("{{", "}}"):
            depth += 1 if pair == "{{" else -1
            if depth == 0:
                return position
            position += 1
        position += 1
    raise TypesetError(f"a '{{{{' in {piece!r} is never closed by '}}}}'")


def _marker(glyph: VMobject) -> int | None:
    """Return the part number that a glyph's marker colour carries, if it carries one."""
    paints: list[ManimColor | None] = []
    if glyph.get_fill_opacity() > 0:
        paints.append(glyph.get_fill_color())
    if glyph.get_stroke_width() > 0:
        paints.append(glyph.get_stroke_color())
    for paint in paints:
        if paint is None:
            continue
        red, high, low = (round(level * 255) for level in paint.to_rgb())
        if red == 1:
            return int(high * 256 + low)
    return None


def _repaint(glyph: VMobject, color: str) -> None:
    if glyph.get_fill_opacity() > 0:
        glyph.set_fill(color)
    if glyph.get_stroke_width() > 0:
        glyph.set_stroke(color)
