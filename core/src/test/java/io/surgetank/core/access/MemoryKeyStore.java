package io.surgetank.core.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// API keys in memory.
public final class MemoryKeyStore implements ApiKeyStore {
  public final Map<String, Instant> uses = new HashMap<>();
  private ApiKeys keys = ApiKeys.NONE;

  @Override
  public ApiKeys keys() {
    return keys;
  }

  @Override
  public <R> R update(Function<ApiKeys, Update<R>> change) {
    Update<R> update = change.apply(keys);
    keys = update.keys();
    return update.result();
  }

  @Override
  public void used(String id, Instant at) {
    uses.put(id, at);
  }
}
