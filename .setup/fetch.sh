# Sourced by setup: gets the files that .setup/downloads.txt names into $archives, each checked by its SHA-256.
#
# A file that somebody has put there is used as one that was fetched. What could not be got is remembered in
# `unfetched`, so that all of it is said at once; after the first failure the network is not asked again.
archives=$cache/archives
downloads=.setup/downloads.txt
unfetched=()
network=yes

# The Debian archive that this machine uses already, and the one that keeps what the others drop: where there is no
# apt it alone is asked.
debian_archives() {
  if command -v apt-get > /dev/null; then
    apt-get indextargets --format '$(REPO_URI) $(CODENAME)' 'Created-By: Packages' 2> /dev/null |
      awk '$2 !~ /-/ {sub(/\/$/, "", $1); print $1; exit}' || true
  fi
  echo "https://snapshot.debian.org/archive/debian/$(awk '$1 == "snapshot" {print $2}' "$downloads")"
}

# download ADDRESS FILE: with what this machine has. apt's own tool knows proxies that only apt is told of.
download() {
  rm -f "$2"
  if command -v curl > /dev/null && curl -fsSL --connect-timeout 20 -o "$2" "$1"; then return 0; fi
  if command -v wget > /dev/null && wget -q -T 20 -t 1 -O "$2" "$1"; then return 0; fi
  local helper=${TR_APT_HELPER:-/usr/lib/apt/apt-helper}
  [ -x "$helper" ] && "$helper" -o APT::Sandbox::User= download-file "$1" "$2"
}

# row NAME: use name version file bytes sha256 place [suite]
row() { awk -v name="$1" '$2 == name && NF >= 7' "$downloads"; }
pinned() { row "$1" | awk '{print $3}'; }
named() { awk -v use="$1" '$1 == use && NF >= 7 {print $2}' "$downloads"; }

# The newer file of a suite, with an apt state of its own: the system's suites and packages stay as they are.
from_suite() {
  local package=$1 suite=$2 state=$archives/.apt archive
  rm -rf "$state"
  mkdir -p "$state"/lists/partial "$state"/archives/partial
  archive=$(debian_archives | head -1)
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive $suite main" > "$state/suite.list"
  : > "$state/status"
  local options=(-o Dir::Etc::sourcelist="$state/suite.list" -o Dir::Etc::sourceparts=- -o Dir::State::Lists="$state/lists"
    -o Dir::State::status="$state/status" -o Dir::Cache="$state" -o APT::Sandbox::User=)
  apt-get "${options[@]}" update -qq && (cd "$archives" && apt-get "${options[@]}" download -q "$package")
  local status=$?
  rm -rf "$state"
  return $status
}

is_whole() { [ "$(sha256sum < "$1" 2> /dev/null | cut -d ' ' -f 1)" = "$2" ]; }

# npm itself asks its registry: it alone knows the proxies, authorities and registries that it is told of.
from_place() {
  case $place in
    npm:*) (cd "$archives" && npm pack --silent "$1" && mv "$file" "$fetched.part") ;;
    *) download "$1/$place/$file" "$fetched.part" ;;
  esac
}

# fetch NAME: 0 when its file is in $archives; its path is then in `fetched`.
fetch() {
  local use name version file bytes sha256 place suite base
  read -r use name version file bytes sha256 place suite < <(row "$1")
  fetched=$archives/$file
  mkdir -p "$archives"
  if [ -e "$fetched" ] && is_whole "$fetched" "$sha256"; then return 0; fi
  if [ -e "$fetched" ]; then
    say "$fetched is not the file whose SHA-256 $downloads names: it is fetched anew"
    rm -f "$fetched"
  fi
  if [ -n "$suite" ] && [ -n "$(find "$archives" -name "${name}_*_amd64.deb")" ]; then
    fetched=$(find "$archives" -name "${name}_*_amd64.deb" | head -1)
    return 0
  fi
  if [ $network = yes ]; then
    while read -r base; do
      if from_place "$base" >> "$log" 2>&1 && is_whole "$fetched.part" "$sha256"; then
        mv "$fetched.part" "$fetched"
        return 0
      fi
      echo "$base: no $file, or one with another SHA-256" >> "$log"
    done < <(case $place in npm:*) echo "$name@$version" ;; *) debian_archives ;; esac)
    rm -f "$fetched.part"
    if [ -n "$suite" ] && from_suite "$name" "$suite" >> "$log" 2>&1; then
      fetched=$(find "$archives" -name "${name}_*_amd64.deb" | head -1)
      return 0
    fi
    network=no
  fi
  unfetched+=("$name")
  return 1
}

# For a machine without a network: what to bring, from where and whereto.
say_unfetched() {
  local use name version file bytes sha256 place suite
  say "these files could not be downloaded (details in $log). Without a network, bring them from a machine that has one, put them into"
  say "  $archives"
  say "and run ./setup again:"
  for one in "${unfetched[@]}"; do
    read -r use name version file bytes sha256 place suite < <(row "$one")
    case $place in
      npm:*) say "  $file, made by npm pack $name@$version" ;;
      *) say "  $place/$file of any Debian mirror" ;;
    esac
    say "    $bytes bytes, SHA-256 $sha256"
  done
}
