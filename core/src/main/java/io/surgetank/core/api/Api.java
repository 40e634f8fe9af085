package io.surgetank.core.api;

import io.surgetank.core.json.Json;
import io.surgetank.core.store.DamagedRecordException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The whole HTTP API. Safe for many threads.
public final class Api implements RequestHandler {
  private static final String OPERATORS = "/ops/";

  private final ApiParts parts;
  private final Routes routes;
  private final StatusCounts responses = new StatusCounts();
  private final OperatorAuthentication operators;

  /// Throws [IllegalArgumentException] when a pipeline's schema cannot be used.
  public Api(ApiParts parts) {
    this.parts = parts;
    this.routes = Routes.of(parts, responses);
    this.operators = new OperatorAuthentication(parts.operatorToken());
  }

  @Override
  public Response answer(Request request) {
    Response response;
    try {
      response = route(request);
    } catch (UncheckedIOException broken) {
      response = incident(broken, unavailable());
    } catch (DamagedRecordException damaged) {
      response = incident(damaged, damaged(damaged));
    } catch (RuntimeException surprise) {
      response =
          incident(surprise, Problem.of(Problem.Kind.INTERNAL, "it was noted; ask the operator"));
    }
    return responses.counted(response);
  }

  @Override
  public Precheck precheck(Request head) {
    return switch (way(head)) {
      case Way.Closed(var refusal) -> new Precheck.Refused(responses.counted(refusal));
      case Way.Open(var found) ->
          new Precheck.Proceed(found.resource().maxBodyBytes(head.method()));
    };
  }

  @Override
  public Response refused(Request head, Response refusal) {
    Response counted = responses.counted(refusal);
    return routes
        .find(head.path())
        .map(found -> found.resource().crossOrigin().decorate(head, counted))
        .orElse(counted);
  }

  @Override
  public void unreadable(int status) {
    responses.count(status);
  }

  /// Where a request leads to, or why it leads nowhere: all that its head decides.
  private sealed interface Way {
    record Open(Routes.Found found) implements Way {}

    record Closed(Response refusal) implements Way {}
  }

  private Way way(Request head) {
    if (head.path().startsWith(OPERATORS) && !operators.admits(head))
      return new Way.Closed(OperatorAuthentication.challenge());
    Optional<Routes.Found> found = routes.find(head.path());
    if (found.isEmpty())
      return new Way.Closed(
          Problem.of(Problem.Kind.NOT_FOUND, "nothing is at this path; GET / tells what there is")
              .response());
    Resource resource = found.get().resource();
    Optional<Problem> objection = objection(head, resource);
    return objection.isEmpty()
        ? new Way.Open(found.get())
        : new Way.Closed(resource.crossOrigin().decorate(head, objection.get().response()));
  }

  private static Optional<Problem> objection(Request head, Resource resource) {
    if (head.method().equals("OPTIONS")) return Optional.empty();
    if (resource.operation(head.method()).isEmpty())
      return Optional.of(
          Problem.of(Problem.Kind.METHOD, "here are " + resource.allow())
              .with("Allow", resource.allow()));
    return resource.crossOrigin().objection(head);
  }

  private Response route(Request request) {
    return switch (way(request)) {
      case Way.Closed(var refusal) -> refusal;
      case Way.Open(var found) -> {
        Response response;
        try {
          response = answer(request, found.resource(), found.id());
        } catch (UncheckedIOException broken) {
          // Answered here and not above, so that a web page may read it.
          response = incident(broken, unavailable());
        }
        yield found.resource().crossOrigin().decorate(request, response);
      }
    };
  }

  private static Response answer(Request request, Resource resource, String id) {
    if (request.method().equals("OPTIONS"))
      return resource.crossOrigin().options(request, resource.allow());
    return resource.operation(request.method()).orElseThrow().answer(request, id);
  }

  private static Problem damaged(DamagedRecordException damaged) {
    return Problem.of(Problem.Kind.INTERNAL, String.valueOf(damaged.getMessage()));
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
