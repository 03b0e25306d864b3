"""Work out the lock files anew, with hashes and without registry addresses. Run by `make lock`."""

import subprocess
from pathlib import Path

HERE = Path(__file__).parent
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate"]
OPTIONS += ["--no-emit-index-url", "--no-emit-find-links", "--quiet", "--upgrade"]

for source, target in (("../pyproject.toml", "base.lock"), ("dev.in", "dev.lock"), ("node.in", "node.lock")):
    subprocess.run(["uv", "pip", "compile", *OPTIONS, source, "-o", target], cwd=HERE, check=True)
