package io.surgetank.proof.durability;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A fault of the disk: one call of a class fails, or it and all later ones.
///
/// @param number of the call that fails first
record DiskFault(CallClass calls, Kind kind, long number) {
  private static final int EIO = 5;
  private static final int EMFILE = 24;
  private static final int ENOSPC = 28;

  /// Which calls are counted, as in `recorder.c`.
  enum CallClass {
    OPEN,
    READ,
    WRITE,
    SYNC,
    RESIZE,
    REMOVE
  }

  /// @param errno or milliseconds, for a delay
  record Kind(String name, int errno, String mode) {}

  private static final Kind IO_ERROR = new Kind("EIO", EIO, "once");
  private static final Kind LASTING_IO_ERROR = new Kind("EIO from then on", EIO, "always");
  private static final Kind FULL = new Kind("ENOSPC", ENOSPC, "once");
  private static final Kind LASTING_FULL = new Kind("ENOSPC from then on", ENOSPC, "always");
  private static final Kind NO_DESCRIPTOR = new Kind("EMFILE", EMFILE, "once");
  private static final Kind LASTING_NO_DESCRIPTOR =
      new Kind("EMFILE from then on", EMFILE, "always");
  private static final Kind SHORT = new Kind("a short write", 0, "short");
  private static final Kind SLOW = new Kind("a delay of 20 ms", 20, "delay");

  /// All faults of the first call of each class.
  static List<DiskFault> first() {
    var all = new ArrayList<DiskFault>();
    add(all, CallClass.OPEN, IO_ERROR, NO_DESCRIPTOR, LASTING_NO_DESCRIPTOR);
    add(all, CallClass.READ, IO_ERROR, LASTING_IO_ERROR);
    add(all, CallClass.WRITE, IO_ERROR, LASTING_IO_ERROR, FULL, LASTING_FULL, SHORT);
    add(all, CallClass.SYNC, IO_ERROR, LASTING_IO_ERROR, FULL, SLOW);
    add(all, CallClass.RESIZE, IO_ERROR, FULL);
    add(all, CallClass.REMOVE, IO_ERROR);
    return all;
  }

  private static void add(List<DiskFault> all, CallClass calls, Kind... kinds) {
    for (Kind kind : kinds) all.add(new DiskFault(calls, kind, 1));
  }

  DiskFault at(long other) {
    return new DiskFault(calls, kind, other);
  }

  void begin(RecorderChannel notes) {
    notes.fail(calls.name().toLowerCase(Locale.ROOT), number, kind.errno, kind.mode);
  }

  /// Whether the store must not notice it.
  boolean isHarmless() {
    return kind.equals(SHORT) || kind.equals(SLOW);
  }

  @Override
  public String toString() {
    return "%s at %s %d".formatted(kind.name, calls.name().toLowerCase(Locale.ROOT), number);
  }
}
