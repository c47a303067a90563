"""An address to its bytes, politely, within limits of size, time, redirects and type, and never a private host."""

import ssl
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

import httpcore
import httpx

from filrouge.errors import AddressRefused
from filrouge.sources.contract import FetchLimits, Origin
from filrouge.sources.hosts import CheckedBackend, Deadline, Resolver, resolved

_READABLE = frozenset(
    {
        "", "application/xhtml+xml", "application/octet-stream", "application/x-subrip", "application/jsonl",
        "application/x-ndjson", "application/json", "application/gzip", "application/x-gzip",
        "application/x-research-info-systems",
    }
)  # fmt: skip
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_BYTES = 500_000  # RFC 9309, 2.5: at least 500 kibibytes are read


@dataclass(frozen=True)
class _Answer:
    url: httpx.URL
    status: int
    media_type: str
    content: bytes


class Fetcher:
    """Fetches one address after another, asking each site once what robots may read."""

    def __init__(self, limits: FetchLimits, resolver: Resolver = resolved) -> None:
        self._limits = limits
        self._resolver = resolver
        self._robots: dict[str, RobotFileParser] = {}
        self._tls: ssl.SSLContext | None = None

    def fetch(self, url: str) -> Origin:
        """Raises AddressRefused, with what to do. `uri` of the origin is where redirects ended."""
        asked = _parsed(url)
        self._ask_robots(asked)
        answer = self._follow(asked, self._limits.max_bytes, readable=True)
        if answer.status != 200:
            raise AddressRefused(f"{answer.url.host} answered {answer.status} instead of the page.")
        return Origin(str(answer.url.copy_with(fragment=None)), answer.content, media_type=answer.media_type)

    def _ask_robots(self, url: httpx.URL) -> None:
        """RFC 9309. A host that the operator names is theirs: it is not asked."""
        if url.host in self._limits.allowed_hosts:
            return
        site = f"{url.scheme}://{url.netloc.decode()}"
        if site not in self._robots:
            self._robots[site] = self._rules(httpx.URL(f"{site}/robots.txt"))
        if not self._robots[site].can_fetch(self._limits.user_agent, str(url)):
            raise AddressRefused(
                f"{site}/robots.txt asks not to read this page. If the site is yours, name “{url.host}” in "
                "`allowed_hosts`, under [fetch] of filrouge.toml."
            )

    def _rules(self, url: httpx.URL) -> RobotFileParser:
        rules = RobotFileParser()
        answer = self._follow(url, _ROBOTS_BYTES, readable=False)
        if answer.status >= 500:
            raise AddressRefused(
                f"{url.host} could not say what may be read ({answer.status} for robots.txt): try later."
            )
        said = answer.content.decode("utf-8", errors="replace") if answer.status == 200 else ""
        rules.parse(said.splitlines())
        return rules

    def _follow(self, url: httpx.URL, most: int, *, readable: bool) -> _Answer:
        """The answer where redirects end; each is checked like the first address."""
        deadline = Deadline(self._limits.timeout)
        for _ in range(self._limits.max_redirects + 1):
            got = self._get(url, most, deadline, readable=readable)
            if isinstance(got, _Answer):
                return got
            url = got
        raise AddressRefused(f"it redirects more than {self._limits.max_redirects} times: import its last address.")

    def _get(self, url: httpx.URL, most: int, deadline: Deadline, *, readable: bool) -> _Answer | httpx.URL:
        backend = CheckedBackend(self._limits.allowed_hosts, deadline, self._resolver)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self._context(url), network_backend=backend) as pool,
                pool.stream("GET", str(url), headers=self._headers(url)) as response,
            ):
                headers = {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in response.headers}
                if response.status in _REDIRECTS and headers.get("location"):
                    return _joined(url, headers["location"])
                media_type = headers.get("content-type", "")
                if readable and response.status == 200:
                    _check_type(media_type)
                content = _content(response.iter_stream(), headers.get("content-encoding", ""), most)
                return _Answer(url, response.status, media_type, content)
        except httpcore.TimeoutException as error:
            deadline.left()
            raise AddressRefused(f"{url.host} did not answer in time: try later.") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
            raise AddressRefused(f"{url.host} could not be read: {error or type(error).__name__}.") from error

    def _headers(self, url: httpx.URL) -> Mapping[bytes | str, bytes | str]:
        return {
            "Host": url.netloc.decode(),
            "User-Agent": self._limits.user_agent,
            "Accept": "text/html, text/*;q=0.9, */*;q=0.1",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }

    def _context(self, url: httpx.URL) -> ssl.SSLContext | None:
        if url.scheme == "https" and self._tls is None:
            self._tls = httpx.create_ssl_context(trust_env=False)
        return self._tls


def fetch(url: str, limits: FetchLimits) -> Origin:
    """One address. Raises AddressRefused."""
    return Fetcher(limits).fetch(url)


def _parsed(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise AddressRefused(f"“{url[:200]}” is not an address: {error}.") from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise AddressRefused(f"“{url[:200]}” is not an address of the web: only http and https are read.")
    if parsed.userinfo:
        raise AddressRefused("the address holds a name and a password, which would be kept with it: take them out.")
    return parsed


def _joined(url: httpx.URL, location: str) -> httpx.URL:
    try:
        return _parsed(str(url.join(location)))
    except (httpx.InvalidURL, ValueError) as error:
        raise AddressRefused(f"{url.host} redirects to what is not an address.") from error


def _check_type(media_type: str) -> None:
    name = media_type.split(";", maxsplit=1)[0].strip().lower()
    if not name.startswith("text/") and name not in _READABLE:
        raise AddressRefused(f"it is {name[:80]}, not a format that can be read yet: give the address of a page.")


def _content(chunks: Iterable[bytes], encoding: str, most: int) -> bytes:
    """The body, unpacked within the limit: a bomb is let go as soon as it swells."""
    packed = encoding.strip().lower()
    if packed not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise AddressRefused(f"it is packed as “{packed[:40]}”, which was not asked for.")
    unpack = zlib.decompressobj(wbits=47) if packed in {"gzip", "x-gzip"} else None
    unpack = zlib.decompressobj() if packed == "deflate" else unpack
    content = bytearray()
    received = 0
    for chunk in chunks:
        received += len(chunk)
        try:
            content += unpack.decompress(chunk, most - len(content) + 1) if unpack else chunk
        except zlib.error as error:
            raise AddressRefused(f"it does not unpack: {error}.") from error
        if max(len(content), received) > most:
            raise AddressRefused(
                f"it is larger than {most:,} bytes; `max_bytes`, under [fetch] of filrouge.toml, allows more."
            )
    return bytes(content)
