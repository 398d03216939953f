"""Squads to come: what is certain, what open deals may change, how likely that is, what lacks."""
