package io.surgetank.core.api;

import io.surgetank.core.access.AccessLevel;
import io.surgetank.core.access.Principal;
import io.surgetank.core.access.Scope;
import io.surgetank.core.job.Tenant;
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
  /// [Scope#READ_OWN]; the operation limits it to the jobs that the principal may read.
  READ_JOBS,
  /// [Scope#OPERATE]; or [Scope#SUBMIT] and [Scope#READ_OWN], and the operation limits it to the
  /// principal's own jobs.
  CANCEL_JOBS,
  /// The scope, without a tenant; limited to the pipelines of the principal.
  READ,
  OPERATE,
  /// The scope, without a tenant, for all pipelines.
  READ_ALL,
  OPERATE_ALL,
  ADMIN;

  SecuredOperation on(Operation operation) {
    return new SecuredOperation(this, operation, AccessLevel.SERVER);
  }

  private Optional<Scope> scope() {
    return switch (this) {
      case PUBLIC, AUTHENTICATED -> Optional.empty();
      case SUBMIT -> Optional.of(Scope.SUBMIT);
      case READ_JOBS -> Optional.of(Scope.READ_OWN);
      case READ, READ_ALL -> Optional.of(Scope.READ);
      case CANCEL_JOBS, OPERATE, OPERATE_ALL -> Optional.of(Scope.OPERATE);
      case ADMIN -> Optional.of(Scope.ADMIN);
    };
  }

  /// Whether it concerns jobs of all tenants.
  private boolean isForAllTenants() {
    return switch (this) {
      case PUBLIC, AUTHENTICATED, SUBMIT, READ_JOBS, CANCEL_JOBS -> false;
      case READ, OPERATE, READ_ALL, OPERATE_ALL, ADMIN -> true;
    };
  }

  private boolean isGranted(Principal principal, Scope scope) {
    return principal.has(scope) || (this == CANCEL_JOBS && principal.mayCancelOwn());
  }

  private boolean isForAllPipelines() {
    return this == READ_ALL || this == OPERATE_ALL || this == ADMIN;
  }

  /// The reason to refuse this principal.
  Optional<Problem> objection(Principal principal, Resource resource) {
    Optional<Scope> lacked = scope().filter(scope -> !isGranted(principal, scope));
    if (lacked.isPresent()) return Optional.of(lacking(lacked.get()));
    if (isForAllTenants() && principal.tenant().isPresent())
      return principal.tenant().map(Permission::ofTenant);
    if (scope().isEmpty() || !principal.isBound()) return Optional.empty();
    if (isForAllPipelines())
      return Optional.of(
          forbidden("this needs a key for all pipelines; yours is bound to " + names(principal)));
    boolean isElsewhere = resource.pipelines().get().stream().noneMatch(principal::mayUse);
    return isElsewhere
        ? Optional.of(forbidden("this key is bound to " + names(principal)))
        : Optional.empty();
  }

  static Problem lacking(Scope scope) {
    String label = scope.label();
    return forbidden("this key lacks the scope '" + label + "'")
        .with(
            "WWW-Authenticate",
            "Bearer realm=\"surgetank\", error=\"insufficient_scope\", scope=\"" + label + "\"");
  }

  static Problem ofTenant(Tenant tenant) {
    return forbidden("this needs a key without a tenant; yours is of the tenant '" + tenant + "'");
  }

  static Problem forbidden(String detail) {
    return Problem.of(Problem.Kind.FORBIDDEN, detail);
  }

  private static List<String> names(Principal principal) {
    return principal.pipelines().stream().map(Object::toString).sorted().toList();
  }
}
