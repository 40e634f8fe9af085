package io.surgetank.local.stack;

import io.surgetank.local.emulator.Emulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files that local AWS runs: what the build lays out.
///
/// @param zip the deployment zip
/// @param runtime the jars of Lambda's runtime interface client
public record Artifacts(Path java, Path zip, List<Path> runtime, Emulator.Parts emulator) {
  public Artifacts {
    runtime = List.copyOf(runtime);
  }

  /// As the modules of this repository lay them out. Throws [UncheckedIOException] with a sentence
  /// when something is not there.
  public static Artifacts builtIn(Path repository, Path java) {
    Path emulator = repository.resolve("aws/emulator/target");
    Path zip = repository.resolve("aws/functions/target/surgetank-aws.zip");
    if (!Files.isRegularFile(zip))
      throw new UncheckedIOException(new IOException("there is no " + zip + "; build it first"));
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
      if (jars.isEmpty())
        throw new IOException("there is no jar in " + folder + "; build it first");
      return jars;
    } catch (IOException unread) {
      throw new UncheckedIOException("what local AWS runs is not all there", unread);
    }
  }
}
