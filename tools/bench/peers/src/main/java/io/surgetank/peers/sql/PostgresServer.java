package io.surgetank.peers.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A separate PostgreSQL instance of the installed version: on loopback only, as an unprivileged
/// user. Ends with this process.
///
/// @param folder its data; that user needs `x` on all parent folders
public record PostgresServer(Path folder, int port, Process process) implements AutoCloseable {
  static final String USER = "bench";
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  /// Durable as by default, with the memory and log of a dedicated machine.
  private static final List<String> SETTINGS =
      List.of(
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "shared_buffers=1GB",
          "effective_cache_size=8GB",
          "max_wal_size=8GB",
          "wal_buffers=64MB",
          "checkpoint_timeout=15min",
          "random_page_cost=1.1",
          "max_connections=200",
          "jit=off",
          "unix_socket_directories=",
          "listen_addresses=127.0.0.1");

  /// Creates the data folder if it does not exist.
  public static void prepare(Path folder) {
    if (Files.exists(folder.resolve("PG_VERSION"))) return;
    try {
      Files.createDirectories(folder);
      PostgresAccount.unprivileged().makeOwner(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot create a folder for PostgreSQL", failed);
    }
    run("initdb", "-D", folder.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C");
  }

  /// Returns when it accepts connections.
  public static PostgresServer start(Path folder) {
    prepare(folder);
    int port = freePort();
    var command = new ArrayList<String>(List.of("postgres", "-D", folder.toString()));
    command.addAll(List.of("-p", Integer.toString(port)));
    for (String setting : SETTINGS) command.addAll(List.of("-c", setting));
    var server = new PostgresServer(folder, port, launch(command));
    server.awaitReady();
    return server;
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  private void awaitReady() {
    long start = System.nanoTime();
    while (true) {
      try (var _ = DriverManager.getConnection(url(), USER, "")) {
        return;
      } catch (SQLException notYet) {
        if (!process.isAlive() || System.nanoTime() - start > START_TIMEOUT.toNanos()) {
          process.destroyForcibly();
          throw new IllegalStateException("cannot start PostgreSQL", notYet);
        }
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }

  @Override
  public void close() {
    run("pg_ctl", "stop", "-m", "fast", "-D", folder.toString());
  }

  private static void run(String... command) {
    Process process = launch(List.of(command));
    try {
      if (process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0) return;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    throw new IllegalStateException(command[0] + " failed");
  }

  private static Process launch(List<String> command) {
    var words = new ArrayList<>(PostgresAccount.unprivileged().prefix());
    words.add(PostgresInstallation.folder().resolve(command.getFirst()).toString());
    words.addAll(command.subList(1, command.size()));
    try {
      return new ProcessBuilder(words)
          .directory(Path.of("/").toFile())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot run " + command.getFirst(), failed);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException("no free port", failed);
    }
  }
}
