#!/bin/sh
# Installs what the browser tests need, where it can. Never fails: tests that lack a part say so and are skipped.
set -u
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

has() {
    command -v "$1" >/dev/null 2>&1
}

has_chromium() {
    has chromium || has chromium-browser || has google-chrome
}

if has_chromium && has pdftotext; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && has apt-get; then
    wanted=""
    has_chromium || wanted="chromium fonts-dejavu-core fonts-liberation"
    has pdftotext || wanted="$wanted poppler-utils"
    echo "Installing for the browser tests:" $wanted
    apt-get update -qq >/dev/null 2>&1
    # shellcheck disable=SC2086 # several words on purpose
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null 2>&1 || true
fi
if ! has_chromium && [ -x "$here/../.venv/bin/playwright" ]; then
    "$here/../.venv/bin/playwright" install chromium >/dev/null 2>&1 ||
        echo "There is no Chromium, and it could not be installed: the browser tests will be skipped."
fi
has pdftotext || echo "pdftotext (poppler-utils) is missing: the print tests will be skipped."
exit 0
