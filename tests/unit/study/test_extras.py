"""Without the packages of studies the program says what to install."""

import pytest

from roterfaden.study.extras import needed
from roterfaden.troubles import Trouble


def test_a_missing_package_of_studies_names_the_way_out() -> None:
    with pytest.raises(Trouble, match=r"numpy.*roterfaden\[study\]"), needed():
        raise ModuleNotFoundError("No module named 'numpy.linalg'", name="numpy.linalg")


def test_another_missing_module_is_a_fault_of_ours() -> None:
    with pytest.raises(ModuleNotFoundError), needed():
        raise ModuleNotFoundError("No module named 'roterfaden.nothing'", name="roterfaden.nothing")
