package io.surgetank.jwt;

import io.surgetank.core.access.Principal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The senders of tokens that were verified, until these expire. Has digests only, so that a dump
/// of the memory contains no token. Only valid tokens are kept: wrong ones cannot displace them.
final class VerifiedTokens {
  /// About 5 MB. More clients than that verify their tokens again now and then.
  static final int MAX_TOKENS = 10_000;

  private record Sender(Principal principal, Instant end) {}

  /// Least recently used first. Guarded by itself.
  private final Map<ByteBuffer, Sender> byDigest =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Sender> eldest) {
          return size() > MAX_TOKENS;
        }
      };

  Optional<Principal> find(byte[] digest, Instant now) {
    Sender sender;
    var key = ByteBuffer.wrap(digest);
    synchronized (byDigest) {
      sender = byDigest.get(key);
      if (sender != null && !now.isBefore(sender.end())) {
        byDigest.remove(key);
        return Optional.empty();
      }
    }
    return Optional.ofNullable(sender).map(Sender::principal);
  }

  /// @param end from when on the token is invalid
  void add(byte[] digest, Principal principal, Instant end) {
    synchronized (byDigest) {
      byDigest.put(ByteBuffer.wrap(digest), new Sender(principal, end));
    }
  }
}
