package io.surgetank.local.runtime;

import io.surgetank.deploy.artifact.DeploymentZip;
import io.surgetank.local.services.Emulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
    Path zip = DeploymentZip.built(repository);
    Path emulatorJar = emulator.resolve("surgetank-emulator.jar");
    for (Path file : List.of(zip, emulatorJar)) if (!Files.isRegularFile(file)) throw missing(file);
    return new Artifacts(
        java,
        zip,
        jars(repository.resolve("aws/local/target/runtime")),
        new Emulator.Parts(
            java,
            Stream.concat(Stream.of(emulatorJar), jars(emulator.resolve("lib")).stream()).toList(),
            emulator.resolve("native")));
  }

  private static List<Path> jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      if (jars.isEmpty()) throw missing(folder.resolve("*.jar"));
      return jars;
    } catch (NoSuchFileException unbuilt) {
      throw missing(folder);
    } catch (IOException unread) {
      throw new UncheckedIOException("cannot read " + folder, unread);
    }
  }

  private static UncheckedIOException missing(Path path) {
    String error =
        path
            + " is missing; build local AWS with"
            + " ./mvnw -pl cli,aws/functions,aws/emulator -am package -DskipTests";
    return new UncheckedIOException(error, new IOException(error));
  }
}
