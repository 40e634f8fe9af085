package io.surgetank.core.api;

import io.surgetank.core.access.AccessLevel;
import io.surgetank.core.access.Principal;
import io.surgetank.core.access.Scope;
import java.util.Optional;

/// An operation, and what it requires.
record SecuredOperation(Permission permission, Operation operation, AccessLevel level) {

  /// The same, with the requirements of a pipeline.
  SecuredOperation at(AccessLevel configured) {
    return new SecuredOperation(permission, operation, configured);
  }

  /// The reason to refuse this principal.
  Optional<Problem> objection(Principal principal, Resource resource) {
    Optional<Problem> objection = permission.objection(principal, resource);
    if (objection.isPresent() || level != AccessLevel.OPERATOR) return objection;
    return principal.has(Scope.OPERATE)
        ? principal.tenant().map(Permission::ofTenant)
        : Optional.of(Permission.lacking(Scope.OPERATE));
  }
}
