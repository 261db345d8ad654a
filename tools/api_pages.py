"""Write the pages of the library from its docstrings: python tools/api_pages.py FOLDER"""

import sys
from pathlib import Path

import pdoc

from acttutor import core

# pdoc looks for what is there; the library loads its names when they are asked for.
vars(core).update({name: getattr(core, name) for name in core.__all__})
pdoc.render.configure(docformat="google", math=True)
pdoc.pdoc("acttutor.core", output_directory=Path(sys.argv[1]))
