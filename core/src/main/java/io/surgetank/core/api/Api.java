package io.surgetank.core.api;

import io.surgetank.core.access.AccessLevel;
import io.surgetank.core.access.Principal;
import io.surgetank.core.json.Json;
import io.surgetank.core.store.DamagedRecordException;
import io.surgetank.core.store.StoreBusyException;
import io.surgetank.core.store.StoreStoppedException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/// The whole HTTP API. Safe for many threads.
public final class Api implements RequestHandler {
  private final Incidents incidents;
  private final Routes routes;
  private final HttpResponseCounts responses = new HttpResponseCounts();
  private final Authenticator authenticator;
  private final SignInGuard signInGuard;

  /// Throws [IllegalArgumentException] when a pipeline's schema cannot be used.
  public Api(ApiParts parts) {
    this(parts, SignInListener.NONE);
  }

  /// The same; failed sign-ins are reported to `signIns`.
  public Api(ApiParts parts, SignInListener signIns) {
    this.incidents = new Incidents(parts);
    this.routes = Routes.of(parts, responses, incidents);
    this.authenticator = new Authenticator(parts.access(), parts.clock());
    this.signInGuard = new SignInGuard(signIns, parts.nanoTime());
  }

  @Override
  public Response answer(Request request) {
    return responses.counted(
        switch (routing(request)) {
          case Routing.Refused(var refusal) -> refusal;
          case Routing.Matched(var found, var principal) ->
              found
                  .resource()
                  .crossOriginPolicy()
                  .decorate(request, answer(request.by(principal), found));
        });
  }

  @Override
  public Optional<CompletableFuture<Response>> answerAsync(Request request, Executor executor) {
    return routing(request) instanceof Routing.Matched(var found, var principal)
        ? begin(request.by(principal), found.resource(), executor)
            .map(begun ->
                begun
                    .exceptionally(this::failureResponse)
                    .thenApply(response ->
                        responses.counted(
                            found.resource().crossOriginPolicy().decorate(request, response))))
        : Optional.empty();
  }

  private Optional<CompletableFuture<Response>> begin(
      Request request, Resource resource, Executor executor) {
    try {
      return resource
          .operation(request.method())
          .flatMap(secured -> secured.operation().answerAsync(request, executor));
    } catch (RuntimeException failure) {
      return Optional.of(CompletableFuture.completedFuture(failureResponse(failure)));
    }
  }

  @Override
  public Precheck precheck(Request head) {
    return switch (routing(head)) {
      case Routing.Refused(var refusal) -> new Precheck.Refused(responses.counted(refusal));
      case Routing.Matched(var found, _) ->
          new Precheck.Proceed(found.resource().maxBodyBytes(head.method()));
    };
  }

  @Override
  public Response refused(Request head, Response refusal) {
    Response counted = responses.counted(refusal);
    return routes
        .find(head.path())
        .map(found -> found.resource().crossOriginPolicy().decorate(head, counted))
        .orElse(counted);
  }

  @Override
  public void unreadable(int status) {
    responses.count(status);
  }

  /// The resource of a request, or the refusal that its head alone causes.
  private sealed interface Routing {
    record Matched(Routes.Found found, Principal principal) implements Routing {}

    record Refused(Response refusal) implements Routing {}
  }

  private Routing routing(Request head) {
    try {
      return route(head);
    } catch (RuntimeException unexpected) {
      return new Routing.Refused(unexpected(unexpected));
    }
  }

  private Routing route(Request head) {
    Optional<Routes.Found> found = routes.find(head.path());
    if (found.isPresent() && found.get().resource().isPublic(head.method()))
      return new Routing.Matched(found.get(), Principal.ANONYMOUS);
    AccessLevel level =
        found.map(it -> it.resource().level(head.method())).orElse(AccessLevel.SERVER);
    return switch (authenticator.authenticate(head, level)) {
      case Authenticator.Result.Refused(var problem) ->
          refused(head, found.map(Routes.Found::resource), signInGuard.answer(head, problem));
      case Authenticator.Result.Authenticated(var principal) when found.isEmpty() ->
          refused(
              head,
              Optional.empty(),
              Problem.of(Problem.Kind.NOT_FOUND, "no such path; GET / lists the links"));
      case Authenticator.Result.Authenticated(var principal) -> {
        Resource resource = found.get().resource();
        Optional<Problem> objection = resource.objection(head, principal);
        yield objection.isEmpty()
            ? new Routing.Matched(found.get(), principal)
            : refused(head, Optional.of(resource), objection.get());
      }
    };
  }

  private static Routing refused(Request head, Optional<Resource> resource, Problem problem) {
    Response refusal = problem.response();
    return new Routing.Refused(
        resource.map(at -> at.crossOriginPolicy().decorate(head, refusal)).orElse(refusal));
  }

  private Response answer(Request request, Routes.Found found) {
    try {
      return operate(request, found);
    } catch (RuntimeException failure) {
      return failureResponse(failure);
    }
  }

  /// The only place that answers failures: the store's, and unexpected exceptions.
  private Response failureResponse(Throwable thrown) {
    return switch (thrown) {
      case CompletionException completion when completion.getCause() != null ->
          failureResponse(completion.getCause());
      case StoreStoppedException _, StoreBusyException _ -> unavailable().response();
      case UncheckedIOException broken -> incident(broken, unavailable());
      case DamagedRecordException damaged ->
          incident(
              damaged, Problem.of(Problem.Kind.INTERNAL, String.valueOf(damaged.getMessage())));
      case RuntimeException unexpected -> unexpected(unexpected);
      default -> throw new CompletionException(thrown);
    };
  }

  private Response unexpected(RuntimeException cause) {
    return incident(
        cause,
        Problem.of(
            Problem.Kind.INTERNAL, "Internal error. Quote the instance id when you report it."));
  }

  private static Response operate(Request request, Routes.Found found) {
    Resource resource = found.resource();
    return request.method().equals("OPTIONS")
        ? resource.crossOriginPolicy().options(request, resource.allow())
        : resource
            .operation(request.method())
            .orElseThrow()
            .operation()
            .answer(request, found.id());
  }

  private static Problem unavailable() {
    return Problem.wait(
        Problem.Kind.UNAVAILABLE,
        "the store is temporarily unavailable; accepted jobs are safe",
        Submit.RETRY_AFTER);
  }

  /// Logs the cause; the client gets only the incident's id.
  private Response incident(Throwable cause, Problem problem) {
    var members = Json.MAPPER.createObjectNode().put("instance", incidents.report(cause));
    return problem.and(members).response();
  }
}
