package io.surgetank.deploy.deployment;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A request to create a change set.
///
/// @param name of the change set
/// @param template the URL that CloudFormation reads it from; empty to keep the current template
/// @param parameters the others get the template's default
public record ChangeSetRequest(
    String name, Kind kind, Optional<URI> template, Map<String, ParameterValue> parameters) {
  public ChangeSetRequest {
    parameters = Map.copyOf(parameters);
  }

  public enum Kind {
    CREATE,
    UPDATE
  }

  /// The value of a parameter.
  public sealed interface ParameterValue {
    record New(String value) implements ParameterValue {}

    record Previous() implements ParameterValue {}
  }

  /// The current template, with some parameters changed.
  static ChangeSetRequest ofParameters(
      String name, StackStatus stackStatus, Map<String, String> changed) {
    var parameters = new LinkedHashMap<String, ParameterValue>();
    stackStatus
        .parameters()
        .keySet()
        .forEach(each -> parameters.put(each, new ParameterValue.Previous()));
    changed.forEach((each, value) -> parameters.put(each, new ParameterValue.New(value)));
    return new ChangeSetRequest(name, Kind.UPDATE, Optional.empty(), parameters);
  }
}
