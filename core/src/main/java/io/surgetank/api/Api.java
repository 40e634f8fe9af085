package io.surgetank.api;

import io.surgetank.json.Json;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The whole HTTP API. Safe for many threads.
///
/// A front reads at most one byte more of a body than [#maxBodyBytes()] (and may read nothing of a
/// body whose `Content-Length` is over it); what is too large is refused here.
public final class Api implements Front {
  private static final String OPERATORS = "/ops/";

  private final ApiParts parts;
  private final Routes routes;
  private final OperatorAccess operators;

  /// Throws [IllegalArgumentException] when a pipeline's schema cannot be used.
  public Api(ApiParts parts) {
    this.parts = parts;
    this.routes = Routes.of(parts);
    this.operators = new OperatorAccess(parts.operatorToken());
  }

  /// More than this no path takes.
  public int maxBodyBytes() {
    return parts.pipelines().all().stream()
        .mapToInt(pipeline -> pipeline.intake().maxBodyBytes())
        .reduce(Submit.MAX_BATCH_BYTES, Math::max);
  }

  @Override
  public Response answer(Request request) {
    Response response;
    try {
      response = route(request);
    } catch (UncheckedIOException broken) {
      response = incident(broken, unavailable());
    } catch (RuntimeException surprise) {
      response =
          incident(surprise, Problem.of(Problem.Kind.INTERNAL, "it was noted; ask the operator"));
    }
    return response;
  }

  private Response route(Request request) {
    if (request.path().startsWith(OPERATORS) && !operators.admits(request))
      return OperatorAccess.challenge();
    Optional<Routes.Found> found = routes.find(request.path());
    if (found.isEmpty())
      return Problem.of(
              Problem.Kind.NOT_FOUND, "nothing is at this path; GET / tells what there is")
          .response();
    Resource resource = found.get().resource();
    Response response;
    try {
      response = answer(request, resource, found.get().id());
    } catch (UncheckedIOException broken) {
      // Answered here and not above, so that a web page may read it.
      response = incident(broken, unavailable());
    }
    return resource.crossOrigin().decorate(request, response);
  }

  private static Response answer(Request request, Resource resource, String id) {
    if (request.method().equals("OPTIONS"))
      return resource.crossOrigin().options(request, resource.allow());
    Optional<Operation> operation = resource.operation(request.method());
    return operation.isPresent()
        ? operation.get().answer(request, id)
        : Problem.of(Problem.Kind.METHOD, "here are " + resource.allow())
            .with("Allow", resource.allow())
            .response();
  }

  private static Problem unavailable() {
    return Problem.wait(
        Problem.Kind.UNAVAILABLE,
        "the store cannot be used just now; what was acknowledged is safe",
        Submit.RETRY_AFTER);
  }

  /// Tells whoever keeps the logs what happened, and the client only where to ask.
  private Response incident(Throwable cause, Problem problem) {
    String instance = "urn:uuid:" + parts.ids().next();
    parts.incidents().accept(instance, cause);
    var members = Json.MAPPER.createObjectNode().put("instance", instance);
    return problem.and(members).response();
  }
}
