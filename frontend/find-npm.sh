#!/bin/sh
# Prints the npm to use: this machine's where its Node is 20 or newer, else one put into .venv from PyPI.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

node_major() {
    "$1" --version 2>/dev/null | sed -n 's/^v\([0-9][0-9]*\)\..*/\1/p'
}

major=$(command -v node >/dev/null 2>&1 && node_major node || true)
if [ "${major:-0}" -ge 20 ] && command -v npm >/dev/null 2>&1; then
    command -v npm
    exit 0
fi

if [ ! -x "$root/.venv/bin/npm" ]; then
    if [ ! -x "$root/.venv/bin/pip" ]; then
        echo "find-npm.sh: there is no Node 20 here and no .venv to install one into. Run: make setup" >&2
        exit 1
    fi
    echo "No Node 20 on this machine: installing one into .venv" >&2
    "$root/.venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes \
        -r "$root/requirements/node.lock" >&2
fi
if [ ! -x "$root/.venv/bin/npm" ]; then
    echo "find-npm.sh: requirements/node.lock was installed but .venv/bin/npm is missing." >&2
    exit 1
fi
echo "$root/.venv/bin/npm"
