"""Typed settings: `filrouge.toml` in the library's folder, then `FILROUGE_*` variables, which win."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from filrouge.errors import SettingsError
from filrouge.model import Danger, HelpLine

FILE_NAME = "filrouge.toml"


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SiteSettings(Part):
    """How the pages present themselves."""

    name: str = "Fil rouge"
    tagline: str = ""
    address: str = Field(default="http://127.0.0.1:8000", description="Where visitors find it.")
    language: str = Field(default="fr", pattern="^(fr|en)$")
    notice: str = Field(default="", description="A line shown on every page, e.g. that this is a demonstration.")


class FetchSettings(Part):
    """Limits on what an import may fetch."""

    max_bytes: int = Field(default=20_000_000, gt=0)
    timeout: float = Field(default=20.0, gt=0, description="Seconds for a whole fetch.")
    max_redirects: int = Field(default=5, ge=0)
    allowed_hosts: tuple[str, ...] = Field(
        default=(), description="Hosts that may be fetched although their address is private."
    )
    user_agent: str = "FilRouge (library import)"


class PassageSettings(Part):
    target_words: int = Field(default=120, ge=20, le=1000)
    pause: float = Field(default=2.0, gt=0, description="Seconds of silence that may end a passage.")


class SemanticSettings(Part):
    """A sentence model, for what is near in meaning although no word is common. None by default."""

    model: str = Field(default="", description="A folder, seen from the library's, or a name on the hub: owner/model.")
    weight: float = Field(default=1.0, ge=0, description="Of meaning against words, in the order of results.")
    device: str = Field(default="", description="cpu, cuda, mps… for sentence-transformers; empty: it chooses.")


class ThesaurusSettings(Part):
    """The concepts that publications are tagged with."""

    file: str = Field(
        default="",
        description="A SKOS file, seen from the library's folder. Empty: what `filrouge themes import` kept there, "
        "else the thesaurus that comes with Fil rouge.",
    )


class AskingSettings(Part):
    """An outside model that chooses and orders the extracts that answer. None by default, and it writes nothing."""

    address: str = Field(default="", description="Of an OpenAI-compatible API, up to `/v1`. Empty: none is asked.")
    model: str = Field(default="", description="Its name, as that API knows it.")
    key: str = Field(default="", description="Better given as FILROUGE_ASKING__KEY than written in a file.")
    timeout: float = Field(default=8.0, gt=0, le=60, description="Seconds, after which the search's order is kept.")


_FRENCH = (  # numbers, name, what it is for in French and in English, dangers
    (
        ("3114",),
        "3114",
        "Numéro national de prévention du suicide, gratuit, jour et nuit",
        "French national suicide prevention line, free, day and night",
        (Danger.SUICIDE,),
    ),
    (
        ("15", "112"),
        "SAMU, urgences",
        "Danger immédiat, pour vous ou pour quelqu’un d’autre",
        "Immediate danger, for you or for someone else",
        (Danger.EMERGENCY, Danger.SUICIDE),
    ),
    (
        ("119",),
        "Enfance en danger",
        "Enfants et adolescents en danger, et ceux qui s’inquiètent pour eux, gratuit, jour et nuit",
        "Children and teenagers in danger, and those who worry about them, free, day and night",
        (Danger.CHILD,),
    ),
    (
        ("3919",),
        "Violences Femmes Info",
        "Violences faites aux femmes : écoute et orientation, gratuit et anonyme, jour et nuit",
        "Violence against women: someone to talk to, free and anonymous, day and night",
        (Danger.VIOLENCE,),
    ),
)
FRENCH_LINES = tuple(
    HelpLine(name=name, numbers=numbers, purposes={"fr": french, "en": english}, dangers=dangers)
    for numbers, name, french, english, dangers in _FRENCH
)


class Settings(BaseSettings):
    """Everything an operator may set; every default works."""

    model_config = SettingsConfigDict(env_prefix="FILROUGE_", env_nested_delimiter="__", frozen=True, extra="ignore")

    site: SiteSettings = SiteSettings()
    fetch: FetchSettings = FetchSettings()
    passages: PassageSettings = PassageSettings()
    semantic: SemanticSettings = SemanticSettings()
    thesaurus: ThesaurusSettings = ThesaurusSettings()
    asking: AskingSettings = AskingSettings()
    help: tuple[HelpLine, ...] = Field(
        default=FRENCH_LINES, description="Help lines shown above results when what is typed speaks of distress."
    )
    database: str = Field(default="", description="SQLAlchemy address of the store; empty: SQLite in the folder.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(folder: Path) -> Settings:
    """Settings of the library in that folder. Raises SettingsError, naming the file and each wrong setting."""
    file = folder / FILE_NAME

    class FolderSettings(Settings):
        model_config = SettingsConfigDict(**{**Settings.model_config, "toml_file": file})

    try:
        return FolderSettings()
    except (ValidationError, ValueError) as error:
        raise SettingsError(f"{file} (or a FILROUGE_* variable) cannot be used: {error}") from error
