package io.surgetank.proof.simulation;

/// The free space that the engine reads.
final class SimulatedDisk {
  private static final long PLENTY = 1L << 40;

  private int fills;

  void fill() {
    fills++;
  }

  void free() {
    fills--;
  }

  long freeBytes() {
    return fills > 0 ? 0 : PLENTY;
  }
}
