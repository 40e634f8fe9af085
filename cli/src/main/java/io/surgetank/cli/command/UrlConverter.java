package io.surgetank.cli.command;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// A URL given by an option.
final class UrlConverter {
  private UrlConverter() {}

  /// Empty if the option is absent or invalid; if invalid, adds an error.
  static Optional<URI> parse(String text, String option, List<String> errors) {
    if (text.isEmpty()) return Optional.empty();
    Optional<URI> address = address(text);
    if (address.isEmpty()) errors.add(option + ": not a URL: " + text);
    return address;
  }

  private static Optional<URI> address(String text) {
    try {
      return Optional.of(URI.create(text))
          .filter(address -> address.isAbsolute() && address.getHost() != null);
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }
}
