package io.surgetank.proof.disk;

import io.surgetank.proof.disk.FileChange.Certainty;
import java.util.ArrayList;
import java.util.List;

/// A file or a folder of the recorded disk. A folder has no content.
final class RecordedFile {
  private final boolean isFolder;

  /// What is on the disk for certain, up to the first of `changes`.
  private final FileContent base = new FileContent();

  private final List<FileChange> changes = new ArrayList<>();

  private RecordedFile(boolean isFolder) {
    this.isFolder = isFolder;
  }

  static RecordedFile file() {
    return new RecordedFile(false);
  }

  static RecordedFile folder() {
    return new RecordedFile(true);
  }

  boolean isFolder() {
    return isFolder;
  }

  void add(FileChange change) {
    changes.add(change);
  }

  /// Ends a sync of the changes up to this number.
  void synced(long last, Certainty result) {
    changes.replaceAll(change ->
        change.number() <= last && change.certainty() == Certainty.PENDING
            ? change.as(result)
            : change);
    while (!changes.isEmpty() && changes.getFirst().certainty() == Certainty.DURABLE)
      base.apply(changes.removeFirst());
  }

  /// The changes that may not be on the disk.
  List<FileChange> unsynced() {
    return changes.stream().filter(change -> change.certainty() != Certainty.DURABLE).toList();
  }

  byte[] content(PowerCut cut) {
    if (changes.isEmpty()) return base.bytes();
    FileContent content = base.copy();
    for (FileChange change : changes)
      if (change.certainty() == Certainty.DURABLE) content.apply(change);
      else content.apply(change, cut);
    return content.bytes();
  }
}
