"""What is shown: one file per segment, a small kit, the series manifest."""
