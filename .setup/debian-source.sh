#!/usr/bin/env bash
# Unpacks the upstream sources of one Debian source package, from a suite newer than this
# machine's, with an apt state of its own: the system's suites and packages stay as they are.
#
# usage: debian-source.sh PACKAGE FOLDER
set -euo pipefail
package=${1:?usage: debian-source.sh PACKAGE FOLDER}
folder=${2:?usage: debian-source.sh PACKAGE FOLDER}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
work=$folder/.work
mkdir -p "$work"/lists/partial "$work"/archives/partial
archive=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' | awk '$2 !~ /-/ {print $1; exit}')
[ -n "$archive" ] || { echo "no Debian archive is configured: run 'apt-get update' first" >&2; exit 1; }
: > "$work/status"
for suite in forky sid; do
  echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive $suite main" > "$work/src.list"
  options=(-o Dir::Etc::sourcelist="$work/src.list" -o Dir::Etc::sourceparts=- -o Dir::State::Lists="$work/lists"
    -o Dir::State::status="$work/status" -o Dir::Cache="$work" -o APT::Sandbox::User=root)
  apt-get "${options[@]}" update -qq &&
    (cd "$work" && apt-get "${options[@]}" source --download-only -qq "$package") && break
done
tar -xf "$(ls "$work/$package"_*.orig.tar.*[!c] | head -1)" -C "$folder" --strip-components=1
rm -rf "$work"
