"""Entry for a double click and for ``python app.py``."""

import sys

from acttutor.main import main

if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # The packaged program is started again for the processes that train many networks.
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main(sys.argv[1:]))
