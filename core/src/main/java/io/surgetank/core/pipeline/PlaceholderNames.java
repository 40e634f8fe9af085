package io.surgetank.core.pipeline;

import java.util.List;

/// Which placeholders a template may use, by its place.
public enum PlaceholderNames {
  /// In the body of a 202.
  REPLY,

  /// In the members added to a problem document: `{detail}` is the text of the first violation.
  REJECTION;

  /// Prefix of the names of payload members.
  public static final String PAYLOAD = "payload.";

  private static final List<String> OF_A_REPLY =
      List.of(
          "id",
          "acceptedAt",
          "acceptedAt.epoch",
          "status",
          "pipeline",
          "count.received",
          "count.validated",
          "count.accepted");

  private static final List<String> OF_A_REJECTION = List.of("detail");

  /// Whether a placeholder of this name, without its braces, has a value here.
  public boolean knows(String name) {
    return switch (this) {
      case REPLY -> OF_A_REPLY.contains(name) || isOfPayload(name);
      case REJECTION -> OF_A_REJECTION.contains(name);
    };
  }

  /// All of them in one line, with braces.
  public String listed() {
    return switch (this) {
      case REPLY -> written(OF_A_REPLY) + ", {payload.<member>}";
      case REJECTION -> written(OF_A_REJECTION);
    };
  }

  private static boolean isOfPayload(String name) {
    return name.startsWith(PAYLOAD) && name.length() > PAYLOAD.length();
  }

  private static String written(List<String> names) {
    return "{" + String.join("}, {", names) + "}";
  }
}
