package io.surgetank.core.api;

import io.surgetank.core.access.ApiKey;
import io.surgetank.core.access.ApiKeyRegistry;
import io.surgetank.core.store.DeadLetters;
import io.surgetank.core.store.OperatorAction;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// Records changes of API keys in the audit log.
record KeyAuditLog(DeadLetters deadLetters, InstantSource clock, Incidents incidents) {

  /// Makes the change, then records it. A key must be revocable while the store cannot be written,
  /// so a failure to record is only reported: the keys have who changed them, too.
  ApiKeyRegistry.Result recorded(
      OperatorAction.Type type, String actor, Function<String, ApiKeyRegistry.Result> change) {
    ApiKeyRegistry.Result result = change.apply(actor);
    changed(result)
        .map(key -> OperatorAction.onKey(clock.instant(), actor, type, key.id()))
        .ifPresent(this::record);
    return result;
  }

  private static Optional<ApiKey> changed(ApiKeyRegistry.Result result) {
    return switch (result) {
      case ApiKeyRegistry.Result.Created(_, var key) -> Optional.of(key);
      case ApiKeyRegistry.Result.Revoked(var key) -> Optional.of(key);
      case ApiKeyRegistry.Result.Unknown(),
          ApiKeyRegistry.Result.Ended _,
          ApiKeyRegistry.Result.Full() ->
          Optional.empty();
    };
  }

  private void record(OperatorAction action) {
    try {
      deadLetters.record(action);
    } catch (RuntimeException unrecorded) {
      var _ = incidents.report(unrecorded);
    }
  }
}
