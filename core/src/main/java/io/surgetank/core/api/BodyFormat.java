package io.surgetank.core.api;

import java.util.Locale;

/// How to read a request's body, from its headers.
sealed interface BodyFormat {
  /// One JSON document; an array contains many submissions.
  record Document() implements BodyFormat {}

  /// One JSON document per line.
  record Lines() implements BodyFormat {}

  record Unsupported(Problem problem) implements BodyFormat {}

  Document DOCUMENT = new Document();
  String ACCEPT_POST = "application/json, application/x-ndjson";

  /// `curl -d` without a header sends `application/x-www-form-urlencoded`, and some clients send
  /// `text/plain` or nothing: a JSON body is accepted with any of them.
  static BodyFormat of(Request request) {
    var encoding = request.header("content-encoding");
    if (encoding.isPresent() && !encoding.get().strip().equalsIgnoreCase("identity"))
      return new Unsupported(
          Problem.of(Problem.Kind.MEDIA_TYPE, "send the body without Content-Encoding")
              .with("Accept-Encoding", "identity"));
    String type = request.header("content-type").orElse("application/json");
    if (type.equals("application/json")) return DOCUMENT;
    String[] parts = type.toLowerCase(Locale.ROOT).split(";", -1);
    for (int i = 1; i < parts.length; i++)
      if (!isReadable(parts[i].strip()))
        return unsupported("send the body encoded as UTF-8, not " + printable(parts[i].strip()));
    return byName(parts.length == 0 ? "" : parts[0].strip());
  }

  private static BodyFormat byName(String name) {
    return switch (name) {
      case "application/json", "application/x-www-form-urlencoded", "text/plain", "text/json", "" ->
          DOCUMENT;
      case "application/x-ndjson", "application/ndjson", "application/jsonl" -> new Lines();
      default ->
          name.startsWith("application/") && name.endsWith("+json")
              ? DOCUMENT
              : unsupported(
                  "send application/json, or application/x-ndjson for several submissions");
    };
  }

  private static boolean isReadable(String parameter) {
    if (!parameter.startsWith("charset")) return true;
    String charset = parameter.substring("charset".length()).replaceAll("[=\"'\\s]", "");
    return charset.equals("utf-8") || charset.equals("utf8") || charset.equals("us-ascii");
  }

  private static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7E]", "?");
  }

  private static Unsupported unsupported(String detail) {
    return new Unsupported(
        Problem.of(Problem.Kind.MEDIA_TYPE, detail).with("Accept-Post", ACCEPT_POST));
  }
}
