"""Imports go to the public Internet, and nowhere else unless it is named."""

import ipaddress

import pytest

from filrouge.errors import AddressRefused
from filrouge.sources.hosts import checked, is_public

PRIVATE = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::", "::1", "fe80::1", "fc00::1",
    "fd12::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:53aa:64c::1", "2001:db8::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address):
    """Loopback, link-local, private, shared, reserved, multicast, however wrapped in IPv6."""
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address):
    """The rest of the world."""
    assert is_public(ipaddress.ip_address(address))


def test_every_address_of_a_name_is_looked_at():
    """One private address among public ones is enough to refuse."""
    with pytest.raises(AddressRefused, match="allowed_hosts"):
        checked("deux.example", 80, (), lambda host, port: ["93.184.215.14", "10.0.0.1"])


def test_the_operator_may_name_a_host():
    """By its name, whatever its case; not by the name of another."""
    inside = lambda host, port: ["10.0.0.1"]  # noqa: E731
    assert checked("Wiki.local", 80, ("wiki.local",), inside) == "10.0.0.1"
    with pytest.raises(AddressRefused):
        checked("autre.local", 80, ("wiki.local",), inside)


@pytest.mark.network
@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "0177.0.0.1", "localhost", "127.1"])
def test_other_ways_to_write_loopback(host):
    """The system reads them; the address that it finds is what counts."""
    with pytest.raises(AddressRefused):
        checked(host, 80, ())
