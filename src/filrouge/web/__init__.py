"""The faces of a library: pages that work without JavaScript, the JSON API and the files that were imported."""
