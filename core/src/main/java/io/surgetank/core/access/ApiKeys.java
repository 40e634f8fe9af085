package io.surgetank.core.access;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All API keys of a server, oldest first, including those that have ended. Immutable.
public final class ApiKeys {
  public static final ApiKeys NONE = new ApiKeys(Map.of());

  /// A bound on the size of the file and of lists. Ended keys beyond it are forgotten.
  public static final int MAX_KEYS = 1_000;

  /// Compared with the digest of an unknown key, so that its check takes as long as a known one's.
  private static final byte[] NO_DIGEST = new byte[32];

  private final Map<String, Entry> byId;

  /// A key with what each check of it needs, created once.
  private record Entry(ApiKey key, byte[] digest, Principal principal) {
    static Entry of(ApiKey key) {
      return new Entry(key, HexFormat.of().parseHex(key.sha256()), key.principal());
    }
  }

  private ApiKeys(Map<String, Entry> byId) {
    this.byId = byId;
  }

  public static ApiKeys of(Collection<ApiKey> keys) {
    var byId = new LinkedHashMap<String, Entry>();
    for (ApiKey key : keys) byId.put(key.id(), Entry.of(key));
    return new ApiKeys(Collections.unmodifiableMap(byId));
  }

  public List<ApiKey> all() {
    return byId.values().stream().map(Entry::key).toList();
  }

  public boolean isEmpty() {
    return byId.isEmpty();
  }

  public Optional<ApiKey> find(String id) {
    return Optional.ofNullable(byId.get(id)).map(Entry::key);
  }

  /// These keys and another one, which replaces the one with its id.
  public ApiKeys with(ApiKey key) {
    var more = new LinkedHashMap<>(byId);
    more.put(key.id(), Entry.of(key));
    return new ApiKeys(Collections.unmodifiableMap(more));
  }

  /// The same keys with room for another one: without the oldest one that has ended, where there
  /// are [#MAX_KEYS]. Empty if none has ended.
  public Optional<ApiKeys> withRoom(Instant now) {
    if (byId.size() < MAX_KEYS) return Optional.of(this);
    Optional<ApiKey> ended =
        all().stream().filter(key -> key.status(now) != ApiKey.Status.ACTIVE).findFirst();
    return ended.map(key -> {
      var fewer = new LinkedHashMap<>(byId);
      fewer.remove(key.id());
      return new ApiKeys(Collections.unmodifiableMap(fewer));
    });
  }

  /// The result of checking the text that a client sent.
  public sealed interface Check {
    record Valid(String id, Principal principal) implements Check {}

    /// `why` may be sent to the client: it reveals nothing about a key that the client does not
    /// have.
    record Invalid(String why) implements Check {}
  }

  public Check check(String text, Instant now) {
    Optional<ApiKeyToken> token = ApiKeyToken.parse(text);
    if (token.isEmpty())
      return new Check.Invalid("the token is not an API key; it may be truncated or mistyped");
    Entry entry = byId.get(token.get().id());
    // Constant-time, so that timing reveals nothing about the digest.
    boolean matches =
        MessageDigest.isEqual(entry == null ? NO_DIGEST : entry.digest(), token.get().sha256());
    if (entry == null || !matches) return new Check.Invalid("the API key is unknown");
    return switch (entry.key().status(now)) {
      case ACTIVE -> new Check.Valid(entry.key().id(), entry.principal());
      case EXPIRED -> new Check.Invalid("the API key has expired");
      case REVOKED -> new Check.Invalid("the API key was revoked");
    };
  }
}
