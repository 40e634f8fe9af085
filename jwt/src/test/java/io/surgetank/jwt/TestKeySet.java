package io.surgetank.jwt;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A key set in memory, which a test can change or remove.
final class TestKeySet implements KeySetSource {
  String text;
  String failure = "";
  @Nullable RuntimeException unexpected;
  int reads;

  TestKeySet(String text) {
    this.text = text;
  }

  @Override
  public String read() throws IOException {
    reads++;
    if (unexpected != null) throw unexpected;
    if (!failure.isEmpty()) throw new IOException(failure);
    return text;
  }

  @Override
  public void close() {}
}
