# Sets and exports JAVA_HOME to a JDK 25 or newer, or prints what to install and exits.
# POSIX sh; sourced by `mvnw` and `surgetank`, because on many machines the default `java` is older
# while a JDK 25 is installed too. Starts no JVM: the file `release` of a JDK has its version.

# Prints the major Java version of the JDK in folder $1; nothing if it is no JDK.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Whether folder $1 is a JDK of a suitable version.
jdk_is_suitable() {
  found=$(jdk_version "$1")
  [ "${found:-0}" -ge 25 ]
}

# The JDK of the `java` on PATH, with symbolic links resolved.
jdk_on_path() {
  java=$(command -v java) && java=$(readlink -f "$java" 2>/dev/null) && dirname "$(dirname "$java")"
}

# The lowest version from 25 in the usual installation folders: closest to the tested one.
jdk_installed() {
  for folder in /usr/lib/jvm/* /opt/* /opt/*/* "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
    "${SDKMAN_DIR-}"/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if jdk_is_suitable "$folder"; then printf '%s %s\n' "$found" "$folder"; fi
  done | sort -n | sed -n '1s/^[0-9]* //p'
}

# JAVA_HOME first, then the PATH, then installed JDKs.
if ! jdk_is_suitable "${JAVA_HOME-}"; then
  JAVA_HOME=$(jdk_on_path) || JAVA_HOME=
  jdk_is_suitable "$JAVA_HOME" || JAVA_HOME=$(jdk_installed)
  if [ -z "$JAVA_HOME" ]; then
    echo "Surgetank needs a JDK 25 or newer; none was found." >&2
    echo "Searched JAVA_HOME, java on the PATH, SDKMAN and the usual installation folders." >&2
    echo "Install one (for example Temurin 25 from https://adoptium.net, or: sdk install java 25-tem)" >&2
    echo "or set JAVA_HOME to its folder, then try again." >&2
    exit 1
  fi
fi
export JAVA_HOME
