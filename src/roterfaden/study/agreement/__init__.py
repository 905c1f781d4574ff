"""How far coders agree: coefficients, intervals, traps, disagreements and their settlement.

``measure`` takes any ratings. ``compare`` takes codings of a codebook and gives every category,
every dimension and everything together; ``compare_passages`` compares passages by their overlap
and as units. ``disagreements`` and ``adjudicated`` lead from two codings to the final one. Figures
are defined or say why they are not; NaN does not leave this package.
"""

from roterfaden.study.agreement.coefficients import Coefficient
from roterfaden.study.agreement.comparison import (
    Agreement,
    Comparison,
    DimensionAgreement,
    compare,
    compare_dimension,
    compare_joint,
)
from roterfaden.study.agreement.disagreements import (
    Basis,
    Decision,
    Disagreement,
    Final,
    Kind,
    adjudicated,
    disagreements,
)
from roterfaden.study.agreement.estimate import Estimate, measure
from roterfaden.study.agreement.forest import Forest, ForestRow, forest, forest_of
from roterfaden.study.agreement.intervals import Bootstrap
from roterfaden.study.agreement.joint import Codings, Joint, cohen_kappas
from roterfaden.study.agreement.joint import of_masks as joint_histogram
from roterfaden.study.agreement.marked import (
    Marked,
    PassageAgreement,
    PassageCategory,
    compare_passages,
)
from roterfaden.study.agreement.passages import Overlap, Span, overlap
from roterfaden.study.agreement.places import Cause, Mark, Place, differing_places
from roterfaden.study.agreement.ratings import Ratings
from roterfaden.study.agreement.reasons import NAMES
from roterfaden.study.agreement.traps import Trap
from roterfaden.study.agreement.unitising import Unitised, one_continuum, unitised_alpha

__all__ = [
    "NAMES",
    "Agreement",
    "Basis",
    "Bootstrap",
    "Cause",
    "Codings",
    "Coefficient",
    "Comparison",
    "Decision",
    "DimensionAgreement",
    "Disagreement",
    "Estimate",
    "Final",
    "Forest",
    "ForestRow",
    "Joint",
    "Kind",
    "Mark",
    "Marked",
    "Overlap",
    "PassageAgreement",
    "PassageCategory",
    "Place",
    "Ratings",
    "Span",
    "Trap",
    "Unitised",
    "adjudicated",
    "cohen_kappas",
    "compare",
    "compare_dimension",
    "compare_joint",
    "compare_passages",
    "differing_places",
    "disagreements",
    "forest",
    "forest_of",
    "joint_histogram",
    "measure",
    "one_continuum",
    "overlap",
    "unitised_alpha",
]
