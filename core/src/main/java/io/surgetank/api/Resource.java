package io.surgetank.api;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What stands at a path: its operations by method, and who may call it from a browser.
record Resource(Map<String, Operation> operations, CrossOrigin crossOrigin, String allow) {
  static Resource of(Map<String, Operation> operations, CrossOrigin crossOrigin) {
    var methods = new TreeSet<>(operations.keySet());
    if (methods.contains("GET")) methods.add("HEAD");
    methods.add("OPTIONS");
    return new Resource(Map.copyOf(operations), crossOrigin, String.join(", ", methods));
  }

  static Resource of(Map<String, Operation> operations) {
    return of(operations, CrossOrigin.NONE);
  }

  /// `HEAD` is a `GET`; the front tells the length of its body and keeps the body back.
  Optional<Operation> operation(String method) {
    return Optional.ofNullable(operations.get(method.equals("HEAD") ? "GET" : method));
  }
}
