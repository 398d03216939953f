"""The steps of features/: sentences of the market, told to the public Ledger and asked of it."""
