"""Status and Dynamik: from indicators to an index, classes, their stability, and why they changed."""
