#!/bin/sh
# Copy the letters of the PDF report from the pinned npm package to where the writer looks for them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
from=${1:-"$here/node_modules/@expo-google-fonts/source-sans-3"}
to="$here/../saferplan/documents/formats/fonts"
mkdir -p "$to"
for style in 400Regular 400Regular_Italic 700Bold 700Bold_Italic; do
  cp "$from/$style/SourceSans3_$style.ttf" "$to/"
done
cp "$from/LICENSE_FONT" "$to/LICENSE-SourceSans3"
