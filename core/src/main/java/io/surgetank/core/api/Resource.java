package io.surgetank.core.api;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What stands at a path: its operations by method, and who may call it from a browser.
///
/// @param maxPostBytes the largest body that `POST` takes here
record Resource(
    Map<String, Operation> operations, CrossOrigin crossOrigin, String allow, int maxPostBytes) {
  /// What no operation but a submission reads more of.
  private static final int MAX_SMALL_BYTES = 64 * 1024;

  static Resource of(Map<String, Operation> operations, CrossOrigin crossOrigin) {
    var methods = new TreeSet<>(operations.keySet());
    if (methods.contains("GET")) methods.add("HEAD");
    methods.add("OPTIONS");
    return new Resource(
        Map.copyOf(operations), crossOrigin, String.join(", ", methods), MAX_SMALL_BYTES);
  }

  static Resource of(Map<String, Operation> operations) {
    return of(operations, CrossOrigin.NONE);
  }

  Resource taking(int postBytes) {
    return new Resource(operations, crossOrigin, allow, postBytes);
  }

  /// `HEAD` is a `GET`; the front tells the length of its body and keeps the body back.
  Optional<Operation> operation(String method) {
    return Optional.ofNullable(operations.get(method.equals("HEAD") ? "GET" : method));
  }

  int maxBodyBytes(String method) {
    return method.equals("POST") ? maxPostBytes : MAX_SMALL_BYTES;
  }
}
