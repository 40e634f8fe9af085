package io.surgetank.setup;

import io.surgetank.api.Health;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// How the server is.
public final class Condition implements Supplier<Health> {
  private final BooleanSupplier writable;
  private volatile boolean stopping;

  public Condition(BooleanSupplier writable) {
    this.writable = writable;
  }

  public void stopping() {
    stopping = true;
  }

  @Override
  public Health get() {
    if (stopping) return new Health.NotReady("stopping");
    return writable.getAsBoolean()
        ? new Health.Ready()
        : new Health.Broken("the store cannot be written; a restart recovers it");
  }
}
