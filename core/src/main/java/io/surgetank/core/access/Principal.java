package io.surgetank.core.access;

import io.surgetank.core.job.Owner;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Tenant;
import java.util.Optional;
import java.util.Set;

/// Who sent a request, and what it may do.
///
/// @param name as the audit log records it
/// @param pipelines the only ones that it may use; empty: all
/// @param tenant whose jobs are the only ones that exist for it; empty: those of all tenants exist
/// @param owner of the jobs that it submits
public record Principal(
    String name,
    Set<Scope> scopes,
    Set<PipelineName> pipelines,
    Optional<Tenant> tenant,
    Owner owner) {
  /// Sent no credentials, where none are required. Never admitted to the operators' API.
  public static final Principal ANONYMOUS =
      new Principal("anonymous", Set.of(Scope.SUBMIT, Scope.OPERATE), Set.of());

  /// Sent the operator token.
  public static final Principal OPERATOR = new Principal("operator", Set.of(Scope.ADMIN), Set.of());

  public Principal {
    scopes = Set.copyOf(scopes);
    pipelines = Set.copyOf(pipelines);
  }

  /// A principal without a tenant, whose jobs have no owner.
  public Principal(String name, Set<Scope> scopes, Set<PipelineName> pipelines) {
    this(name, scopes, pipelines, Optional.empty(), Owner.NONE);
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

  /// The owner whose jobs are the only ones that it may read. Empty: it may read all jobs.
  public Optional<Owner> onlyReads() {
    return tenant.isEmpty() && has(Scope.READ) ? Optional.empty() : Optional.of(owner);
  }

  /// Whether jobs of this owner exist for it.
  public boolean mayRead(Owner ofJob) {
    return (tenant.isEmpty() && has(Scope.READ)) || owns(ofJob);
  }

  /// Whether it may cancel jobs of this owner, if it may read them.
  public boolean mayCancel(Owner ofJob) {
    return has(Scope.OPERATE) || (mayCancelOwn() && owns(ofJob));
  }

  /// Whether it may cancel the jobs that it may submit and read.
  public boolean mayCancelOwn() {
    return has(Scope.SUBMIT) && has(Scope.READ_OWN);
  }

  private boolean owns(Owner ofJob) {
    return !ofJob.isNone() && ofJob.equals(owner);
  }

  /// The path of its client ids and idempotency keys at this path: each tenant has its own.
  public String keyPath(String path) {
    return tenant.isEmpty() ? path : tenant.get().keyPath(path);
  }
}
