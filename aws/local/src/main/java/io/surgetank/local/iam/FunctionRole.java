package io.surgetank.local.iam;

import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.ResourceRef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The permissions of a function, and those that it has used.
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
        for (ResourceRef resource : statement.resources())
          allowed.add(new RequiredPermission(action, resource.path()));
  }

  /// The missing permissions; empty when the call is allowed. Records used and missing permissions.
  List<RequiredPermission> missing(List<RequiredPermission> required) {
    List<RequiredPermission> missing =
        required.stream()
            .filter(requiredPermission -> !allowed.contains(requiredPermission))
            .toList();
    if (missing.isEmpty()) used.addAll(required);
    else denied.addAll(missing);
    return missing;
  }

  IamProxy.PermissionUsage usage() {
    var unused = new LinkedHashSet<>(allowed);
    unused.removeAll(used);
    return new IamProxy.PermissionUsage(function, Set.copyOf(used), unused, Set.copyOf(denied));
  }
}
