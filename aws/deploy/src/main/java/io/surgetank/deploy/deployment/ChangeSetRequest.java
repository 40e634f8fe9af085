package io.surgetank.deploy.deployment;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a stack should become.
///
/// @param name of the change set
/// @param template where CloudFormation reads it; empty to keep the one it has
/// @param parameters those that are not named get the template's default
public record ChangeSetRequest(
    String name, Kind kind, Optional<URI> template, Map<String, Given> parameters) {
  public ChangeSetRequest {
    parameters = Map.copyOf(parameters);
  }

  public enum Kind {
    CREATE,
    UPDATE
  }

  /// What a parameter is given.
  public sealed interface Given {
    record Value(String text) implements Given {}

    /// What it had before.
    record Kept() implements Given {}
  }

  /// The template as it is, with one parameter set anew.
  static ChangeSetRequest only(String name, StackStatus stackStatus, Map<String, String> anew) {
    var parameters = new LinkedHashMap<String, Given>();
    stackStatus.parameters().keySet().forEach(each -> parameters.put(each, new Given.Kept()));
    anew.forEach((each, text) -> parameters.put(each, new Given.Value(text)));
    return new ChangeSetRequest(name, Kind.UPDATE, Optional.empty(), parameters);
  }
}
