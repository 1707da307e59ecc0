"""The studio: plan, speak, time, draw, inspect, mix, publish, each a function from values to values."""
