package io.surgetank.core.api;

import java.util.LinkedHashMap;
import java.util.Map;

/// A complete HTTP response. Header names are in the case in which they are sent.
public record Response(int status, Map<String, String> headers, byte[] body) {
  public Response {
    headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  public Response with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, body);
  }
}
