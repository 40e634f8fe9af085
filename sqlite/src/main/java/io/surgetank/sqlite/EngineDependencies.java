package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.process.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The engine's dependencies and limits.
///
/// @param nanoTime as [System#nanoTime()]; measures leases, waits and all other durations
/// @param events called by the writer's thread while callers wait: must be quick. Its exceptions
///   are logged and have no effect: the event has already happened
/// @param usableBytes free disk space; read at most once a second
/// @param minFreeBytes with less free space, no more jobs are accepted, so that accepted ones can
///   be processed
/// @param maxWaiting the maximum number of submissions that wait for the writer; more are refused
/// @param threads creates the writer's thread and that of the checkpoints
public record EngineDependencies(
    InstantSource clock,
    LongSupplier nanoTime,
    Consumer<Event> events,
    LongSupplier usableBytes,
    long minFreeBytes,
    int maxWaiting,
    Threads threads) {
  /// A checkpoint may need as much as the largest write-ahead log.
  private static final long MIN_FREE_BYTES = 128L * 1024 * 1024;

  /// A quarter of a second at the lowest measured rate.
  private static final int MAX_WAITING = 8_192;

  public EngineDependencies {
    events = SafeEventListener.wrap(events);
  }

  /// With threads of the JVM.
  public EngineDependencies(
      InstantSource clock,
      LongSupplier nanoTime,
      Consumer<Event> events,
      LongSupplier usableBytes,
      long minFreeBytes,
      int maxWaiting) {
    this(clock, nanoTime, events, usableBytes, minFreeBytes, maxWaiting, Threads.SYSTEM);
  }

  /// The default limits, with the free space of the disk that holds `folder`.
  public static EngineDependencies of(InstantSource clock, Consumer<Event> events, Path folder) {
    return new EngineDependencies(
        clock, System::nanoTime, events, new Disk(folder), MIN_FREE_BYTES, MAX_WAITING);
  }

  /// The same, with durations measured by another clock.
  public EngineDependencies timedBy(LongSupplier other) {
    return new EngineDependencies(
        clock, other, events, usableBytes, minFreeBytes, maxWaiting, threads);
  }

  /// The same, with threads created by another.
  public EngineDependencies startedBy(Threads other) {
    return new EngineDependencies(
        clock, nanoTime, events, usableBytes, minFreeBytes, maxWaiting, other);
  }

  /// The disk of a folder. It is looked up once: the lookup needs a file descriptor, reading its
  /// free space does not, and file descriptors may run out.
  private static final class Disk implements LongSupplier {
    private final Path folder;
    private final AtomicReference<FileStore> store = new AtomicReference<>();

    Disk(Path folder) {
      this.folder = folder;
    }

    @Override
    public long getAsLong() {
      try {
        FileStore known = store.get();
        if (known == null) {
          known = Files.getFileStore(folder);
          store.set(known);
        }
        return known.getUsableSpace();
      } catch (IOException unreadable) {
        throw new UncheckedIOException("cannot read the free space of " + folder, unreadable);
      }
    }
  }
}
