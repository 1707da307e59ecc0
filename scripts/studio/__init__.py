"""The studio: plan, speak, time, draw, inspect, mix, publish; each step values to values."""
