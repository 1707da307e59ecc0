"""What is true: fields, calculus, level curves, descent. Knows no manim, no files, no screen.

One shape rule: points are float64 arrays ``(..., n)``, a field maps ``(..., n)`` to ``(...)``,
a gradient maps ``(..., n)`` to ``(..., n)``. Nothing mutates its input.
"""
