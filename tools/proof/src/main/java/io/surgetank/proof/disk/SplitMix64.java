package io.surgetank.proof.disk;

/// Random bits as a function of numbers, by the finalizer of SplitMix64.
final class SplitMix64 {
  private SplitMix64() {}

  static long of(long seed, long change, long piece) {
    return of(of(of(seed) ^ change) ^ piece);
  }

  static boolean isHeads(long seed, long change, long piece) {
    return (of(seed, change, piece) & 1) != 0;
  }

  private static long of(long number) {
    long z = number + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
