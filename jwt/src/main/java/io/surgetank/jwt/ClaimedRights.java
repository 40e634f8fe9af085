package io.surgetank.jwt;

import com.nimbusds.jwt.JWTClaimsSet;
import io.surgetank.core.access.ClaimMapping;
import io.surgetank.core.access.GivenName;
import io.surgetank.core.access.Principal;
import io.surgetank.core.access.Scope;
import io.surgetank.core.job.Owner;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Tenant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The scopes, pipelines and tenant that the claims of a token give. A token without any is valid,
/// but may do nothing.
record ClaimedRights(ClaimMapping mapping) {
  private static final String ALL = "*";

  Principal principal(String issuer, String subject, JWTClaimsSet claims)
      throws InvalidTokenException {
    Set<String> values = values(claims, mapping.scopeClaim());
    var scopes = EnumSet.noneOf(Scope.class);
    mapping
        .scopes()
        .forEach((scope, giving) -> {
          if (giving.stream().anyMatch(values::contains)) scopes.add(scope);
        });
    Optional<Tenant> tenant = tenant(claims);
    return new Principal(
        "jwt " + GivenName.shown(subject) + " (" + issuer + ")",
        scopes,
        pipelines(claims),
        tenant,
        tenant.map(Owner::ofTenant).orElseGet(() -> Owner.ofSubject(issuer, subject)));
  }

  /// Empty: none. A token without a tenant would see the jobs of all, so it must say that it has
  /// none; one with several is refused, since its jobs could belong to one only.
  private Optional<Tenant> tenant(JWTClaimsSet claims) throws InvalidTokenException {
    String claim = mapping.tenantClaim();
    if (claim.isEmpty()) return Optional.empty();
    // Without a value that is no string, the rest could mean more.
    boolean hasOthers =
        value(claims.getClaims(), claim) instanceof List<?> list
            && list.stream().anyMatch(each -> !(each instanceof String));
    Set<String> values = hasOthers ? Set.of() : values(claims, claim);
    if (values.equals(Set.of(ALL))) return Optional.empty();
    if (values.size() == 1) {
      Optional<Tenant> tenant = Tenant.parse(values.iterator().next());
      if (tenant.isPresent()) return tenant;
    }
    throw new InvalidTokenException("does not name one tenant in the claim '" + claim + "'");
  }

  /// Empty: all. A token that names none that could exist is refused, since it would have all.
  private Set<PipelineName> pipelines(JWTClaimsSet claims) throws InvalidTokenException {
    String claim = mapping.pipelineClaim();
    if (claim.isEmpty()) return Set.of();
    Set<String> values = values(claims, claim);
    if (values.contains(ALL)) return Set.of();
    var names = new HashSet<PipelineName>();
    values.stream().filter(PipelineName::isValid).map(PipelineName::new).forEach(names::add);
    if (names.isEmpty())
      throw new InvalidTokenException("names no pipeline in the claim '" + claim + "'");
    return names;
  }

  /// The words of a string, or the strings of a list. Empty if the token lacks the claim.
  private static Set<String> values(JWTClaimsSet claims, String claim) {
    return switch (value(claims.getClaims(), claim)) {
      case String words -> Set.copyOf(List.of(words.strip().split(" +", -1)));
      case List<?> list -> {
        var strings = new HashSet<String>();
        for (Object each : list) if (each instanceof String text) strings.add(text);
        yield strings;
      }
      case null, default -> Set.of();
    };
  }

  private static @Nullable Object value(Map<String, Object> claims, String claim) {
    if (!claim.startsWith("/")) return claims.get(claim);
    Object found = claims;
    for (String name : claim.substring(1).split("/", -1)) {
      // RFC 6901, 4.
      String unescaped = name.replace("~1", "/").replace("~0", "~");
      found = found instanceof Map<?, ?> members ? members.get(unescaped) : null;
      if (found == null) return null;
    }
    return found;
  }
}
