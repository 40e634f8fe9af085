package io.surgetank.core.api;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The operations at a path by method, and which web origins may call them.
///
/// @param maxPostBytes the largest body that `POST` takes here
record Resource(
    Map<String, Operation> operations,
    CrossOriginPolicy crossOriginPolicy,
    String allow,
    int maxPostBytes) {
  /// Limit for all bodies except submissions.
  private static final int MAX_SMALL_BYTES = 64 * 1024;

  static Resource of(Map<String, Operation> operations, CrossOriginPolicy crossOriginPolicy) {
    var methods = new TreeSet<>(operations.keySet());
    if (methods.contains("GET")) methods.add("HEAD");
    methods.add("OPTIONS");
    return new Resource(
        Map.copyOf(operations), crossOriginPolicy, String.join(", ", methods), MAX_SMALL_BYTES);
  }

  static Resource of(Map<String, Operation> operations) {
    return of(operations, CrossOriginPolicy.NONE);
  }

  Resource withMaxPostBytes(int postBytes) {
    return new Resource(operations, crossOriginPolicy, allow, postBytes);
  }

  /// `HEAD` is a `GET`; the server sends only the length of its body.
  Optional<Operation> operation(String method) {
    return Optional.ofNullable(operations.get(method.equals("HEAD") ? "GET" : method));
  }

  int maxBodyBytes(String method) {
    return method.equals("POST") ? maxPostBytes : MAX_SMALL_BYTES;
  }
}
