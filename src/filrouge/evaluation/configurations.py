"""Settings of the ranking as they are typed: `NAME:key=value,key=value`; a tuple's values stand apart by `/`."""

from dataclasses import dataclass, fields, replace

from filrouge.errors import SettingsError
from filrouge.ranking import Ranking

Setting = float | int | tuple[float, ...]


@dataclass(frozen=True)
class Configured:
    """A ranking with a name; `settings` are those that differ from the product's own."""

    name: str
    ranking: Ranking
    settings: dict[str, Setting]


def configured(typed: str) -> Configured:
    """Raises SettingsError, with the names there are, when it cannot be read."""
    name, _, rest = typed.partition(":")
    settings = dict(_setting(pair) for pair in rest.split(",") if pair.strip())
    if not name.strip() or not settings:
        raise SettingsError(f"“{typed}” should be NAME:key=value,…, for example no-grams:grams=0,title_grams=0.")
    return Configured(name.strip(), replace(Ranking(), **settings), settings)  # type: ignore[arg-type]


def _setting(pair: str) -> tuple[str, Setting]:
    key, _, value = (part.strip() for part in pair.partition("="))
    kinds = {field.name: type(getattr(Ranking(), field.name)) for field in fields(Ranking)}
    if key not in kinds:
        raise SettingsError(f"“{key}” is not a weight of the ranking; there are {', '.join(kinds)}.")
    try:
        if kinds[key] is tuple:
            return key, tuple(float(part) for part in value.split("/"))
        return key, int(value) if kinds[key] is int else float(value)
    except ValueError as error:
        raise SettingsError(f"“{value}” is not a value for {key}: a number is wanted.") from error
