package io.surgetank.core.access;

import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Tenant;
import java.util.Optional;
import java.util.Set;

/// What an API key allows.
///
/// @param name of the application or person that uses the key
/// @param pipelines the only ones that it may use; empty: all
/// @param tenant whose jobs are the only ones that exist for it; empty: those of all tenants exist
public record KeyGrant(
    String name, Set<Scope> scopes, Set<PipelineName> pipelines, Optional<Tenant> tenant) {
  public static final int MAX_NAME_LENGTH = 64;

  public KeyGrant {
    scopes = Set.copyOf(scopes);
    pipelines = Set.copyOf(pipelines);
    if (!isName(name)) throw new IllegalArgumentException("invalid name of a key: " + name);
    if (scopes.isEmpty()) throw new IllegalArgumentException("a key must have a scope");
    // It could create a key that is not bound.
    if (scopes.contains(Scope.ADMIN) && tenant.isPresent())
      throw new IllegalArgumentException("a key with 'admin' cannot belong to a tenant");
    if (scopes.contains(Scope.ADMIN) && !pipelines.isEmpty())
      throw new IllegalArgumentException("a key with 'admin' cannot be bound to pipelines");
  }

  /// A grant without a tenant.
  public KeyGrant(String name, Set<Scope> scopes, Set<PipelineName> pipelines) {
    this(name, scopes, pipelines, Optional.empty());
  }

  /// 1 to 64 printable ASCII characters, without blanks at its ends: names are part of log lines
  /// and in tables.
  public static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_NAME_LENGTH
        && text.equals(text.strip())
        && text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
