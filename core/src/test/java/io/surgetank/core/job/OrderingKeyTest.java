package io.surgetank.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderingKeyTest {
  private static final Owner ACME = Owner.ofTenant(new Tenant("acme"));
  private static final Owner RIVAL = Owner.ofTenant(new Tenant("rival"));

  @Test
  void jobs_of_a_tenant_are_ordered_only_with_each_other() {
    assertThat(OrderingKey.of("1", ACME)).isEqualTo(OrderingKey.of("1", ACME));
    assertThat(OrderingKey.of("1", ACME))
        .isNotIn(
            OrderingKey.of("1", RIVAL),
            OrderingKey.of("1", Owner.NONE),
            OrderingKey.of("1", Owner.ofKey("acme")));
  }

  /// A client chooses the value.
  @Test
  void no_value_without_a_tenant_has_the_key_of_a_tenant() {
    for (String value :
        new String[] {"tenant:acme\n1", "\u00fftenant:acme\n1", "\ufffdtenant:acme\n1"})
      assertThat(OrderingKey.of(value, Owner.NONE)).isNotEqualTo(OrderingKey.of("1", ACME));
  }

  /// Stored jobs have these keys.
  @Test
  void the_key_of_a_value_without_a_tenant_never_changes() {
    assertThat(OrderingKey.of("customer-17", Owner.NONE)).isEqualTo(OrderingKey.of("customer-17"));
  }
}
