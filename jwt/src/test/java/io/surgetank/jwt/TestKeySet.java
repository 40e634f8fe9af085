package io.surgetank.jwt;

import java.io.IOException;

/// A key set in memory, which a test can change or remove.
final class TestKeySet implements KeySetSource {
  String text;
  String failure = "";
  int reads;

  TestKeySet(String text) {
    this.text = text;
  }

  @Override
  public String read() throws IOException {
    reads++;
    if (!failure.isEmpty()) throw new IOException(failure);
    return text;
  }

  @Override
  public void close() {}
}
