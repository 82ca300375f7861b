#!/usr/bin/env bash
# Unpacks Emscripten of Debian's packages (trixie) into FOLDER, to be used with this machine's Clang 19. Nothing is
# installed into the system: Debian 12 has no Emscripten of this version, and mixing suites would replace its C library.
# About 450 MB.
#
# usage: emscripten.sh FOLDER EMSCRIPTEN.deb BINARYEN.deb LIBC6.deb LIBSTDC++6.deb LIBGCC-S1.deb ACORN.tgz
set -euo pipefail
[ $# = 7 ] || { echo "usage: emscripten.sh FOLDER EMSCRIPTEN BINARYEN LIBC6 LIBSTDC++6 LIBGCC-S1 ACORN" >&2; exit 1; }
unpack=$(cd "$(dirname "$0")" && pwd)/deb-data.mjs
folder=$(cd "$1" && pwd)
work=$folder/.work
rm -rf "$work"
mkdir -p "$work/root"

# Left out: what a single-threaded wasm32 program does not link against (1.2 GB of 1.6 GB).
node "$unpack" "$2" "$work/root" --exclude='*/emscripten/test' \
  --exclude='*/wasm32-emscripten/pic' --exclude='*/wasm32-emscripten/lto-pic' --exclude='*-mt.a' --exclude='*-mt-*.a' \
  --exclude='*-ww.a' --exclude='*-ww-*.a' --exclude='*asan*.a' --exclude='*lsan*.a' --exclude='*ubsan*.a'
for deb in "${@:3:4}"; do node "$unpack" "$deb" "$work/root"; done
rm -rf "$folder/emscripten" "$folder/binaryen"
mv "$work/root/usr/share/emscripten" "$work/emscripten"

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
mkdir -p "$work/emscripten/node_modules/acorn"
tar -xzf "$7" -C "$work/emscripten/node_modules/acorn" --strip-components=1
cat > "$folder/emscripten.config" <<C
LLVM_ROOT = '/usr/bin'
LLVM_ADD_VERSION = '19'
CLANG_ADD_VERSION = '19'
BINARYEN_ROOT = '$folder/binaryen'
NODE_JS = '$(command -v node)'
CACHE = '$folder/emscripten/cache'
FROZEN_CACHE = True
C
# Last, since its version is what says that all of it is there.
mv "$work/emscripten" "$folder/emscripten"
rm -rf "$work"
