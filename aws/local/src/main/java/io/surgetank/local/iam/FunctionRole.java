package io.surgetank.local.iam;

import io.surgetank.deploy.stack.LambdaFunction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What one function may do, and what it has done.
final class FunctionRole {
  private final String function;
  private final Set<RequiredPermission> allowed;
  private final Set<RequiredPermission> used = ConcurrentHashMap.newKeySet();
  private final Set<RequiredPermission> denied = ConcurrentHashMap.newKeySet();

  FunctionRole(LambdaFunction lambdaFunction) {
    this.function = lambdaFunction.name();
    this.allowed = new LinkedHashSet<>();
    for (LambdaFunction.Statement statement : lambdaFunction.policy())
      for (String action : statement.actions())
        for (String arn : statement.resources())
          allowed.add(new RequiredPermission(action, resource(arn)));
  }

  /// The rights that are missing; empty when the call may go on. Both are noted.
  List<RequiredPermission> missing(List<RequiredPermission> asks) {
    List<RequiredPermission> missing =
        asks.stream().filter(requiredPermission -> !allowed.contains(requiredPermission)).toList();
    if (missing.isEmpty()) used.addAll(asks);
    else denied.addAll(missing);
    return missing;
  }

  IamProxy.Seen seen() {
    var unused = new LinkedHashSet<>(allowed);
    unused.removeAll(used);
    return new IamProxy.Seen(function, Set.copyOf(used), unused, Set.copyOf(denied));
  }

  /// What follows the account in an ARN.
  private static String resource(String arn) {
    String[] parts = arn.split(":", 6);
    return parts[parts.length - 1];
  }
}
