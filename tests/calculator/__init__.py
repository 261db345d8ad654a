"""A pocket calculator that reads what is printed, and says where it does not add up.

It knows nothing of the program: it takes a text with mathtext in it, finds every "=" and "≈" with
something to calculate on both sides, and calculates both from the digits that stand there, in
fractions as long as that goes. "=" has to hold exactly. After "≈" stands a number, and its last
digit may be one off.
"""

from calculator.audit import Audit
from calculator.calculating import Symbols, calculated, units
from calculator.reading import claims

__all__ = ["Audit", "Symbols", "calculated", "claims", "units"]
