package io.surgetank.load.payload;

/// Where payloads come from. The same number always gives the same text.
public interface Payloads {
  String valid(long number);

  /// One that must be refused.
  String invalid(long number);

  /// One that must be accepted and overtaxes the handler.
  String poison(long number);
}
