package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.core.access.Principal;
import io.surgetank.core.access.Scope;
import io.surgetank.core.access.TokenVerifier;
import io.surgetank.core.access.TokenVerifier.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Requests with tokens that another system issued.
class IssuedTokenTest {
  private final List<String> verified = new ArrayList<>();
  private final TestApi it =
      new TestApi(AnonymousAccess.REFUSED, Optional.of(verifier()), TestPipelines.parcels());

  private TokenVerifier verifier() {
    return token -> {
      verified.add(token);
      return switch (token) {
        case "a.valid.token" ->
            new Verification.Valid(new Principal("jwt alice (x)", Set.of(Scope.SUBMIT), Set.of()));
        case "a.later.token" ->
            new Verification.Unavailable("the keys are being read", Duration.ofMillis(1_500));
        default -> new Verification.Invalid("the token is expired");
      };
    };
  }

  @Test
  void a_valid_token_gives_its_scopes() {
    assertThat(it.by("a.valid.token", "POST", "/parcels", "{}").status()).isEqualTo(202);
    assertThat(it.by("a.valid.token", "GET", "/parcels", "").status()).isEqualTo(403);
  }

  @Test
  void an_invalid_token_is_challenged_with_the_reason() {
    Response refused = it.by("an.expired.token", "POST", "/parcels", "{}");

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.headers().get("WWW-Authenticate"))
        .isEqualTo("Bearer realm=\"surgetank\", error=\"invalid_token\"");
    assertThat(TestApi.text(refused)).contains("the token is expired").doesNotContain("an.expired");
  }

  /// A 401 would make the client discard a token that may be valid.
  @Test
  void a_token_that_cannot_be_verified_now_may_be_sent_again() {
    Response refused = it.by("a.later.token", "POST", "/parcels", "{}");

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers()).containsEntry("Retry-After", "2");
    assertThat(it.store.records).isEmpty();
  }

  @Test
  void keys_and_the_operator_token_are_not_passed_to_the_verifier() {
    String key = it.key("\"submit\"", "");

    assertThat(it.by(key, "POST", "/parcels", "{}").status()).isEqualTo(202);
    assertThat(it.by("mistyped", "POST", "/parcels", "{}").status()).isEqualTo(401);
    assertThat(verified).isEmpty();
  }

  @Test
  void the_challenge_names_what_is_accepted() {
    assertThat(TestApi.text(it.post("/parcels", "{}")))
        .contains("send an API key, a JSON Web Token or the operator token");
  }
}
