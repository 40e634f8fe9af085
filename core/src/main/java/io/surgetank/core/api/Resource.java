package io.surgetank.core.api;

import io.surgetank.core.access.AccessLevel;
import io.surgetank.core.access.Principal;
import io.surgetank.core.job.PipelineName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/// The operations at a path by method, what they require, and which web origins may call them.
///
/// @param pipelines whose jobs are at this path
/// @param maxPostBytes the largest body that `POST` takes here
record Resource(
    Map<String, SecuredOperation> operations,
    CrossOriginPolicy crossOriginPolicy,
    Supplier<List<PipelineName>> pipelines,
    String allow,
    int maxPostBytes) {
  /// Limit for all bodies except submissions.
  private static final int MAX_SMALL_BYTES = 64 * 1024;

  static Resource of(
      Map<String, SecuredOperation> operations,
      CrossOriginPolicy crossOriginPolicy,
      Supplier<List<PipelineName>> pipelines) {
    var methods = new TreeSet<>(operations.keySet());
    if (methods.contains("GET")) methods.add("HEAD");
    methods.add("OPTIONS");
    return new Resource(
        Map.copyOf(operations),
        crossOriginPolicy,
        pipelines,
        String.join(", ", methods),
        MAX_SMALL_BYTES);
  }

  Resource withMaxPostBytes(int postBytes) {
    return new Resource(operations, crossOriginPolicy, pipelines, allow, postBytes);
  }

  /// `HEAD` is a `GET`; the server sends only the length of its body.
  Optional<SecuredOperation> operation(String method) {
    return Optional.ofNullable(operations.get(method.equals("HEAD") ? "GET" : method));
  }

  /// Who may send a request with this method.
  AccessLevel level(String method) {
    return operation(method).map(SecuredOperation::level).orElse(AccessLevel.SERVER);
  }

  int maxBodyBytes(String method) {
    return method.equals("POST") ? maxPostBytes : MAX_SMALL_BYTES;
  }

  /// Whether a request needs no authentication. A browser sends no credentials with a preflight
  /// request.
  boolean isPublic(String method) {
    if (method.equals("OPTIONS")) return !crossOriginPolicy.isClosed();
    return operation(method).filter(it -> it.permission() == Permission.PUBLIC).isPresent();
  }

  /// The reason to refuse the request of this principal.
  Optional<Problem> objection(Request head, Principal principal) {
    if (head.method().equals("OPTIONS")) return Optional.empty();
    Optional<SecuredOperation> operation = operation(head.method());
    if (operation.isEmpty())
      return Optional.of(
          Problem.of(Problem.Kind.METHOD, "Allowed methods: " + allow).with("Allow", allow));
    Optional<Problem> crossSite = crossOriginPolicy.objection(head);
    return crossSite.isPresent() ? crossSite : operation.get().objection(principal, this);
  }
}
