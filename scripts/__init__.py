"""What is run: set-up, build, test, and the studio that renders, speaks, checks and publishes."""
