"""Bytes to text, by what they declare and what they are. Never fails: French exports come in every encoding."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark opens it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The WHATWG Encoding standard: what calls itself Latin-1 or ASCII is Windows-1252.
_SAID_AND_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8", "utf-16-le": "utf-8"}
# UTF-7 and the escapes of Python are left out: they hide markup from whoever looks for it.
_UNDERSTOOD = re.compile(
    r"utf-8|cp\d{3,4}|iso8859-\d+|mac-roman|koi8-[ru]|big5|gb18030|gb2312|gbk|shift_jis|euc_(?:jp|kr)"
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)


def decode(content: bytes, media_type: str = "", *, html: bool = False) -> str:
    r"""By byte order mark, then the charset of `media_type`, then the page's own, then UTF-8, then Windows-1252.

    Line ends become `\n`; NUL and other control characters, which no text means, go.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _tidy(content[len(mark) :].decode(encoding, errors="replace"))
    for label in (_charset_of(media_type), _declared_in(content) if html else ""):
        named = _known(label)
        if named:
            try:
                return _tidy(content.decode(named))
            except UnicodeDecodeError:
                continue  # it lies; the bytes decide
    try:
        return _tidy(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _tidy(content.decode("cp1252", errors="replace"))


def _charset_of(media_type: str) -> str:
    found = _CHARSET.search(media_type)
    return found.group(1) if found else ""


def _declared_in(content: bytes) -> str:
    head = content[:2048]
    found = _XML_DECLARED.search(head) or _DECLARED.search(head)
    return found.group(1).decode("ascii", errors="ignore") if found else ""


def _known(label: str) -> str:
    try:
        name = codecs.lookup(label).name if label else ""
    except LookupError:
        return ""
    name = _SAID_AND_MEANT.get(name, name)
    return name if _UNDERSTOOD.fullmatch(name) else ""


_LINE_END = re.compile(r"\r{0,2}\n|\r|\f")
_CONTROLS = dict.fromkeys([*range(9), 11, *range(14, 32), *range(127, 160), 0xFEFF, *range(0xD800, 0xE000)])


def _tidy(text: str) -> str:
    return (
        text.replace("\r\r\n", "\n")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\x0c", "\n")
        .translate(_CONTROLS)
    )
