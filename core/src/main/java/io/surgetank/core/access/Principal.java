package io.surgetank.core.access;

import io.surgetank.core.job.PipelineName;
import java.util.Set;

/// Who sent a request, and what it may do.
///
/// @param name as the audit log records it
/// @param pipelines the only ones that it may use; empty: all
public record Principal(String name, Set<Scope> scopes, Set<PipelineName> pipelines) {
  /// Sent no credentials, where none are required. Never admitted to the operators' API.
  public static final Principal ANONYMOUS =
      new Principal("anonymous", Set.of(Scope.SUBMIT, Scope.OPERATE), Set.of());

  /// Sent the operator token.
  public static final Principal OPERATOR = new Principal("operator", Set.of(Scope.ADMIN), Set.of());

  public Principal {
    scopes = Set.copyOf(scopes);
    pipelines = Set.copyOf(pipelines);
  }

  public boolean has(Scope scope) {
    for (Scope own : scopes) if (own.includes(scope)) return true;
    return false;
  }

  /// Whether it may use only some pipelines.
  public boolean isBound() {
    return !pipelines.isEmpty();
  }

  public boolean mayUse(PipelineName pipeline) {
    return pipelines.isEmpty() || pipelines.contains(pipeline);
  }
}
