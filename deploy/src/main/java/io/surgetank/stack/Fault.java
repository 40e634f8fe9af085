package io.surgetank.stack;

/// Something that AWS would refuse, or that would lose messages there.
///
/// @param where what it is about: `pipeline orders`, `mapping shop-dev-orders`
/// @param what what stands there
public record Fault(String where, String what, Rule rule) {
  /// One line for a person: what, why, and where that is written.
  public String told() {
    return "%s: %s; %s (%s)".formatted(where, what, rule.reason(), rule.page());
  }
}
