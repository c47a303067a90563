"""Questions: found in publications, gathered around, edited, and answered to those who ask."""
