package io.surgetank.core.store;

import java.io.IOException;
import java.io.UncheckedIOException;

/// The store takes no more writes: a write failed before, or it is closed. Why was reported when it
/// stopped, once; what fails of it later is no news.
public final class StoreStoppedException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  public StoreStoppedException(String why) {
    super(new IOException(why));
  }
}
