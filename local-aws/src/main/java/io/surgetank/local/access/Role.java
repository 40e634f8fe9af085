package io.surgetank.local.access;

import io.surgetank.stack.Function;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What one function may do, and what it has done.
final class Role {
  private final String function;
  private final Set<Ask> allowed;
  private final Set<Ask> used = ConcurrentHashMap.newKeySet();
  private final Set<Ask> denied = ConcurrentHashMap.newKeySet();

  Role(Function function) {
    this.function = function.name();
    this.allowed = new LinkedHashSet<>();
    for (Function.Statement statement : function.policy())
      for (String action : statement.actions())
        for (String arn : statement.resources()) allowed.add(new Ask(action, resource(arn)));
  }

  /// The rights that are missing; empty when the call may go on. Both are noted.
  List<Ask> missing(List<Ask> asks) {
    List<Ask> missing = asks.stream().filter(ask -> !allowed.contains(ask)).toList();
    if (missing.isEmpty()) used.addAll(asks);
    else denied.addAll(missing);
    return missing;
  }

  Access.Seen seen() {
    var unused = new LinkedHashSet<>(allowed);
    unused.removeAll(used);
    return new Access.Seen(function, Set.copyOf(used), unused, Set.copyOf(denied));
  }

  /// What follows the account in an ARN.
  private static String resource(String arn) {
    String[] parts = arn.split(":", 6);
    return parts[parts.length - 1];
  }
}
