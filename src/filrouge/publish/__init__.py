"""What other software reads: references for citation managers, feeds, structured data. Pure functions from values."""
