package io.surgetank.deploy.artifact;

import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The functions' zip and what a user lays into it. The same files give the same bytes, so that a
/// key made of them changes when something changed.
public final class DeploymentZip {
  /// Where the functions find a descriptor that was laid in; its schemas lie beside it.
  public static final String DESCRIPTOR = "descriptor/surgetank.yaml";

  private static final String FOLDER = "descriptor/";

  /// Zips know no time before.
  private static final FileTime NO_TIME = FileTime.from(Instant.parse("1980-01-02T00:00:00Z"));

  private DeploymentZip() {}

  /// What is laid into one zip.
  ///
  /// @param base the zip that the module `aws` builds
  /// @param descriptor the user's; empty for the built-in one
  /// @param classpath jars and folders of handlers
  public record Parts(Path base, Optional<ConfigurationSource> descriptor, List<Path> classpath) {
    public Parts {
      classpath = List.copyOf(classpath);
    }
  }

  /// Writes the zip. Throws [UncheckedIOException] with a sentence when it cannot.
  public static void write(Parts parts, Path output) {
    if (!Files.isRegularFile(parts.base()))
      throw new UncheckedIOException(
          new IOException(
              parts.base()
                  + " is missing; build it with ./mvnw -pl aws/functions -am package -DskipTests"));
    Path drafted = Path.of(output + ".part");
    try {
      try (var zip = new ZipOutputStream(Files.newOutputStream(drafted))) {
        var laid = new HashSet<String>();
        copy(parts.base(), zip, laid);
        parts.descriptor().ifPresent(configurationSource -> lay(configurationSource, zip, laid));
        for (Path path : parts.classpath()) lay(path, zip, laid);
      }
      Files.move(drafted, output, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritten) {
      throw new UncheckedIOException(output + " cannot be written", unwritten);
    }
  }

  private static void copy(Path base, ZipOutputStream zip, Set<String> laid) throws IOException {
    try (var from = new ZipFile(base.toFile())) {
      Enumeration<? extends ZipEntry> entries = from.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.isDirectory()) continue;
        try (InputStream stream = from.getInputStream(entry)) {
          put(entry.getName(), stream.readAllBytes(), zip, laid);
        }
      }
    }
  }

  private static void lay(
      ConfigurationSource configurationSource, ZipOutputStream zip, Set<String> laid) {
    var schemas = new TreeMap<String, String>();
    // Reading the descriptor tells which files belong to it.
    var watched =
        new ConfigurationSource(
            configurationSource.name(),
            configurationSource.yaml(),
            name -> {
              Optional<String> text = configurationSource.files().text(name);
              text.ifPresent(some -> schemas.put(name, some));
              return text;
            });
    ConfigurationReader.read(watched);
    put(DESCRIPTOR, bytes(configurationSource.yaml()), zip, laid);
    schemas.forEach((name, text) -> put(FOLDER + name, bytes(text), zip, laid));
  }

  /// A jar goes where Lambda looks for jars, a folder's classes where it looks for classes.
  private static void lay(Path path, ZipOutputStream zip, Set<String> laid) throws IOException {
    if (!Files.isDirectory(path)) {
      put("lib/" + path.getFileName(), Files.readAllBytes(path), zip, laid);
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList())
        put(
            path.relativize(file).toString().replace('\\', '/'),
            Files.readAllBytes(file),
            zip,
            laid);
    }
  }

  private static void put(String name, byte[] bytes, ZipOutputStream zip, Set<String> laid) {
    if (!laid.add(name))
      throw new UncheckedIOException(
          new IOException(name + " would be in the zip twice; give yours another name"));
    try {
      var entry = new ZipEntry(name);
      entry.setLastModifiedTime(NO_TIME);
      zip.putNextEntry(entry);
      zip.write(bytes);
      zip.closeEntry();
    } catch (IOException unwritten) {
      throw new UncheckedIOException("the zip cannot be written", unwritten);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
