package io.surgetank.setup;

import io.surgetank.api.Health;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// How the server is.
public final class Condition implements Supplier<Health> {
  private final BooleanSupplier writable;
  private final BooleanSupplier space;
  private volatile boolean stopping;

  public Condition(BooleanSupplier writable, BooleanSupplier space) {
    this.writable = writable;
    this.space = space;
  }

  public void stopping() {
    stopping = true;
  }

  @Override
  public Health get() {
    if (stopping) return new Health.NotReady("stopping");
    if (!writable.getAsBoolean())
      return new Health.Broken("the store cannot be written; a restart recovers it");
    return space.getAsBoolean()
        ? new Health.Ready()
        : new Health.NotReady(
            "the disk is nearly full; what was accepted is worked, and more is taken when there is"
                + " space");
  }
}
