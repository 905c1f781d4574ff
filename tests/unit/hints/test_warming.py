"""What hints need is there before somebody writes."""

from roterfaden.plans.hints import lexicon, rare
from roterfaden.wsgi import warm_later


def test_a_web_worker_loads_the_word_lists_by_itself() -> None:
    rare._common.cache_clear()
    lexicon.groups.cache_clear()
    warming = warm_later(0)
    warming.join()
    assert rare._common.cache_info().currsize == 1
    assert lexicon.groups.cache_info().currsize > 0
    assert warming.daemon
