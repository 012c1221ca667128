#!/usr/bin/env bash
# Makes bundle.js.gz, which the package embeds, out of package.json, the lock
# beside it, and the scripts here. Run it with: go generate ./chart/vega
# It needs Node and the network; nothing else here does.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp package.json package-lock.json ./*.js "$work"
(
  cd "$work"
  npm ci --ignore-scripts --no-audit --no-fund --silent
  npx esbuild entry.js --bundle --minify --target=es2020 --platform=browser --format=iife \
    --legal-comments=none --outfile=bundle.js --metafile=meta.json --log-level=warning
  gzip -9n bundle.js
)
mv "$work/bundle.js.gz" .
