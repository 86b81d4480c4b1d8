"""Measuring the importer: a corpus with known answers, scores, times, memory."""
