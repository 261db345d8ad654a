"""Entry for a double click and for ``python app.py``."""

import sys

from acttutor.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
