package io.surgetank.core.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Which rights the claims of a token give.
///
/// @param scopeClaim the name of a claim, or a JSON Pointer (RFC 6901) to a member of one; its
///   value is a list of strings, or a string of words separated by blanks (RFC 8693, 4.2)
/// @param scopes the values that give each scope; all others are ignored
/// @param pipelineClaim as `scopeClaim`; the pipelines that the sender may use, `*` for all. Empty:
///   tokens are not bound to pipelines
/// @param tenantClaim as `scopeClaim`; the tenant of the sender, `*` for none. Empty: no token has
///   a tenant
public record ClaimMapping(
    String scopeClaim, Map<Scope, Set<String>> scopes, String pipelineClaim, String tenantClaim) {
  public static final String DEFAULT_SCOPE_CLAIM = "scope";

  public ClaimMapping {
    var copy = new LinkedHashMap<Scope, Set<String>>();
    scopes.forEach((scope, values) -> copy.put(scope, Set.copyOf(values)));
    scopes = Map.copyOf(copy);
  }

  /// Without tenants.
  public ClaimMapping(String scopeClaim, Map<Scope, Set<String>> scopes, String pipelineClaim) {
    this(scopeClaim, scopes, pipelineClaim, "");
  }
}
