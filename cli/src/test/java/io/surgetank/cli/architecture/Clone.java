package io.surgetank.cli.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// As much of a fresh clone of this repository as a deployment takes. Its `./mvnw` lays out what
/// this build has built, its `./surgetank` is the jar that this build has built.
record Clone(Path folder) {
  private static final Path ROOT = Repository.root();

  static Clone in(Path folder) throws IOException {
    var clone = new Clone(Files.createDirectories(folder));
    clone.copy("aws/serverless", ".json");
    clone.copy("aws/terraform/app", ".tf");
    clone.copy("aws/terraform/state", ".tf");
    clone.copy("core/src/main/resources/io/surgetank/core/configuration/default", "");
    clone.program(
        "mvnw",
        """
        [ "$*" = "-B -ntp -pl aws/functions -am package -DskipTests" ] || { echo "not known: $*"; exit 1; }
        mkdir -p aws/functions/target && cp '%s/aws/functions/target/surgetank-aws.zip' aws/functions/target/
        """
            .formatted(ROOT));
    clone.program(
        "surgetank",
        "exec '%s/bin/java' -jar '%s/cli/target/surgetank.jar' \"$@\"\n"
            .formatted(System.getProperty("java.home"), ROOT));
    return clone;
  }

  private void copy(String from, String ending) throws IOException {
    Path to = Files.createDirectories(folder.resolve(from));
    try (Stream<Path> files = Files.list(ROOT.resolve(from))) {
      for (Path file : files.filter(file -> file.toString().endsWith(ending)).toList())
        if (Files.isRegularFile(file)) Files.copy(file, to.resolve(file.getFileName()));
    }
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script);
    if (!file.toFile().setExecutable(true)) throw new IOException("not executable: " + file);
  }
}
