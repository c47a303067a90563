"""No test reaches the network: sockets are closed, but for those marked `network`, on the loopback address."""

import pytest

LOOPBACK = ["127.0.0.1", "::1"]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Before pytest-socket reads them. Unix sockets stay: event loops wake themselves through one."""
    config.option.disable_socket = True
    config.option.allow_unix_socket = True


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("network"):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))
