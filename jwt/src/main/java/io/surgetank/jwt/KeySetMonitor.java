package io.surgetank.jwt;

import io.surgetank.core.ledger.Ledger;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps the keys of the issuer up to date, away from the threads that answer requests. When the
/// key set cannot be read, the previous keys remain valid for [#MAX_AGE]. [#runOnce] is called
/// periodically; all other methods may be called by any thread and do not block.
public final class KeySetMonitor implements AutoCloseable {
  /// How long keys are used after the key set was last read. Long enough for a failure of the
  /// issuer over night; a key that the issuer revoked since then remains valid for that time.
  public static final Duration MAX_AGE = Duration.ofHours(24);

  /// When the key set is read.
  ///
  /// @param refresh after a successful read
  /// @param retry after a failed one, and at least between two reads that unknown keys cause
  public record Schedule(Duration refresh, Duration retry) {
    /// Issuers publish a key long before they use it.
    public static final Schedule URL = new Schedule(Duration.ofMinutes(10), Duration.ofSeconds(30));

    public static final Schedule FILE =
        new Schedule(Duration.ofSeconds(10), Duration.ofSeconds(10));
  }

  /// Receives what operators should know.
  public interface Listener {
    /// New keys are used from now on, or the key set can be read again.
    ///
    /// @param ignored keys that cannot be used, and why
    void loaded(int keys, List<String> ignored);

    /// The key set cannot be read, or has no usable key. Reported once until it can be read again.
    void failed(String detail);

    /// There are no valid keys any more.
    void expired(String detail);
  }

  private final KeySetSource source;
  private final KeySetReader reader;
  private final Schedule schedule;
  private final InstantSource clock;
  private volatile @Nullable IssuerKeys keys;
  private volatile Instant readAt = Instant.MIN;
  private volatile Instant attemptedAt = Instant.MIN;

  /// A read was requested or is in progress.
  private volatile boolean isPending = true;

  private volatile Optional<String> failure = Optional.empty();
  private volatile boolean closed;

  /// Of the current keys. Guarded by this.
  private String text = "";

  /// Guarded by this.
  private boolean isExpiryReported;

  public KeySetMonitor(
      KeySetSource source, KeySetReader reader, Schedule schedule, InstantSource clock) {
    this.source = source;
    this.reader = reader;
    this.schedule = schedule;
    this.clock = clock;
  }

  /// Reads the key set if it is time.
  public synchronized void runOnce(Listener listener) {
    Instant now = clock.instant();
    if (closed) return;
    if (isPending || isDue(now)) read(now, listener);
    if (failure.isPresent() && isExpired(clock.instant()) && !isExpiryReported) {
      isExpiryReported = true;
      listener.expired(failure.get());
    }
  }

  private boolean isDue(Instant now) {
    return hasPassed(failure.isEmpty() ? schedule.refresh() : schedule.retry(), now);
  }

  /// Since the last attempt. A clock that was set back must not delay the next one.
  private boolean hasPassed(Duration wait, Instant now) {
    return now.isBefore(attemptedAt) || !now.isBefore(attemptedAt.plus(wait));
  }

  private void read(Instant now, Listener listener) {
    isPending = true;
    attemptedAt = now;
    try {
      use(source.read(), listener);
    } catch (IOException unread) {
      fail(String.valueOf(unread.getMessage()), listener);
    } catch (IllegalArgumentException unusable) {
      fail("the key set " + unusable.getMessage(), listener);
    } catch (RuntimeException unexpected) {
      // The library throws various exceptions; a file of authorities may be unreadable.
      fail(unexpected.toString(), listener);
    } finally {
      isPending = false;
    }
  }

  private void use(String read, Listener listener) {
    boolean isRestored = failure.isPresent();
    IssuerKeys current = keys;
    // The same keys remain: with them, the tokens that they verified.
    boolean isSame = current != null && read.equals(text);
    IssuerKeys usable = current != null && isSame ? current : reader.read(read);
    keys = usable;
    text = read;
    readAt = clock.instant();
    isExpiryReported = false;
    if (usable.all().isEmpty()) {
      // The issuer has removed the keys: they must not verify anything any more.
      fail("the key set " + usable.problem(), listener);
      return;
    }
    failure = Optional.empty();
    if (!isSame || isRestored) listener.loaded(usable.all().size(), usable.ignored());
  }

  private void fail(String detail, Listener listener) {
    if (closed) return;
    boolean isNew = failure.isEmpty();
    failure = Optional.of(detail);
    if (isNew) listener.failed(detail);
  }

  /// The current keys; empty before the first read, and when they are older than [#MAX_AGE].
  Optional<IssuerKeys> current() {
    IssuerKeys known = keys;
    return known == null || isExpired(clock.instant()) ? Optional.empty() : Optional.of(known);
  }

  private boolean isExpired(Instant now) {
    return keys == null || now.isAfter(readAt.plus(MAX_AGE));
  }

  /// Requests a read, because a token names a key that is not in the set. Returns false, without
  /// any effect, if the last read is too recent: wrong tokens must not cause requests to the
  /// issuer.
  boolean requestRead() {
    if (isPending) return true;
    if (!hasPassed(schedule.retry(), clock.instant())) return false;
    isPending = true;
    return true;
  }

  /// A message while the key set cannot be read. Without the reason, since a client without a key
  /// may read it.
  public Optional<String> condition() {
    return failure.map(detail ->
        keys == null
            ? "JSON Web Tokens cannot be verified; the log has the reason"
            : "the keys of the token issuer cannot be updated; the log has the reason");
  }

  /// For `/metrics`.
  public List<Ledger.Gauge> gauges() {
    return keys == null
        ? List.of()
        : List.of(
            new Ledger.Gauge(
                "jwks_read_timestamp_seconds",
                "When the key set of the token issuer was last read, in seconds since 1970.",
                readAt.getEpochSecond()));
  }

  /// Ends a read that is in progress.
  @Override
  public void close() {
    closed = true;
    source.close();
  }
}
