"""Measure how fast scenes become films, against stock manim and against encoding alone."""
