"""Builds statistical reports from the records, and exports them."""
