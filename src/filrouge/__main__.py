"""`python -m filrouge` is the `filrouge` command."""

from filrouge.cli import main

main()
