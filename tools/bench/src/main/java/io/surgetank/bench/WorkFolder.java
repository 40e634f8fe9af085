package io.surgetank.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// The data folder of a run and the processes that use it; closing ends and removes both.
final class WorkFolder implements AutoCloseable {
  private final Path path;
  private final List<Process> processes = new CopyOnWriteArrayList<>();

  WorkFolder(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /// Starts a process, which closing ends.
  Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  @Override
  public synchronized void close() {
    List<ProcessHandle> descendants = processes.stream().flatMap(Process::descendants).toList();
    for (Process process : processes) process.destroyForcibly();
    for (Process process : processes) {
      var _ = process.onExit().join();
    }
    descendants.forEach(WorkFolder::end);
    if (Files.exists(path)) remove(path);
  }

  /// A peer's PostgreSQL ends with the peer; if it does not, it is killed.
  private static void end(ProcessHandle process) {
    try {
      var _ = process.onExit().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException stillRunning) {
      boolean _ = process.destroyForcibly();
    }
  }

  static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
    } catch (NoSuchFileException alreadyRemoved) {
      return;
    } catch (IOException undeleted) {
      throw new UncheckedIOException("cannot remove " + folder, undeleted);
    }
  }
}
