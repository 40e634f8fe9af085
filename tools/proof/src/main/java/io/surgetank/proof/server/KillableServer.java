package io.surgetank.proof.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// A server that can be killed at any moment. Closing kills it too.
public record KillableServer(Process process, Path data) implements AutoCloseable {
  private static final String LISTENING = "listening on ";

  /// The URL as soon as it listens; empty if it ends before.
  public Optional<URI> awaitListening() {
    try {
      BufferedReader output = process.inputReader();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        int start = line.indexOf(LISTENING);
        if (start >= 0)
          return Optional.of(URI.create(line.substring(start + LISTENING.length()).strip()));
      }
      return Optional.empty();
    } catch (IOException killed) {
      return Optional.empty();
    }
  }

  /// Reads all further output: a server whose output is not read keeps a queue of log lines.
  public void discardOutput() {
    var _ =
        Thread.ofPlatform()
            .daemon()
            .name("server output")
            .start(() -> {
              try {
                process.inputReader().transferTo(Writer.nullWriter());
              } catch (IOException killed) {
                // Its output has ended.
              }
            });
  }

  /// SIGKILL; returns when the process has ended. Returns false if it had ended before, by a fault.
  public boolean kill() {
    boolean wasAlive = process.isAlive();
    // The pid, not Process: that would close the output, which another thread may be reading.
    boolean _ = process.toHandle().destroyForcibly();
    var _ = process.onExit().join();
    return wasAlive;
  }

  /// How it ended.
  public String exit() {
    return process.isAlive() ? "it is running" : "exit code " + process.exitValue();
  }

  @Override
  public void close() {
    boolean _ = kill();
  }
}
