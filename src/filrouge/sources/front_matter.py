"""The YAML that opens a Markdown file: every field of a publication, written by hand.

What YAML allows and nobody writes by hand (anchors and aliases, of which bombs are made, a key twice) is refused.
"""

import re
from collections.abc import Hashable
from typing import Any

import yaml

from filrouge.errors import SourceUnreadable
from filrouge.model import Publication
from filrouge.sources.making import nearest_key

_LARGEST = 1_000_000  # characters; an hour of transcript written by hand is a tenth of it
_DEEPEST = 20
_OPENING = re.compile(r"^\s*---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|$)", re.MULTILINE)


class _Loader(yaml.SafeLoader):
    """Scalars stay as written: pydantic knows what is a date and what a number, and “no” is a language."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (a mutable attribute of PyYAML's)
        first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f"the key “{twice}” is there twice", node.start_mark)
        return super().construct_mapping(node, deep=deep)


def split(text: str) -> tuple[dict[str, Any], str]:
    """The fields, and the Markdown after them. Raises SourceUnreadable, naming the line or the key that is wrong."""
    opening = _OPENING.match(text)
    if not opening:
        return {}, text
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        raise SourceUnreadable("The front matter has no end: write a line `---` after its last key.")
    return _fields(text[opening.end() : closing.start()]), text[closing.end() :]


def _fields(written: str) -> dict[str, Any]:
    if len(written) > _LARGEST:
        raise SourceUnreadable(f"The front matter is longer than {_LARGEST:,} characters: put the text under it.")
    try:
        _refuse_tricks(written)
        fields = yaml.load(written, Loader=_Loader)  # noqa: S506 (a SafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        raise SourceUnreadable(f"The front matter is not YAML: {_said(error)}") from error
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise SourceUnreadable("The front matter is not a list of keys with their values (`title: …`).")
    for key in fields:
        if key not in Publication.model_fields:
            raise SourceUnreadable(f"front matter: {nearest_key(str(key), Publication)}")
    return {key: _filled(value) for key, value in fields.items() if value is not None}


def _refuse_tricks(written: str) -> None:
    """Before anything is composed: PyYAML composes by recursion and expands what is aliased."""
    depth = 0
    for event in yaml.parse(written, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise SourceUnreadable("The front matter uses YAML aliases (`*name`): write the value out.")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise SourceUnreadable("The front matter is nested deeper than any field: is an indentation wrong?")


def _filled(value: Any) -> Any:
    """Without keys left empty: they mean nothing was written there."""
    if isinstance(value, dict):
        return {key: _filled(one) for key, one in value.items() if one is not None}
    return [_filled(one) for one in value] if isinstance(value, list) else value


def _said(error: Exception) -> str:
    """One line of PyYAML's four, with the line of the file (the `---` above counts)."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 2}: {error.problem}"
    return " ".join(str(error).split())[:200]
