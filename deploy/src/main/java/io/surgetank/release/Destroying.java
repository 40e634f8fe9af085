package io.surgetank.release;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Takes a stack away, when whoever guards it lets it go, and tells what is left.
public final class Destroying {
  private final Account account;
  private final Surroundings surroundings;
  private final Supplier<Jobs> ledger;

  /// Ready to look.
  ///
  /// @param ledger asked when there is a table
  public Destroying(Account account, Surroundings surroundings, Supplier<Jobs> ledger) {
    this.account = account;
    this.surroundings = surroundings;
    this.ledger = ledger;
  }

  /// What came of it.
  public sealed interface Destroyed {
    record Done(List<Left> left) implements Destroyed {}

    /// The guard did not let it go; nothing was changed.
    record Held() implements Destroyed {}

    record Failed(List<String> why, List<Left> left) implements Destroyed {}
  }

  public Destroyed destroy(String stack, Removal removal, Guard guard) throws InterruptedException {
    if (!guard.lets(look(stack))) return new Destroyed.Held();
    List<String> faults = removal.remove(stack);
    var left = new ArrayList<>(new Leftovers(account, surroundings).of(stack));
    left.addAll(removal.leaves(stack));
    return faults.isEmpty() ? new Destroyed.Done(left) : new Destroyed.Failed(faults, left);
  }

  private Look look(String stack) {
    var sight = account.sight(stack);
    return new Look(sight.queues(), sight.hasTable() ? ledger.get() : new Jobs.None());
  }
}
