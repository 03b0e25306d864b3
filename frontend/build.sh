#!/bin/sh
# Builds the style sheet and the script from pinned npm packages into saferplan/web/static/build (ignored by git).
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
out="$here/../saferplan/web/static/build"
cd "$here"

npm=$(sh ./find-npm.sh)
PATH="$(dirname -- "$npm"):$PATH"
export PATH

if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    "$npm" ci --ignore-scripts --no-audit --no-fund --loglevel=error
fi

# Build beside the old files and swap at the end: a fault leaves what was there. Sass writes a page of its error
# message into the style sheet when it fails, so its exit code counts, not the file.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
node node_modules/sass/sass.js --no-source-map --style=compressed --quiet-deps --load-path=node_modules \
    scss/app.scss "$work/app.css"
node node_modules/esbuild/bin/esbuild js/app.js --bundle --minify --format=iife --target=es2020 \
    --legal-comments=none --log-level=warning --outfile="$work/app.js"

for name in app.css app.js; do
    if [ ! -s "$work/$name" ]; then
        echo "build.sh: $name came out empty." >&2
        exit 1
    fi
done
if grep -q -e 'GDS Transport' -e 'url(' "$work/app.css"; then
    echo "build.sh: the style sheet asks for a font or a picture that we may not or do not ship." >&2
    exit 1
fi
mkdir -p "$out"
cp "$work/app.css" "$work/app.js" "$out/"

if [ -f fonts.sh ]; then
    sh ./fonts.sh
fi
echo "Built app.css ($(wc -c <"$out/app.css" | tr -d ' ') bytes) and app.js ($(wc -c <"$out/app.js" | tr -d ' ') bytes)."
