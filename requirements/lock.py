"""Work out the lock files anew, with hashes and without registry addresses. Run by `make lock`."""

import subprocess
from pathlib import Path

HERE = Path(__file__).parent
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate"]
OPTIONS += ["--no-emit-index-url", "--no-emit-find-links", "--quiet", "--upgrade"]
LOCKS = {"base.lock": ["../pyproject.toml"], "dev.lock": ["../pyproject.toml", "dev.in"], "node.lock": ["node.in"]}

for target, sources in LOCKS.items():
    subprocess.run(["uv", "pip", "compile", *OPTIONS, *sources, "-o", target], cwd=HERE, check=True)
