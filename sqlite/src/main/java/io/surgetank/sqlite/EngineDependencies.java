package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// What the engine is given from outside.
///
/// @param nanoTime counts as [System#nanoTime()] does; for leases, waits and all other spans
/// @param events told by the writer's thread while callers wait: must be quick. What it throws is
///   logged and changes nothing: what it is told of has happened already
/// @param usableBytes how much space the disk has left; asked at most once a second
/// @param minFreeBytes with less space left, no more jobs are taken, so that work can go on
/// @param maxWaiting how many submissions may wait for the writer before more are refused
public record EngineDependencies(
    InstantSource clock,
    LongSupplier nanoTime,
    Consumer<Event> events,
    LongSupplier usableBytes,
    long minFreeBytes,
    int maxWaiting) {
  /// A checkpoint may need as much again as the largest write-ahead log.
  private static final long MIN_FREE_BYTES = 128L * 1024 * 1024;

  /// A quarter of a second of work at the least rate measured.
  private static final int MAX_WAITING = 8_192;

  public EngineDependencies {
    events = GuardedListener.around(events);
  }

  /// The usual bounds, with the space of the disk that holds `folder`.
  public static EngineDependencies of(InstantSource clock, Consumer<Event> events, Path folder) {
    return new EngineDependencies(
        clock, System::nanoTime, events, new Disk(folder), MIN_FREE_BYTES, MAX_WAITING);
  }

  /// The same, with spans measured by another clock.
  public EngineDependencies timedBy(LongSupplier other) {
    return new EngineDependencies(clock, other, events, usableBytes, minFreeBytes, maxWaiting);
  }

  /// The disk of a folder. It is looked up once, when the folder is there: to look it up takes a
  /// file descriptor, to ask it for its space does not, and descriptors may run out.
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
        throw new UncheckedIOException("the disk of " + folder + " cannot be read", unreadable);
      }
    }
  }
}
