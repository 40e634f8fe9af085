package io.surgetank.cli.command;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// An address as an option has it.
final class EndpointOption {
  private EndpointOption() {}

  /// Empty where the option was not given, or where it is wrong; then it is among the faults.
  static Optional<URI> parse(String text, String option, List<String> faults) {
    if (text.isEmpty()) return Optional.empty();
    Optional<URI> address = address(text);
    if (address.isEmpty()) faults.add(option + " is not an address: " + text);
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
