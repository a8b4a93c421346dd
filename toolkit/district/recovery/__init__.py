"""Rebuilds the ledger after loss or damage."""
