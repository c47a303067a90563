"""Everything that Fil rouge raises on purpose.

FilrougeError
├── SettingsError            the settings cannot be used
├── LibraryError
│   ├── LibraryMissing       no library in that folder
│   ├── LibraryDamaged       the database cannot be read
│   ├── PublicationMissing   no publication of that id or slug
│   ├── QuestionMissing      no question of that id or slug
│   └── EditRefused          what an editor asks for cannot be
├── SourceError
│   ├── SourceUnreadable     what was given cannot become a publication
│   └── AddressRefused       an address that Fil rouge will not fetch, or that did not answer in its limits
├── ThesaurusUnreadable      a file that is no thesaurus
├── EngineError
│   ├── IndexOutdated        written by another version of the schema: rebuild
│   ├── IndexDamaged         its files cannot be read: rebuild
│   └── IndexBusy            another process is writing
├── ModelUnusable            the sentence model cannot be found or read
└── ExtraMissing             an optional library is not installed

A message says what happened, why, and what to do next. The command line and the web translate at their edge.
"""


class FilrougeError(Exception):
    """The root: `except FilrougeError` catches all that is expected to happen."""


class SettingsError(FilrougeError):
    """A setting has no meaning; the message names it and its file."""


class LibraryError(FilrougeError):
    """The library cannot answer."""


class LibraryMissing(LibraryError):
    """The folder holds no library; `filrouge init` makes one."""


class LibraryDamaged(LibraryError):
    """The database cannot be read; `filrouge doctor` says where."""


class PublicationMissing(LibraryError):
    """No publication has that id or slug."""

    def __init__(self, key: str) -> None:
        super().__init__(f"No publication has the id or slug “{key}”. `filrouge list` shows those there are.")
        self.key = key


class QuestionMissing(LibraryError):
    """No question has that id or slug, and none ever had."""

    def __init__(self, key: str) -> None:
        super().__init__(f"No question has the id or slug “{key}”. `filrouge questions list` shows those there are.")
        self.key = key


class EditRefused(LibraryError):
    """What an editor asks for has no meaning; nothing was changed, and the message says what to ask for instead."""


class SourceError(FilrougeError):
    """A source gave nothing; the import report keeps the message as the refusal's reason."""


class SourceUnreadable(SourceError):
    """The bytes are there but cannot become a publication."""


class AddressRefused(SourceError):
    """The address is private, too large, too slow, of the wrong type, or did not answer."""


class ThesaurusUnreadable(FilrougeError):
    """The file is not SKOS that can be read; the message says where it stops making sense."""


class EngineError(FilrougeError):
    """The index cannot answer. It can always be rebuilt from the library."""


class IndexOutdated(EngineError):
    """The index was written by another version of its schema."""


class IndexDamaged(EngineError):
    """The files of the index cannot be read."""


class IndexBusy(EngineError):
    """Another process writes in the index."""


class ModelUnusable(FilrougeError):
    """The folder or name that the settings give for the sentence model leads to none."""


class ExtraMissing(FilrougeError):
    """An optional part is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an optional part: pip install 'filrouge[{extra}]'.")
        self.extra = extra
