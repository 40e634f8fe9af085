package io.surgetank.core.handler;

import java.io.IOException;

/// A host has only addresses that requests may not be sent to. Its message begins with one of them.
public final class AddressRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  AddressRefusedException(String message) {
    super(message);
  }
}
