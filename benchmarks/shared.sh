# What the commands beside this file share. They set `program`, their name for messages, and have a function `usage`.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
readonly here root

# Numbers with a point, and Korean in the input, wherever this runs.
export LC_ALL=C.UTF-8

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$program: $*"
  exit 1
}

mistake() {
  say "$program: $*"
  usage >&2
  exit 2
}

# build LOG: all there is, with the distribution, which `dist` then is.
build() {
  say "building (log: $1)"
  mvn -q -B -ntp -f "$root/pom.xml" -Pbenchmarks -Dquick -DskipTests package >"$1" 2>&1 ||
    die "the build failed, see $1"
  dist=$(find "$root/jobs-dist/target" -maxdepth 1 -type d -name 'flink-jobs-*')
  [[ -d $dist/lib ]] || die "the build left no distribution in jobs-dist/target, see $1"
}

# install_library LIBRARY ENVIRONMENT LOG: as pip is asked for it, unless the environment of Python has it.
install_library() {
  [[ -x $2/bin/python ]] || python3 -m venv "$2" >"$3" 2>&1 || return 1
  "$2/bin/python" -m pip show -q "${1%%==*}" 2>/dev/null && return
  say "installing $1 for Python into $2"
  "$2/bin/python" -m pip install -q "$1" >>"$3" 2>&1
}

now() { date -u '+%Y-%m-%d %H:%M UTC'; }

# commit CHECKOUT
commit() { git -C "$1" describe --always --dirty 2>/dev/null || echo unknown; }

jdk() { java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.runtime.version = //p'; }

flink() { "$root/jobs" --version | sed 's/.*Flink \([^,]*\),.*/\1/'; }

load() { uptime | sed 's/.*load average[s]*: //'; }

cores() { echo "$(getconf _NPROCESSORS_ONLN) ($(cpu_model))"; }

cpu_model() {
  if [[ -r /proc/cpuinfo ]]; then
    sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1
  else
    sysctl -n machdep.cpu.brand_string
  fi
}
