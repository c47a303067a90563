"""Which machines an import may reach: the public Internet, and what the operator names.

Every address that a name resolves to is looked at, and the connection is made to the address that was looked at, so
that a name cannot answer one thing to the check and another to the connection (DNS rebinding).
"""

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from filrouge.errors import AddressRefused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Iterable[str]]

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


def resolved(host: str, port: int) -> list[str]:
    """Raises AddressRefused when the name is unknown."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressRefused(f"no machine is called “{host}”: is the address right, is there a network?") from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(address: Address) -> bool:
    """Neither private, loopback, link-local, multicast, reserved nor shared (CGNAT), however it is wrapped."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inside = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(inside)
        if address.teredo is not None or address.is_site_local or int(address) >> 32 == 0:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def checked(host: str, port: int, allowed: Iterable[str], resolver: Resolver = resolved) -> str:
    """The one address to connect to. Raises AddressRefused if any that the name has is not public."""
    addresses = [one.split("%")[0] for one in resolver(host, port)]
    named = {name.casefold().rstrip(".") for name in allowed}
    if host.casefold().rstrip(".") not in named:
        inside = [one for one in addresses if not is_public(ipaddress.ip_address(one))]
        if inside:
            raise AddressRefused(
                f"“{host}” leads to {inside[0]}, inside this network, where imports do not go. If that is meant, name "
                "the host in `allowed_hosts`, under [fetch] of filrouge.toml."
            )
    if not addresses:
        raise AddressRefused(f"“{host}” has no address.")
    return addresses[0]


class Deadline:
    """A whole fetch ends in time, however slowly its bytes drip."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise AddressRefused(
                f"it was not there whole after {self._seconds:g} seconds; `timeout`, under [fetch], allows more."
            )
        return left


class CheckedBackend(httpcore.NetworkBackend):
    """Connects only where `checked` allows. TLS and the Host header keep the name: only the address is pinned."""

    def __init__(self, allowed: Iterable[str], deadline: Deadline, resolver: Resolver = resolved) -> None:
        self._allowed = tuple(allowed)
        self._deadline = deadline
        self._resolver = resolver
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        del timeout
        address = checked(host, port, self._allowed, self._resolver)
        stream = self._inner.connect_tcp(address, port, self._deadline.left(), local_address, socket_options)
        return _TimedStream(stream, self._deadline)


class _TimedStream(httpcore.NetworkStream):
    """httpcore limits each read; this limits their sum."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del timeout
        return self._inner.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del timeout
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        del timeout
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
