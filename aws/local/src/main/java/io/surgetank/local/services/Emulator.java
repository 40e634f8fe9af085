package io.surgetank.local.services;

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

/// Runs ElasticMQ and DynamoDB Local in a child process, which ends with this one. All data is in
/// memory and lost when it ends.
public final class Emulator implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Emulator.class.getName());
  private static final String MAIN = "io.surgetank.emulator.Main";
  private static final Pattern READY = Pattern.compile("READY (\\d+) (\\d+)");

  /// The first start takes some ten seconds.
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final Process process;
  private final ServiceEndpoints endpoints;

  private Emulator(Process process, ServiceEndpoints endpoints) {
    this.process = process;
    this.endpoints = endpoints;
  }

  /// The files that the process needs.
  ///
  /// @param java the folder of a JDK or JRE
  /// @param libraries the folder of the native libraries
  public record Parts(Path java, List<Path> classPath, Path libraries) {
    public Parts {
      classPath = List.copyOf(classPath);
    }
  }

  /// Returns when both accept requests. Throws [UncheckedIOException] when they do not.
  ///
  /// @param log receives their output
  public static Emulator start(Parts parts, String region, File log) throws InterruptedException {
    Process process = launch(parts, region, log);
    try {
      ServiceEndpoints endpoints = endpoints(process);
      return new Emulator(process, endpoints);
    } catch (UncheckedIOException | InterruptedException notStarted) {
      process.destroyForcibly();
      throw notStarted;
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
      throw new UncheckedIOException("cannot start SQS and DynamoDB", unstarted);
    }
  }

  private static ServiceEndpoints endpoints(Process process) throws InterruptedException {
    var reading = new FutureTask<>(() -> firstLine(process));
    Thread.ofPlatform().name("emulator").daemon().start(reading);
    try {
      Matcher ready =
          READY.matcher(String.valueOf(reading.get(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS)));
      if (ready.matches())
        return new ServiceEndpoints(
            URI.create("http://127.0.0.1:" + ready.group(1)),
            URI.create("http://127.0.0.1:" + ready.group(2)));
    } catch (TimeoutException | ExecutionException silent) {
      throw new UncheckedIOException(
          "SQS and DynamoDB did not start", new IOException(String.valueOf(silent.getMessage())));
    }
    throw new UncheckedIOException(
        "SQS and DynamoDB exited while starting", new IOException("see their log"));
  }

  @SuppressWarnings("resource") // The process writes one line only.
  private static @Nullable String firstLine(Process process) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    return lines.readLine();
  }

  public ServiceEndpoints endpoints() {
    return endpoints;
  }

  /// Closes the process's standard input, on which it exits; kills it if it does not.
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor(2, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException alreadyExited) {
      LOG.log(Logger.Level.DEBUG, "closing the emulator's standard input failed", alreadyExited);
    }
    process.destroyForcibly();
  }
}
