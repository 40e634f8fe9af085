package io.surgetank.load.payload;

/// A source of payloads. The same number always gives the same text.
public interface Payloads {
  String valid(long number);

  /// Must be refused.
  String invalid(long number);

  /// Must be accepted, and makes the handler fail.
  String poison(long number);
}
