"""The demo: one invented jobcentre with invented people, built through the product's own actions.

Pure modules say what happens (``people``, ``wording``, ``sampling``, ``unfolding``, ``stories``);
only ``office``, ``performing`` and ``loading`` touch the database.
"""
