"""Predictions → verdicts → report. Takes predictions, never a model; what is measured stands in `compare` and `verdict`."""
