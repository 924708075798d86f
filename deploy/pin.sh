#!/bin/sh
# Writes into docker-compose.yml and Dockerfile the digests that the tags of their images have now: what is started is
# what was tried, whatever a tag means tomorrow. Needs docker with buildx and a way to the registry. Look at the
# difference, try it, commit it.
set -eu
cd "$(dirname -- "$0")/.."
for image in $(grep -ohE '[a-z/-]+:[a-z0-9.-]+@sha256:[0-9a-f]{64}' docker-compose.yml Dockerfile | cut -d@ -f1 | sort -u); do
    digest=$(docker buildx imagetools inspect "$image" --format '{{.Manifest.Digest}}')
    # What the registry answers goes into files that are trusted: nothing but a digest may.
    echo "$digest" | grep -qE '^sha256:[0-9a-f]{64}$' || { echo "no digest of $image: $digest" >&2; exit 1; }
    sed -i -E "s|${image}@sha256:[0-9a-f]{64}|${image}@${digest}|" docker-compose.yml Dockerfile
    echo "$image $digest"
done
