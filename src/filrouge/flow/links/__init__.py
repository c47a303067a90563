"""Links brought to the state of the library, and read as editors decided."""
