package io.surgetank.local.runtime;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.Stack;
import io.surgetank.local.iam.IamProxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Changes the environment variables of a stack's functions for local AWS: endpoints of this
/// machine replace those of AWS, and the token replaces the reference to the secret.
///
/// @param queues the queues' URLs without their names
record EnvironmentOverrides(IamProxy iamProxy, String queues, String token) {
  /// @param urls the queues' URLs, by name
  static EnvironmentOverrides of(IamProxy iamProxy, Map<String, String> urls, String token) {
    var any = urls.entrySet().iterator().next();
    String prefix = any.getValue().substring(0, any.getValue().length() - any.getKey().length());
    return new EnvironmentOverrides(iamProxy, prefix, token);
  }

  List<LambdaFunction> functions(Stack stack) {
    return stack.functions().stream().map(this::overridden).toList();
  }

  private LambdaFunction overridden(LambdaFunction lambdaFunction) {
    var environment = new HashMap<>(lambdaFunction.environment());
    environment.replaceAll((_, value) -> value.equals(LambdaFunction.SECRET) ? token : value);
    environment.computeIfPresent(
        "SURGETANK_QUEUE_URL_PREFIX", (_, _) -> queues + lambdaFunction.ref().stack() + "-");
    environment.put("SURGETANK_SQS_ENDPOINT", iamProxy.of(lambdaFunction.name()).sqs().toString());
    environment.put(
        "SURGETANK_DYNAMODB_ENDPOINT", iamProxy.of(lambdaFunction.name()).dynamo().toString());
    return new LambdaFunction(
        lambdaFunction.ref(),
        lambdaFunction.handler(),
        lambdaFunction.memory(),
        lambdaFunction.timeout(),
        lambdaFunction.reserved(),
        environment,
        lambdaFunction.policy());
  }
}
