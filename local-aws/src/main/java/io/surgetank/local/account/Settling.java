package io.surgetank.local.account;

import io.surgetank.local.access.Access;
import io.surgetank.stack.Function;
import io.surgetank.stack.Stack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A stack's functions as they are run here: everything that names a place of AWS names one of this
/// machine instead, and what was secret is known.
///
/// @param queues the folder of the queues' addresses
record Settling(Access access, String queues, String token) {
  /// @param urls the queues' addresses, by name
  static Settling of(Access access, Map<String, String> urls, String token) {
    var any = urls.entrySet().iterator().next();
    String folder = any.getValue().substring(0, any.getValue().length() - any.getKey().length());
    return new Settling(access, folder, token);
  }

  List<Function> functions(Stack stack) {
    return stack.functions().stream().map(this::settled).toList();
  }

  private Function settled(Function function) {
    var environment = new HashMap<>(function.environment());
    environment.replaceAll((_, value) -> value.equals(Function.SECRET) ? token : value);
    environment.computeIfPresent(
        "SURGETANK_QUEUE_URL_PREFIX",
        (_, there) -> queues + there.substring(there.lastIndexOf('/') + 1));
    environment.put("SURGETANK_SQS_ENDPOINT", access.of(function.name()).sqs().toString());
    environment.put("SURGETANK_DYNAMODB_ENDPOINT", access.of(function.name()).dynamo().toString());
    return new Function(
        function.name(),
        function.handler(),
        function.memory(),
        function.timeout(),
        function.reserved(),
        environment,
        function.policy());
  }
}
