"""Tests that share something that takes long to make stay in one worker."""

import pytest

GROUP = "together"


@pytest.mark.xdist_group(GROUP)
def test_a_group_reaches_the_one_who_hands_out_the_tests(
    request: pytest.FixtureRequest, worker_id: str
) -> None:
    """It reads the group from the end of the name; without, each worker would make all anew."""
    is_alone = worker_id == "master"
    assert request.node.nodeid.endswith(f"@{GROUP}") != is_alone
