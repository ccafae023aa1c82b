"""`python -m redraft` is `redraft`."""

import sys

from redraft.cli.main import main

sys.exit(main())
