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

/// Where the data of a run lies, and the processes that use it: both gone when it is closed.
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

  /// Starts a process that ends with this folder at the latest.
  Process start(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  @Override
  public synchronized void close() {
    List<ProcessHandle> below = processes.stream().flatMap(Process::descendants).toList();
    for (Process process : processes) process.destroyForcibly();
    for (Process process : processes) {
      var _ = process.onExit().join();
    }
    below.forEach(WorkFolder::end);
    if (Files.exists(path)) remove(path);
  }

  /// A peer's PostgreSQL ends when the peer does; if it should not, it is ended.
  private static void end(ProcessHandle process) {
    try {
      var _ = process.onExit().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException goesOn) {
      boolean _ = process.destroyForcibly();
    }
  }

  static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
    } catch (NoSuchFileException goneAlready) {
      return;
    } catch (IOException undeleted) {
      throw new UncheckedIOException(folder + " could not be removed", undeleted);
    }
  }
}
