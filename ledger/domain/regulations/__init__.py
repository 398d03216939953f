"""Rule data, dated: registration periods and the names of clubs."""
