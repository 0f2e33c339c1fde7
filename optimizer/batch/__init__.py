"""Batches: scenarios as data, run once each and kept, and compared."""
