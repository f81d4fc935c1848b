#!/usr/bin/env bash
# Writes the tables of Params in docs/catalog.md again, from the stages themselves, and lets the stages
# make the images in docs/images of the clothes and the generator that the repository ships.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
exec "$root/benchmarks/submit.sh" page.CatalogPage "$root/docs/catalog.md"
