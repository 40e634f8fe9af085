package io.surgetank.bench.clients;

/// When the connections of a group are opened.
final class OpeningRate {
  private final int perSecond;
  private int missing;
  private int unopened;
  private long last;
  private double permits;

  OpeningRate(ClientGroup group) {
    this.perSecond = group.kind().opensPerSecond;
    this.missing = group.count();
    this.unopened = group.count();
    this.last = System.nanoTime();
  }

  /// How many connections to open now.
  int due(long now) {
    // Not more than those of a moment: a burst is not what is measured.
    int rate = isComplete() ? Math.min(perSecond, ClientKind.REOPENS_PER_SECOND) : perSecond;
    permits = Math.min(rate / 20.0, permits + (now - last) / 1e9 * rate);
    last = now;
    int due = (int) Math.min(missing, permits);
    permits -= due;
    missing -= due;
    unopened = Math.max(0, unopened - due);
    return due;
  }

  /// The server has closed one, which is opened again.
  void closed() {
    missing++;
  }

  /// Whether the whole number has been opened once.
  boolean isComplete() {
    return unopened == 0;
  }
}
