package io.surgetank.local.runtime;

import io.surgetank.local.services.Emulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files that local AWS runs.
///
/// @param zip the deployment zip
/// @param runtime the jars of Lambda's runtime interface client
public record Artifacts(Path java, Path zip, List<Path> runtime, Emulator.Parts emulator) {
  public Artifacts {
    runtime = List.copyOf(runtime);
  }

  /// The files that the build of this repository creates. Throws [UncheckedIOException] when one is
  /// missing.
  public static Artifacts builtIn(Path repository, Path java) {
    Path emulator = repository.resolve("aws/emulator/target");
    Path zip = repository.resolve("aws/functions/target/surgetank-aws.zip");
    if (!Files.isRegularFile(zip))
      throw new UncheckedIOException(new IOException(zip + " does not exist; build it first"));
    return new Artifacts(
        java,
        zip,
        jars(repository.resolve("aws/local/target/runtime")),
        new Emulator.Parts(
            java,
            Stream.concat(
                    Stream.of(emulator.resolve("surgetank-emulator.jar")),
                    jars(emulator.resolve("lib")).stream())
                .toList(),
            emulator.resolve("native")));
  }

  private static List<Path> jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      if (jars.isEmpty()) throw new IOException(folder + " contains no jar; build it first");
      return jars;
    } catch (IOException unread) {
      throw new UncheckedIOException("files of local AWS are missing", unread);
    }
  }
}
