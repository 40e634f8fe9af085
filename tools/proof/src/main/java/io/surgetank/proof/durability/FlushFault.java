package io.surgetank.proof.durability;

import io.surgetank.proof.durability.DiskCall.CallType;
import io.surgetank.proof.durability.DiskCall.StoreFile;
import java.util.ArrayList;
import java.util.List;

/// A fault of the disk while threads of the store use it at the same time.
record FlushFault(Overlap overlap, DiskFault fault) {
  /// Which of the store's calls to the disk waits while others are made.
  enum Overlap {
    FLUSH_WRITES("while a flush writes", CallType.WRITE, StoreFile.WAL),
    FLUSH_SYNC("while a flush syncs", CallType.SYNC, StoreFile.WAL),
    APPEND_SYNC("while an append syncs", CallType.SYNC, StoreFile.COMMIT_LOG),
    CHECKPOINT_WRITES("while a checkpoint writes", CallType.WRITE, StoreFile.DATABASE),
    CHECKPOINT_SYNC("while a checkpoint syncs", CallType.SYNC, StoreFile.DATABASE);

    private final String description;
    private final CallType waiting;
    private final StoreFile file;

    Overlap(String description, CallType waiting, StoreFile file) {
      this.description = description;
      this.waiting = waiting;
      this.file = file;
    }

    /// The call that waits.
    DiskCall waiting() {
      return new DiskCall(waiting, file);
    }
  }

  /// All faults of the first call of each kind.
  static List<FlushFault> first() {
    var all = new ArrayList<FlushFault>();
    for (Overlap overlap : Overlap.values())
      for (StoreFile file : files(overlap)) {
        for (DiskFault fault : DiskFault.ofWrites(file)) all.add(new FlushFault(overlap, fault));
        for (DiskFault fault : DiskFault.ofSyncs(file)) all.add(new FlushFault(overlap, fault));
      }
    return all;
  }

  private static List<StoreFile> files(Overlap overlap) {
    return switch (overlap) {
      case FLUSH_WRITES, FLUSH_SYNC -> List.of(StoreFile.COMMIT_LOG, StoreFile.WAL, StoreFile.MARK);
      case APPEND_SYNC -> List.of(StoreFile.WAL);
      case CHECKPOINT_WRITES, CHECKPOINT_SYNC ->
          List.of(StoreFile.DATABASE, StoreFile.COMMIT_LOG, StoreFile.WAL);
    };
  }

  FlushFault at(long number) {
    return new FlushFault(overlap, fault.at(number));
  }

  /// What counts it, with those of other calls to the same file.
  String measure() {
    return "a fault" + fault.call().file().description + " " + overlap.description;
  }

  @Override
  public String toString() {
    return fault + " " + overlap.description;
  }
}
