#!/usr/bin/env bash
# Emscripten from Debian's packages (trixie) with Clang 19 from this machine's own suite, unpacked into
# FOLDER. Nothing is installed into the system: Debian 12 has no Emscripten of this version, and mixing
# suites would replace its C library. Downloads about 120 MB, unpacks about 450 MB.
#
# usage: emscripten.sh FOLDER
set -euo pipefail
folder=${1:?usage: emscripten.sh FOLDER}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
work=$folder/.work
rm -rf "$work"
mkdir -p "$work"/lists/partial "$work"/archives/partial "$work"/debs "$work"/root
emscripten_version=3.1.69+dfsg-3
emscripten_sha256=d2ac788b952c56ab6736b4db2ac0825aa63cfb4c08b8abaefe19e324779d1b2d
binaryen_version=120-4
acorn_version=8.14.0

archive=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' | awk '$2 !~ /-/ {print $1; exit}')
[ -n "$archive" ] || { echo "no Debian archive is configured: run 'apt-get update' first" >&2; exit 1; }
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive trixie main" > "$work/trixie.list"
: > "$work/status"
cat > "$work/apt.conf" <<C
Dir::Etc::sourcelist "$work/trixie.list"; Dir::Etc::sourceparts "-";
Dir::State::Lists "$work/lists"; Dir::State::status "$work/status";
Dir::Cache "$work"; Dir::Cache::archives "$work/archives"; APT::Sandbox::User "root";
C
export APT_CONFIG=$work/apt.conf
apt-get update -qq
(cd "$work/debs" && apt-get download -q "emscripten=$emscripten_version" "binaryen=$binaryen_version" libc6 libstdc++6 libgcc-s1)
unset APT_CONFIG
echo "$emscripten_sha256  $(ls "$work"/debs/emscripten_*.deb)" | sha256sum -c - > /dev/null

# Left out: what a single-threaded wasm32 program does not link against (1.2 GB of 1.6 GB).
dpkg-deb --fsys-tarfile "$work"/debs/emscripten_*.deb | tar -x -C "$work/root" --exclude='*/emscripten/test' \
  --exclude='*/wasm32-emscripten/pic' --exclude='*/wasm32-emscripten/lto-pic' --exclude='*-mt.a' --exclude='*-mt-*.a' \
  --exclude='*-ww.a' --exclude='*-ww-*.a' --exclude='*asan*.a' --exclude='*lsan*.a' --exclude='*ubsan*.a'
for deb in binaryen libc6 libstdc++6 libgcc-s1; do dpkg-deb -x "$work"/debs/${deb}_*.deb "$work/root"; done
rm -rf "$folder/emscripten" "$folder/binaryen"
mv "$work/root/usr/share/emscripten" "$folder/emscripten"

# Binaryen was built against trixie's C library: each tool runs behind a wrapper with its own loader.
mkdir -p "$folder/binaryen/bin" "$folder/binaryen/elf" "$folder/binaryen/lib"
cp "$work"/root/usr/bin/wasm* "$folder/binaryen/elf/"
for library in ld-linux-x86-64.so.2 libc.so.6 libm.so.6 libgcc_s.so.1 libstdc++.so.6 libbinaryen.so; do
  cp -L "$(find "$work/root" -name "$library" -not -path '*/lib64/*' | head -1)" "$folder/binaryen/lib/$library"
done
for tool in "$folder"/binaryen/elf/*; do
  name=$(basename "$tool")
  printf '#!/bin/sh\nhere=$(dirname "$(readlink -f "$0")")/..\nexec "$here/lib/ld-linux-x86-64.so.2" --library-path "$here/lib" "$here/elf/%s" "$@"\n' \
    "$name" > "$folder/binaryen/bin/$name"
  chmod +x "$folder/binaryen/bin/$name"
done

# Emscripten's JavaScript optimiser needs acorn; Node outside Debian does not look in /usr/share/nodejs.
npm install --silent --no-fund --no-audit --no-save --no-package-lock --prefix "$folder/emscripten" "acorn@$acorn_version" > /dev/null 2>&1
cat > "$folder/emscripten.config" <<C
LLVM_ROOT = '/usr/bin'
LLVM_ADD_VERSION = '19'
CLANG_ADD_VERSION = '19'
BINARYEN_ROOT = '$folder/binaryen'
NODE_JS = '$(command -v node)'
CACHE = '$folder/emscripten/cache'
FROZEN_CACHE = True
C
rm -rf "$work"
