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

/// A PostgreSQL of our own in a folder, from the machine's packages: on loopback only, by a user
/// without privileges, ended with us.
///
/// @param folder its data; every folder above must be open to that user (`x`)
public record PostgresServer(Path folder, int port, Process process) implements AutoCloseable {
  static final String USER = "bench";
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

  /// Durable as it is delivered, with the memory and the log that a machine of its own would get.
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

  /// Makes the data folder where there is none.
  public static void prepare(Path folder) {
    if (Files.exists(folder.resolve("PG_VERSION"))) return;
    try {
      Files.createDirectories(folder);
      PostgresAccount.unprivileged().own(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException unowned) {
      throw new UncheckedIOException("no folder for PostgreSQL could be made", unowned);
    }
    run("initdb", "-D", folder.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C");
  }

  /// Answers when this returns.
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
        if (!process.isAlive() || System.nanoTime() - start > STARTS_WITHIN.toNanos()) {
          process.destroyForcibly();
          throw new IllegalStateException("PostgreSQL does not start", notYet);
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
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    throw new IllegalStateException(command[0] + " did not end well");
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
    } catch (IOException unstarted) {
      throw new UncheckedIOException(command.getFirst() + " cannot be run", unstarted);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException("no port is free", none);
    }
  }
}
