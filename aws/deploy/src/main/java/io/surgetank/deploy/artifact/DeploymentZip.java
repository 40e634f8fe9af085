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

/// The deployment zip: the functions, and the files of the user. The same files give the same
/// bytes, so that a key computed from them changes only with them.
public final class DeploymentZip {
  /// The usual name of the file, which Terraform and the Serverless Framework read.
  public static final String FILE = "surgetank-aws.zip";

  /// The path of a user's configuration in the zip; its schemas are in the same folder.
  public static final String CONFIGURATION = "configuration/surgetank.yaml";

  /// The comment of the archive, by which an earlier zip is recognized.
  private static final String COMMENT = "Written by surgetank package";

  private static final String FOLDER = "configuration/";

  /// The earliest time of the zip format.
  private static final FileTime FIXED_TIME = FileTime.from(Instant.parse("1980-01-02T00:00:00Z"));

  private DeploymentZip() {}

  /// The contents of a zip.
  ///
  /// @param base the zip that the module `aws/functions` builds
  /// @param configuration of the user; empty for the built-in one
  /// @param classpath jars and folders of handlers
  public record Contents(
      Path base, Optional<ConfigurationSource> configuration, List<Path> classpath) {
    public Contents {
      classpath = List.copyOf(classpath);
    }
  }

  /// The zip with the functions alone, where the build of the repository writes it.
  public static Path built(Path repository) {
    return repository.resolve("aws/functions/target").resolve(FILE);
  }

  /// Writes the zip. Throws [UncheckedIOException] with a message if it cannot.
  public static void write(Contents contents, Path output) {
    if (!Files.isRegularFile(contents.base()))
      throw new UncheckedIOException(
          new IOException(
              contents.base()
                  + " is missing; build it with ./mvnw -pl aws/functions -am package -DskipTests"));
    Path unfinished = Path.of(output + ".part");
    try {
      try (var zip = new ZipOutputStream(Files.newOutputStream(unfinished))) {
        var entries = new HashSet<String>();
        zip.setComment(COMMENT);
        copy(contents.base(), zip, entries);
        contents
            .configuration()
            .ifPresent(configurationSource -> add(configurationSource, zip, entries));
        for (Path path : contents.classpath()) add(path, zip, entries);
      }
      Files.move(unfinished, output, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritten) {
      throw new UncheckedIOException("cannot write " + output, unwritten);
    }
  }

  /// Whether the file was written by this class.
  public static boolean isDeploymentZip(Path file) {
    try (var zip = new ZipFile(file.toFile())) {
      return COMMENT.equals(zip.getComment());
    } catch (IOException otherFormat) {
      return false;
    }
  }

  private static void copy(Path base, ZipOutputStream zip, Set<String> entries) throws IOException {
    try (var from = new ZipFile(base.toFile())) {
      Enumeration<? extends ZipEntry> all = from.entries();
      while (all.hasMoreElements()) {
        ZipEntry entry = all.nextElement();
        if (entry.isDirectory()) continue;
        try (InputStream stream = from.getInputStream(entry)) {
          put(entry.getName(), stream.readAllBytes(), zip, entries);
        }
      }
    }
  }

  private static void add(
      ConfigurationSource configurationSource, ZipOutputStream zip, Set<String> entries) {
    var schemas = new TreeMap<String, String>();
    // Reading the configuration shows which files belong to it.
    var recording =
        new ConfigurationSource(
            configurationSource.name(),
            configurationSource.yaml(),
            name -> {
              Optional<String> text = configurationSource.files().text(name);
              text.ifPresent(some -> schemas.put(name, some));
              return text;
            });
    ConfigurationReader.read(recording);
    put(CONFIGURATION, bytes(configurationSource.yaml()), zip, entries);
    schemas.forEach((name, text) -> put(FOLDER + name, bytes(text), zip, entries));
  }

  /// Adds a jar to the folder in which Lambda finds jars, or classes to that in which it finds
  /// classes.
  private static void add(Path path, ZipOutputStream zip, Set<String> entries) throws IOException {
    if (!Files.isDirectory(path)) {
      put("lib/" + path.getFileName(), Files.readAllBytes(path), zip, entries);
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList())
        put(
            path.relativize(file).toString().replace('\\', '/'),
            Files.readAllBytes(file),
            zip,
            entries);
    }
  }

  private static void put(String name, byte[] bytes, ZipOutputStream zip, Set<String> entries) {
    if (!entries.add(name))
      throw new UncheckedIOException(
          new IOException(name + " would be in the zip twice; rename your file"));
    try {
      var entry = new ZipEntry(name);
      entry.setLastModifiedTime(FIXED_TIME);
      zip.putNextEntry(entry);
      zip.write(bytes);
      zip.closeEntry();
    } catch (IOException unwritten) {
      throw new UncheckedIOException("cannot write the zip", unwritten);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
