package io.surgetank.proof.disk;

import java.util.Set;

/// What a power failure leaves of the changes that were not synced. A pure function of the changes'
/// numbers, so that an image can be built again.
public sealed interface PowerCut {
  /// Writes are torn only at multiples of this many bytes of the file.
  int unit();

  /// Whether this part of the change is on the disk.
  boolean keeps(long change, long piece);

  /// Whether the file has the size that this write gave it, although its bytes are not on the disk.
  boolean keepsSize(long change);

  /// Nothing that was not synced is on the disk.
  record DropAll() implements PowerCut {
    @Override
    public int unit() {
      return WHOLE;
    }

    @Override
    public boolean keeps(long change, long piece) {
      return false;
    }

    @Override
    public boolean keepsSize(long change) {
      return false;
    }
  }

  /// Everything is on the disk, as after the kill of a process.
  record KeepAll() implements PowerCut {
    @Override
    public int unit() {
      return WHOLE;
    }

    @Override
    public boolean keeps(long change, long piece) {
      return true;
    }

    @Override
    public boolean keepsSize(long change) {
      return true;
    }
  }

  /// Changes before this one are on the disk, and any parts of it; later ones are not.
  record UpTo(long last, int unit, long seed) implements PowerCut {
    @Override
    public boolean keeps(long change, long piece) {
      return change < last || (change == last && SplitMix64.isHeads(seed, change, piece));
    }

    @Override
    public boolean keepsSize(long change) {
      return change == last && SplitMix64.isHeads(seed, change, -1);
    }
  }

  /// Any parts of any changes are on the disk. `density` of 256 parts are kept on average.
  record RandomParts(long seed, int unit, int density) implements PowerCut {
    @Override
    public boolean keeps(long change, long piece) {
      return (SplitMix64.of(seed, change, piece) & 255) < density;
    }

    @Override
    public boolean keepsSize(long change) {
      return SplitMix64.isHeads(seed, change, -1);
    }
  }

  /// Of the changes numbered from `first` on, those whose bit is set.
  record Subset(long first, long bits) implements PowerCut {
    @Override
    public int unit() {
      return WHOLE;
    }

    @Override
    public boolean keeps(long change, long piece) {
      long bit = change - first;
      return bit >= 0 && bit < Long.SIZE && (bits >>> bit & 1) != 0;
    }

    @Override
    public boolean keepsSize(long change) {
      return false;
    }
  }

  /// The changes that a failed sync has lost for good are not on the disk; of the others, those
  /// that `rest` keeps.
  record Lost(Set<Long> changes, PowerCut rest) implements PowerCut {
    public Lost {
      changes = Set.copyOf(changes);
    }

    @Override
    public int unit() {
      return rest.unit();
    }

    @Override
    public boolean keeps(long change, long piece) {
      return !changes.contains(change) && rest.keeps(change, piece);
    }

    @Override
    public boolean keepsSize(long change) {
      return !changes.contains(change) && rest.keepsSize(change);
    }
  }

  /// Writes are not torn.
  int WHOLE = 1 << 30;

  int SECTOR = 512;
  int PAGE = 4096;
}
