"""What people write about deals, read once at the edge into the ledger's own values."""
