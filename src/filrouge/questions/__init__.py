"""Questions: how one is recognised in French and English, found in publications, and grouped with those alike."""
