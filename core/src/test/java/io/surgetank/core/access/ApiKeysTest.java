package io.surgetank.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.core.job.Owner;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
  private static final KeyGrant SUBMIT = new KeyGrant("shop", Set.of(Scope.SUBMIT), Set.of());

  private Instant now = Instant.parse("2026-01-31T08:00:00Z");
  private final MemoryKeyStore store = new MemoryKeyStore();
  private final ApiKeyRegistry registry = new ApiKeyRegistry(store, () -> now, new Random(1));

  private ApiKeyRegistry.Result.Created created(Optional<Duration> lifetime) {
    return (ApiKeyRegistry.Result.Created) registry.create(SUBMIT, lifetime, "ann");
  }

  private ApiKeys.Check check(String text) {
    return store.keys().check(text, now);
  }

  private void assertInvalid(String text, String why) {
    assertThat(check(text)).isInstanceOf(ApiKeys.Check.Invalid.class);
    assertThat(((ApiKeys.Check.Invalid) check(text)).why()).contains(why);
  }

  @Test
  void a_created_key_is_valid_and_names_its_principal() {
    var created = created(Optional.empty());

    assertThat(check(created.token().text()))
        .isEqualTo(
            new ApiKeys.Check.Valid(
                created.key().id(),
                new Principal(
                    "key " + created.key().id() + " (shop)",
                    Set.of(Scope.SUBMIT),
                    Set.of(),
                    Optional.empty(),
                    Owner.ofKey(created.key().id()))));
  }

  /// Else a rotation would separate a client from its jobs.
  @Test
  void a_chain_of_rotations_has_one_owner() {
    var first = created(Optional.empty());
    var second = rotated(first.key().id());
    var third = rotated(second.key().id());

    assertThat(third.key().principal().owner()).isEqualTo(Owner.ofKey(first.key().id()));
    assertThat(third.key().principal().name()).contains(third.key().id());
    assertThat(third.key().revoked(now, "ann").principal().owner())
        .isEqualTo(Owner.ofKey(first.key().id()));
  }

  private ApiKeyRegistry.Result.Created rotated(String id) {
    return (ApiKeyRegistry.Result.Created) registry.rotate(id, Duration.ZERO, "ann");
  }

  @Test
  void the_tenant_of_a_key_owns_its_jobs() {
    var acme = Optional.of(new Tenant("acme"));
    var grant = new KeyGrant("shop", Set.of(Scope.SUBMIT), Set.of(), acme);
    var created = (ApiKeyRegistry.Result.Created) registry.create(grant, Optional.empty(), "ann");

    for (var key : new ApiKey[] {created.key(), rotated(created.key().id()).key()}) {
      assertThat(key.principal().tenant()).isEqualTo(acme);
      assertThat(key.principal().owner()).isEqualTo(Owner.ofTenant(new Tenant("acme")));
    }
    assertThatThrownBy(() -> new KeyGrant("x", Set.of(Scope.ADMIN), Set.of(), acme))
        .hasMessageContaining("tenant");
  }

  @Test
  void the_text_of_a_key_is_not_stored() {
    String text = created(Optional.empty()).token().text();

    assertThat(store.keys().all().toString()).doesNotContain(text.substring(18));
  }

  @Test
  void another_key_with_the_same_id_is_unknown() {
    String id = created(Optional.empty()).key().id();
    String secret = "x".repeat(43);

    assertInvalid(ApiKeyToken.of(id, secret).text(), "unknown");
    assertInvalid(ApiKeyToken.of("0123456789ab", secret).text(), "unknown");
    assertInvalid("let-me-in", "not an API key");
  }

  @Test
  void a_key_ends_at_its_expiry() {
    String text = created(Optional.of(Duration.ofDays(1))).token().text();

    now = now.plus(Duration.ofDays(1)).minusNanos(1);
    assertThat(check(text)).isInstanceOf(ApiKeys.Check.Valid.class);
    now = now.plusNanos(1);
    assertInvalid(text, "expired");
  }

  @Test
  void a_revoked_key_ends_at_once_and_for_good() {
    var created = created(Optional.of(Duration.ofDays(1)));

    registry.revoke(created.key().id(), "bob");

    assertInvalid(created.token().text(), "revoked");
    assertThat(registry.revoke(created.key().id(), "eve"))
        .isEqualTo(new ApiKeyRegistry.Result.Ended(ApiKey.Status.REVOKED));
    assertThat(store.keys().all().getFirst().history().revocation())
        .contains(new KeyHistory.Revocation(now, "bob"));
    assertThat(registry.revoke("0123456789ab", "bob"))
        .isInstanceOf(ApiKeyRegistry.Result.Unknown.class);
  }

  @Test
  void after_a_rotation_both_keys_are_valid_until_the_overlap_ends() {
    var old = created(Optional.of(Duration.ofDays(30)));
    now = now.plus(Duration.ofDays(10));

    var fresh =
        (ApiKeyRegistry.Result.Created)
            registry.rotate(old.key().id(), Duration.ofHours(24), "bob");

    assertThat(fresh.key().grant()).isEqualTo(SUBMIT);
    assertThat(fresh.key().history().end()).contains(now.plus(Duration.ofDays(30)));
    assertThat(check(old.token().text())).isInstanceOf(ApiKeys.Check.Valid.class);
    now = now.plus(Duration.ofHours(24));
    assertInvalid(old.token().text(), "expired");
    assertThat(check(fresh.token().text())).isInstanceOf(ApiKeys.Check.Valid.class);
    assertThat(registry.rotate(old.key().id(), Duration.ZERO, "bob"))
        .isEqualTo(new ApiKeyRegistry.Result.Ended(ApiKey.Status.EXPIRED));
  }

  @Test
  void a_key_that_is_rotated_twice_gives_both_new_keys_its_own_lifetime() {
    var endless = created(Optional.empty());
    var monthly = created(Optional.of(Duration.ofDays(30)));

    for (int i = 0; i < 2; i++) {
      assertThat(rotated(endless).history().end()).isEmpty();
      assertThat(rotated(monthly).history().end()).contains(now.plus(Duration.ofDays(30)));
      now = now.plus(Duration.ofHours(1));
    }
  }

  private ApiKey rotated(ApiKeyRegistry.Result.Created old) {
    var result = registry.rotate(old.key().id(), Duration.ofHours(24), "bob");
    return ((ApiKeyRegistry.Result.Created) result).key();
  }

  @Test
  void a_second_rotation_can_only_shorten_the_overlap() {
    var old = created(Optional.empty());
    registry.rotate(old.key().id(), Duration.ofHours(2), "bob");

    registry.rotate(old.key().id(), Duration.ofHours(9), "bob");
    assertThat(end(old)).contains(now.plus(Duration.ofHours(2)));
    registry.rotate(old.key().id(), Duration.ofHours(1), "bob");
    assertThat(end(old)).contains(now.plus(Duration.ofHours(1)));
  }

  private Optional<Instant> end(ApiKeyRegistry.Result.Created created) {
    return store.keys().find(created.key().id()).orElseThrow().history().end();
  }

  @Test
  void a_rotation_does_not_extend_the_old_key() {
    var old = created(Optional.of(Duration.ofHours(1)));

    registry.rotate(old.key().id(), Duration.ofHours(24), "bob");

    now = now.plus(Duration.ofHours(1));
    assertInvalid(old.token().text(), "expired");
  }

  @Test
  void the_oldest_ended_key_is_forgotten_when_there_are_too_many() {
    for (int i = 0; i < ApiKeys.MAX_KEYS; i++) created(Optional.empty());

    assertThat(registry.create(SUBMIT, Optional.empty(), "ann"))
        .isInstanceOf(ApiKeyRegistry.Result.Full.class);
    String ended = store.keys().all().get(3).id();
    registry.revoke(ended, "ann");
    created(Optional.empty());
    assertThat(store.keys().all()).hasSize(ApiKeys.MAX_KEYS);
    assertThat(store.keys().find(ended)).isEmpty();
  }

  @Test
  void a_rotation_for_which_there_is_no_room_leaves_the_old_key_as_it_is() {
    var old = created(Optional.empty());
    for (int i = 1; i < ApiKeys.MAX_KEYS; i++) created(Optional.empty());
    ApiKeys before = store.keys();

    assertThat(registry.rotate(old.key().id(), Duration.ofHours(1), "bob"))
        .isInstanceOf(ApiKeyRegistry.Result.Full.class);
    assertThat(store.keys()).isSameAs(before);
    assertThat(end(old)).isEmpty();
  }

  @Test
  void a_new_key_never_replaces_one_with_the_same_id() {
    var first = new ApiKeyRegistry(store, () -> now, new Random(5));
    var same = new ApiKeyRegistry(store, () -> now, new Random(5));

    first.create(SUBMIT, Optional.empty(), "ann");
    same.create(SUBMIT, Optional.empty(), "ann");

    assertThat(store.keys().all()).hasSize(2);
  }

  @Test
  void a_grant_without_scopes_or_with_a_bound_admin_is_refused() {
    var bound = Set.of(new PipelineName("orders"));

    assertThatThrownBy(() -> new KeyGrant("x", Set.of(), Set.of())).hasMessageContaining("a scope");
    assertThatThrownBy(() -> new KeyGrant("x", Set.of(Scope.ADMIN), bound))
        .hasMessageContaining("'admin'");
    assertThatThrownBy(() -> new KeyGrant(" x", Set.of(Scope.READ), bound))
        .hasMessageContaining("name");
    assertThatThrownBy(() -> new KeyGrant("x\ny", Set.of(Scope.READ), bound))
        .hasMessageContaining("name");
  }
}
