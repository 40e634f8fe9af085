package io.surgetank.deploy.deployment;

/// Counts with their units.
public final class CountText {
  private CountText() {}

  /// `1 queue`, `2 queues`.
  public static String counted(long count, String what) {
    return count == 1 ? "1 " + what : "%,d %ss".formatted(count, what);
  }
}
