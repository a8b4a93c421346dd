"""Makes the ledger again after it was lost or damaged."""
