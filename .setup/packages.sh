# Sourced by setup: the Debian packages of .setup/packages.txt, by what dpkg has and apt offers, not by the release.
#
# A line may name several, as `chromium|chromium-browser`: the first one that is installed or offered is meant.
missing=()
unoffered=()
update='apt-get update'
install='apt-get install -y --no-install-recommends'

offered() { apt-cache show --no-all-versions "$1" > /dev/null 2>&1; }

# Sets `missing`, and `unoffered`: lines of which apt knows nothing at all.
find_missing() {
  local line name found have
  missing=() unoffered=()
  have=$(grep -v '^#' .setup/packages.txt | tr '|' '\n' |
    xargs dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' 2> /dev/null | sed -n 's/^installed //p' || true)
  while read -r line; do
    found=
    for name in ${line//|/ }; do
      if grep -qxF -- "$name" <<< "$have"; then found=yes; fi
    done
    [ -z "$found" ] || continue
    for name in ${line//|/ }; do
      if offered "$name"; then found=$name; break; fi
    done
    missing+=("${found:-${line%%|*}}")
    [ -n "$found" ] || unoffered+=("$line")
  done < <(grep -v '^#' .setup/packages.txt)
}

install_packages() {
  command -v dpkg-query > /dev/null ||
    fail "this is no Debian (there is no dpkg): use a Debian 12 or 13 machine or container, or ./setup --wasm-only with an emsdk for the widgets alone."
  find_missing
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get > /dev/null || fail "these Debian packages are missing and there is no apt-get: ${missing[*]}."
  if [ "$(id -u)" != 0 ]; then
    say "these Debian packages are missing, and only root may install them. Run:"
    if command -v sudo > /dev/null; then
      say "  sudo sh -c '$update && $install ${missing[*]}' && ./setup"
    else
      say "  su -c '$update && $install ${missing[*]}' && ./setup"
    fi
    fail "the rest (Emscripten, sources, npm packages) setup gets without root."
  fi
  say "installing Debian packages: ${missing[*]}"
  apt-get update -qq >> "$log" 2>&1 || true
  find_missing # now that apt's lists are here
  if [ ${#unoffered[@]} -gt 0 ] && apt-cache show --no-all-versions apt > /dev/null 2>&1; then
    fail "apt offers no ${unoffered[*]}: add Debian 12's or 13's archive (main) to the apt sources, and run ./setup again."
  fi
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends "${missing[@]}" \
    >> "$log" 2>&1 || true
  find_missing
}

# For a machine without a network: the files as apt names them, when it has lists to name them from.
say_missing_packages() {
  [ ${#missing[@]} -gt 0 ] || return 0
  say "these Debian packages could not be installed (details in $log): ${missing[*]}"
  local uris
  uris=$(apt-get install --print-uris -qq -y --no-install-recommends "${missing[@]}" 2>> "$log" || true)
  if [ -n "$uris" ]; then
    say "Without a network, put these files into /var/cache/apt/archives and run ./setup again (address, name, bytes, digest):"
    sed 's/^/  /' <<< "$uris" >&2
  else
    say "Without a network, run '$update && $install --download-only ${missing[*]}' on a machine with the same system that has one,"
    say "and bring its files /var/cache/apt/archives/*.deb and /var/lib/apt/lists to the same places here."
  fi
}
