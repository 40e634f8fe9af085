package io.surgetank.core.api;

import io.surgetank.core.access.Principal;
import io.surgetank.core.access.Scope;
import java.util.List;
import java.util.Optional;

/// What an operation requires of the principal that requests it.
enum Permission {
  /// Nothing, not even authentication.
  PUBLIC,
  /// Any principal.
  AUTHENTICATED,
  /// The scope; limited to the pipelines of the principal.
  SUBMIT,
  READ,
  OPERATE,
  /// The scope, for all pipelines.
  READ_ALL,
  OPERATE_ALL,
  ADMIN;

  SecuredOperation on(Operation operation) {
    return new SecuredOperation(this, operation);
  }

  private Optional<Scope> scope() {
    return switch (this) {
      case PUBLIC, AUTHENTICATED -> Optional.empty();
      case SUBMIT -> Optional.of(Scope.SUBMIT);
      case READ, READ_ALL -> Optional.of(Scope.READ);
      case OPERATE, OPERATE_ALL -> Optional.of(Scope.OPERATE);
      case ADMIN -> Optional.of(Scope.ADMIN);
    };
  }

  private boolean isForAllPipelines() {
    return this == READ_ALL || this == OPERATE_ALL || this == ADMIN;
  }

  /// The reason to refuse this principal.
  Optional<Problem> objection(Principal principal, Resource resource) {
    Optional<Scope> lacked = scope().filter(scope -> !principal.has(scope));
    if (lacked.isPresent()) return Optional.of(lacking(lacked.get()));
    if (scope().isEmpty() || !principal.isBound()) return Optional.empty();
    if (isForAllPipelines())
      return Optional.of(
          forbidden("this needs a key for all pipelines; yours is bound to " + names(principal)));
    boolean isElsewhere = resource.pipelines().get().stream().noneMatch(principal::mayUse);
    return isElsewhere
        ? Optional.of(forbidden("this key is bound to " + names(principal)))
        : Optional.empty();
  }

  private static Problem lacking(Scope scope) {
    String label = scope.label();
    return forbidden("this key lacks the scope '" + label + "'")
        .with(
            "WWW-Authenticate",
            "Bearer realm=\"surgetank\", error=\"insufficient_scope\", scope=\"" + label + "\"");
  }

  static Problem forbidden(String detail) {
    return Problem.of(Problem.Kind.FORBIDDEN, detail);
  }

  private static List<String> names(Principal principal) {
    return principal.pipelines().stream().map(Object::toString).sorted().toList();
  }
}
