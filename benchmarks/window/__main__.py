"""Make one measurement: python -m benchmarks.window NAME SETUP."""

import json
import sys

from .changing import changing
from .idling import idling
from .measuring import Measurement
from .moving import pointer, sliders
from .opened import Setup
from .playing import memory, playing
from .turning import turning

MEASUREMENTS: dict[str, Measurement] = {
    "playing": playing,
    "pointer": pointer,
    "sliders": sliders,
    "changing": changing,
    "turning": turning,
    "idling": idling,
    "memory": memory,
}

if __name__ == "__main__":
    _name, _setup = sys.argv[1:]
    print(json.dumps(MEASUREMENTS[_name](Setup(**json.loads(_setup)))))
