package io.surgetank.core.access;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Limits failed sign-ins per address. Valid credentials are never limited: they cannot be guessed,
/// and other clients may share their address. Safe for many threads.
///
/// The limit is a generic cell rate algorithm: for each address, the time when as many failures as
/// there were would be over at the steady rate.
public final class SignInLimiter {
  /// A script with an expired key fails several times before someone notices.
  public static final Rate PER_ADDRESS = new Rate(20, Duration.ofSeconds(3));

  /// How often, after idle time and steadily.
  ///
  /// @param burst after idle time
  /// @param interval of one more
  public record Rate(int burst, Duration interval) {}

  /// About 1 MB. Beyond it, the addresses that failed least recently are forgotten.
  static final int MAX_ADDRESSES = 10_000;

  /// A client of IPv6 has a whole network, in which it can choose addresses.
  private static final int IPV6_NETWORK_BYTES = 8;

  private final Rate rate;
  private final LongSupplier nanoTime;

  /// Guarded by itself.
  private final LinkedHashMap<String, Long> times = new LinkedHashMap<>(16, 0.75f, true);

  /// @param nanoTime like [System#nanoTime()]
  public SignInLimiter(Rate rate, LongSupplier nanoTime) {
    this.rate = rate;
    this.nanoTime = nanoTime;
  }

  /// Counts a failed sign-in from this IP address. Returns after which time there may be another
  /// one; empty within the limit.
  public Optional<Duration> failed(String address) {
    String network = network(address);
    long now = nanoTime.getAsLong();
    synchronized (times) {
      long ahead = Math.max(0, times.getOrDefault(network, now) - now);
      long excess = ahead - (rate.burst() - 1) * rate.interval().toNanos();
      if (excess > 0) return Optional.of(Duration.ofNanos(excess));
      times.put(network, now + ahead + rate.interval().toNanos());
      if (times.size() > MAX_ADDRESSES) times.pollFirstEntry();
      return Optional.empty();
    }
  }

  private static String network(String address) {
    if (address.indexOf(':') < 0) return address;
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    return HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES));
  }

  int size() {
    synchronized (times) {
      return times.size();
    }
  }
}
