package io.surgetank.local.stack;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.local.iam.IamProxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A stack's functions as they are run here: everything that names a place of AWS names one of this
/// machine instead, and what was secret is known.
///
/// @param queues the folder of the queues' addresses
record EnvironmentOverrides(IamProxy iamProxy, String queues, String token) {
  /// @param urls the queues' addresses, by name
  static EnvironmentOverrides of(IamProxy iamProxy, Map<String, String> urls, String token) {
    var any = urls.entrySet().iterator().next();
    String folder = any.getValue().substring(0, any.getValue().length() - any.getKey().length());
    return new EnvironmentOverrides(iamProxy, folder, token);
  }

  List<LambdaFunction> functions(Stack stack) {
    return stack.functions().stream().map(this::settled).toList();
  }

  private LambdaFunction settled(LambdaFunction lambdaFunction) {
    var environment = new HashMap<>(lambdaFunction.environment());
    environment.replaceAll((_, value) -> value.equals(LambdaFunction.SECRET) ? token : value);
    environment.computeIfPresent(
        "SURGETANK_QUEUE_URL_PREFIX",
        (_, there) -> queues + there.substring(there.lastIndexOf('/') + 1));
    environment.put("SURGETANK_SQS_ENDPOINT", iamProxy.of(lambdaFunction.name()).sqs().toString());
    environment.put(
        "SURGETANK_DYNAMODB_ENDPOINT", iamProxy.of(lambdaFunction.name()).dynamo().toString());
    return new LambdaFunction(
        lambdaFunction.name(),
        lambdaFunction.handler(),
        lambdaFunction.memory(),
        lambdaFunction.timeout(),
        lambdaFunction.reserved(),
        environment,
        lambdaFunction.policy());
  }
}
