package io.surgetank.core.store;

import java.io.IOException;
import java.io.UncheckedIOException;

/// The store cannot be written at the moment, and a request has waited for its longest time:
/// nothing was changed, and a later request may succeed. Why was reported when it began, once, as a
/// condition of the store; a refused request is no news.
public final class StoreBusyException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  public StoreBusyException(String why) {
    super(new IOException(why));
  }
}
