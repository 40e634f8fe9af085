package io.surgetank.local.emulator;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// ElasticMQ and DynamoDB Local in a process of their own, which ends with this one. Everything is
/// in memory: nothing is left when it ends.
public final class Emulator implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Emulator.class.getName());
  private static final String MAIN = "io.surgetank.emulator.Main";
  private static final Pattern READY = Pattern.compile("READY (\\d+) (\\d+)");

  /// A cold machine takes some ten seconds.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Endpoints endpoints;

  private Emulator(Process process, Endpoints endpoints) {
    this.process = process;
    this.endpoints = endpoints;
  }

  /// What the process is made of.
  ///
  /// @param java a JDK's or JRE's folder
  /// @param libraries a folder with native libraries
  public record Parts(Path java, List<Path> classPath, Path libraries) {
    public Parts {
      classPath = List.copyOf(classPath);
    }
  }

  /// Both answer when this returns. Throws [UncheckedIOException] with a sentence when they do not.
  ///
  /// @param log gets what they write
  public static Emulator start(Parts parts, String region, File log) throws InterruptedException {
    Process process = launch(parts, region, log);
    try {
      Endpoints endpoints = endpoints(process);
      return new Emulator(process, endpoints);
    } catch (UncheckedIOException | InterruptedException notUp) {
      process.destroyForcibly();
      throw notUp;
    }
  }

  private static Process launch(Parts parts, String region, File log) {
    String classPath =
        parts.classPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    var builder =
        new ProcessBuilder(
            parts.java().resolve("bin").resolve("java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dsqlite4java.library.path=" + parts.libraries(),
            "-cp",
            classPath,
            MAIN,
            region);
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(name -> name.startsWith("AWS_") || name.equals("JAVA_TOOL_OPTIONS"));
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("DDB_LOCAL_TELEMETRY", "0");
    builder.redirectError(log);
    try {
      return builder.start();
    } catch (IOException unstarted) {
      throw new UncheckedIOException("SQS and DynamoDB cannot be started", unstarted);
    }
  }

  private static Endpoints endpoints(Process process) throws InterruptedException {
    var reading = new FutureTask<>(() -> firstLine(process));
    Thread.ofPlatform().name("emulator").daemon().start(reading);
    try {
      Matcher ready =
          READY.matcher(String.valueOf(reading.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)));
      if (ready.matches())
        return new Endpoints(
            URI.create("http://127.0.0.1:" + ready.group(1)),
            URI.create("http://127.0.0.1:" + ready.group(2)));
    } catch (TimeoutException | ExecutionException silent) {
      throw new UncheckedIOException(
          "SQS and DynamoDB did not come up", new IOException(String.valueOf(silent.getMessage())));
    }
    throw new UncheckedIOException(
        "SQS and DynamoDB ended before they were up", new IOException("see their log"));
  }

  @SuppressWarnings(
      "resource") // The process may write on; nobody reads, and it writes nothing more.
  private static @Nullable String firstLine(Process process) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    return lines.readLine();
  }

  public Endpoints endpoints() {
    return endpoints;
  }

  /// Its input ends, and with it the process; if it does not, it is ended.
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor(2, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (IOException alreadyOver) {
      LOG.log(Logger.Level.DEBUG, "the emulator's input", alreadyOver);
    }
    process.destroyForcibly();
  }
}
