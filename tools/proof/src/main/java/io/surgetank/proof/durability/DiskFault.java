package io.surgetank.proof.durability;

import io.surgetank.proof.durability.DiskCall.CallType;
import io.surgetank.proof.durability.DiskCall.StoreFile;
import java.util.ArrayList;
import java.util.List;

/// A fault of the disk: one call of a kind fails, or it and all later ones.
///
/// @param number of the call that fails first
record DiskFault(DiskCall call, Kind kind, long number) {
  private static final int EIO = 5;
  private static final int EMFILE = 24;
  private static final int ENOSPC = 28;

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

  /// All faults of the first call of each type.
  static List<DiskFault> first() {
    var all = new ArrayList<DiskFault>();
    add(all, CallType.OPEN, IO_ERROR, NO_DESCRIPTOR, LASTING_NO_DESCRIPTOR);
    add(all, CallType.READ, IO_ERROR, LASTING_IO_ERROR);
    all.addAll(ofWrites(StoreFile.ANY));
    all.addAll(ofSyncs(StoreFile.ANY));
    add(all, CallType.RESIZE, IO_ERROR, FULL);
    add(all, CallType.REMOVE, IO_ERROR);
    return all;
  }

  /// All faults of the first write to the file.
  static List<DiskFault> ofWrites(StoreFile file) {
    return List.of(IO_ERROR, LASTING_IO_ERROR, FULL, LASTING_FULL, SHORT).stream()
        .map(kind -> new DiskFault(new DiskCall(CallType.WRITE, file), kind, 1))
        .toList();
  }

  /// All faults of the first sync of the file.
  static List<DiskFault> ofSyncs(StoreFile file) {
    return List.of(IO_ERROR, LASTING_IO_ERROR, FULL, SLOW).stream()
        .map(kind -> new DiskFault(new DiskCall(CallType.SYNC, file), kind, 1))
        .toList();
  }

  /// The sync with this number fails.
  static DiskFault failedSync(long number) {
    return new DiskFault(DiskCall.any(CallType.SYNC), IO_ERROR, number);
  }

  private static void add(List<DiskFault> all, CallType type, Kind... kinds) {
    for (Kind kind : kinds) all.add(new DiskFault(DiskCall.any(type), kind, 1));
  }

  DiskFault at(long other) {
    return new DiskFault(call, kind, other);
  }

  /// Whether the store must not notice it.
  boolean isHarmless() {
    return kind.equals(SHORT) || kind.equals(SLOW);
  }

  /// Whether the store must stop while it is open. A checkpoint that has no space is repeated: the
  /// write-ahead log still has everything.
  boolean mustStopStore() {
    boolean isFull = kind.errno == ENOSPC && call.type() == CallType.WRITE;
    return !isHarmless()
        && switch (call.file()) {
          case COMMIT_LOG, WAL, MARK -> true;
          case DATABASE -> !isFull;
          case ANY -> false;
        };
  }

  /// Without the number.
  @Override
  public String toString() {
    return kind.name + " at " + call;
  }
}
