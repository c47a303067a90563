"""Themes: publications tagged with the concepts of the thesaurus, and what a library says of each."""
