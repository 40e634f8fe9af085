package io.surgetank.aws.function;

import io.surgetank.core.api.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Converts X-Ray's trace header, `Root=1-<8 digits>-<24 digits>;Parent=<16 digits>;Sampled=<0 or
/// 1>`, to a `traceparent`
/// (https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids).
final class XrayHeader {
  private XrayHeader() {}

  /// The header of the current invocation, from where the Java runtime puts it: since Java 17 a
  /// system property, before that an environment variable.
  static Optional<String> ofInvocation() {
    @Nullable String header = System.getProperty("com.amazonaws.xray.traceHeader");
    return Optional.ofNullable(header == null ? System.getenv("_X_AMZN_TRACE_ID") : header);
  }

  /// Adds the invocation's trace to the request, unless it has a `traceparent`.
  static Request traced(Request request, Optional<String> header) {
    Optional<String> trace = header.flatMap(XrayHeader::traceparent);
    if (trace.isEmpty() || request.header("traceparent").isPresent()) return request;
    var headers = new HashMap<>(request.headers());
    headers.put("traceparent", List.of(trace.get()));
    return new Request(request.method(), request.path(), request.query(), headers, request.body());
  }

  /// Whether its values are valid is checked where every `traceparent` is parsed.
  static Optional<String> traceparent(String header) {
    String root = "";
    String parent = "";
    String flags = "00";
    for (String part : header.split(";", -1)) {
      String[] pair = part.strip().split("=", 2);
      if (pair.length < 2) continue;
      if (pair[0].equals("Root")) root = pair[1];
      if (pair[0].equals("Parent")) parent = pair[1];
      if (part.strip().equals("Sampled=1")) flags = "01";
    }
    String[] id = root.split("-", -1);
    if (id.length != 3 || !id[0].equals("1") || parent.isEmpty()) return Optional.empty();
    return Optional.of("00-" + id[1] + id[2] + "-" + parent + "-" + flags);
  }
}
