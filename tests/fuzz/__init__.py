"""Thousands of damaged catalogues: ``python -m tests.fuzz``, in ``make fuzz``."""
