# Sets and exports JAVA_HOME to a JDK 25 or newer, or prints what to install and exits.
# POSIX sh; sourced by `mvnw` and `surgetank`, because on many machines the default `java` is older
# while a JDK 25 is installed beside it. Starts no JVM: every JDK states its version in `release`.

# Prints the Java version (a whole number) of the JDK in folder $1; prints nothing where there is none.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Is folder $1 a JDK that will do?
jdk_will_do() {
  found=$(jdk_version "$1")
  [ "${found:-0}" -ge 25 ]
}

# The JDK that the `java` on the PATH belongs to, through all its symbolic links.
jdk_on_path() {
  java=$(command -v java) && java=$(readlink -f "$java" 2>/dev/null) && dirname "$(dirname "$java")"
}

# Of the usual install folders, the one with the lowest version from 25 on: closest to what we test with.
jdk_installed() {
  for folder in /usr/lib/jvm/* /opt/* /opt/*/* "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
    "${SDKMAN_DIR-}"/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if jdk_will_do "$folder"; then printf '%s %s\n' "$found" "$folder"; fi
  done | sort -n | sed -n '1s/^[0-9]* //p'
}

# JAVA_HOME first, then the PATH, then installed JDKs.
if ! jdk_will_do "${JAVA_HOME-}"; then
  JAVA_HOME=$(jdk_on_path) || JAVA_HOME=
  jdk_will_do "$JAVA_HOME" || JAVA_HOME=$(jdk_installed)
  if [ -z "$JAVA_HOME" ]; then
    echo "Surgetank needs a JDK 25 or newer, and none was found." >&2
    echo "Looked at JAVA_HOME, at java on the PATH, in SDKMAN and in the usual install folders." >&2
    echo "Install one (for example Temurin 25 from https://adoptium.net, or: sdk install java 25-tem)" >&2
    echo "or set JAVA_HOME to the folder of one, then try again." >&2
    exit 1
  fi
fi
export JAVA_HOME
