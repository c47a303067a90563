"""How fast Fil rouge is, beside its peers, in one run on one machine. `README.md` says how to run it."""
