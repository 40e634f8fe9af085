package io.surgetank.local.account;

import io.surgetank.local.access.Access;
import io.surgetank.stack.Function;
import io.surgetank.stack.Stack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A stack's functions as they are run here: everything that names a place of AWS names one of this
/// machine instead, and what was secret is known.
record Settling(Access access, String queuePrefix, String token) {
  /// @param urls the queues' addresses, by name
  static Settling of(Stack stack, Access access, Map<String, String> urls, String token) {
    var any = urls.entrySet().iterator().next();
    String folder = any.getValue().substring(0, any.getValue().length() - any.getKey().length());
    return new Settling(access, folder + stack.name() + "-", token);
  }

  List<Function> functions(Stack stack) {
    return stack.functions().stream().map(this::settled).toList();
  }

  private Function settled(Function function) {
    var environment = new HashMap<>(function.environment());
    environment.replaceAll((_, value) -> value.equals(Function.SECRET) ? token : value);
    environment.put("SURGETANK_QUEUE_URL_PREFIX", queuePrefix);
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
