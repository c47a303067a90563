"""Other weights of the ranking or of the links, as they are typed: `NAME:key=value,key=value`; a tuple's values stand
apart by `/`."""

from dataclasses import dataclass, fields, replace

from filrouge.errors import SettingsError
from filrouge.links import Linking
from filrouge.ranking import Ranking

Setting = float | int | tuple[float, ...]
Weights = Ranking | Linking


@dataclass(frozen=True)
class Configured:
    """Weights with a name; `settings` are those that differ from the product's own."""

    name: str
    weights: Weights
    settings: dict[str, Setting]


def configured(typed: str, ours: Weights | None = None) -> Configured:
    """Raises SettingsError, with the names there are, when it cannot be read."""
    ours = ours or Ranking()
    name, _, rest = typed.partition(":")
    settings = dict(_setting(pair, ours) for pair in rest.split(",") if pair.strip())
    if not name.strip() or not settings:
        raise SettingsError(f"“{typed}” should be NAME:key=value,…, for example no-grams:grams=0,title_grams=0.")
    return Configured(name.strip(), replace(ours, **settings), settings)  # type: ignore[arg-type]


def _setting(pair: str, ours: Weights) -> tuple[str, Setting]:
    key, _, value = (part.strip() for part in pair.partition("="))
    kinds = {field.name: type(getattr(ours, field.name)) for field in fields(ours)}
    if key not in kinds:
        raise SettingsError(f"“{key}” is no weight of these; there are {', '.join(kinds)}.")
    try:
        if kinds[key] is tuple:
            return key, tuple(float(part) for part in value.split("/"))
        return key, int(value) if kinds[key] is int else float(value)
    except ValueError as error:
        raise SettingsError(f"“{value}” is not a value for {key}: a number is wanted.") from error
