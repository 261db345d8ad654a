"""Entry for ``python -m acttutor``."""

import sys

from acttutor.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
