package io.surgetank.core.api;

import io.surgetank.core.intake.PayloadPipelineSelector;
import io.surgetank.core.intake.SubmissionFactory;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.pipeline.Pipeline;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// The resource at each path, built once, so that routing is a map lookup.
///
/// @param exact by the complete path
/// @param beneath by the path before `/{id}`
record Routes(Map<String, Resource> exact, Map<String, Resource> beneath) {

  record Found(Resource resource, String id) {}

  static Routes of(ApiParts parts, HttpResponseCounts responses, Incidents incidents) {
    var routes = new Routes(new HashMap<>(), new HashMap<>());
    var view = new JobResponse(paths(parts));
    Map<PipelineName, SubmissionFactory> factories = factories(parts, incidents);
    parts
        .pipelines()
        .byPath()
        .forEach((path, pipelines) ->
            routes.addPipelines(path, pipelines, submit(pipelines, parts, factories), parts, view));
    routes.addSystem(parts, responses, incidents);
    routes.addOperators(parts, view, factories);
    return routes;
  }

  /// A client's id may contain slashes, so the longest known path wins.
  Optional<Found> find(String path) {
    Resource whole = exact.get(path);
    if (whole != null) return Optional.of(new Found(whole, ""));
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      Resource resource = beneath.get(path.substring(0, slash));
      // No job has an empty id: `/orders/` is unknown, rather than a path with other methods.
      if (resource != null && slash < path.length() - 1)
        return Optional.of(new Found(resource, path.substring(slash + 1)));
    }
    return Optional.empty();
  }

  private static Function<PipelineName, String> paths(ApiParts parts) {
    Map<PipelineName, String> paths = new HashMap<>();
    parts
        .pipelines()
        .all()
        .forEach(pipeline -> paths.put(pipeline.name(), pipeline.intake().path()));
    // A record may outlive its pipeline; operators can still find it.
    return name -> paths.getOrDefault(name, "/ops/v1/jobs");
  }

  private static Map<PipelineName, SubmissionFactory> factories(
      ApiParts parts, Incidents incidents) {
    Map<PipelineName, SubmissionFactory> factories = new HashMap<>();
    for (Pipeline pipeline : parts.pipelines().all())
      factories.put(pipeline.name(), new SubmissionFactory(pipeline, incidents::report));
    return factories;
  }

  private void addPipelines(
      String path, List<Pipeline> pipelines, Submit submit, ApiParts parts, JobResponse view) {
    var crossOriginPolicy =
        new CrossOriginPolicy(
            pipelines.stream().map(pipeline -> pipeline.intake().cors()).toList());
    var names = pipelines.stream().map(Pipeline::name).toList();
    var jobFinder = new JobFinder(pipelines, parts.jobs());
    exact.put(
        path,
        Resource.of(
                Map.of("POST", submit, "GET", new ListJobs(path, names, parts.jobs(), view)),
                crossOriginPolicy)
            .withMaxPostBytes(submit.bodyBound()));
    beneath.put(
        path,
        Resource.of(
            Map.of(
                "GET",
                new ShowJob(jobFinder, parts.jobs(), view),
                "DELETE",
                new CancelJob(jobFinder, parts.jobs(), view)),
            crossOriginPolicy));
  }

  private static Submit submit(
      List<Pipeline> pipelines, ApiParts parts, Map<PipelineName, SubmissionFactory> factories) {
    Map<SubmissionFactory, ReplyRenderer> replies = new LinkedHashMap<>();
    for (Pipeline pipeline : pipelines)
      replies.put(
          Objects.requireNonNull(factories.get(pipeline.name())),
          new ReplyRenderer(pipeline, parts.ledger()));
    var selector = new PayloadPipelineSelector(List.copyOf(replies.keySet()));
    return new Submit(
        new SubmissionChecker(selector, replies, parts.ids()),
        new IntakeRateLimiter(pipelines, parts.nanoTime()),
        parts);
  }

  private void addSystem(ApiParts parts, HttpResponseCounts responses, Incidents incidents) {
    var health = new HealthEndpoint(parts.health());
    get("/", RootIndex.of(parts.pipelines(), parts.version()));
    get("/health/live", health::live);
    get("/health/ready", health::ready);
    get("/metrics", new MetricsText(parts.ledger(), responses, incidents));
    get("/openapi.json", OpenApi.of(parts.pipelines(), parts.version()));
  }

  private void addOperators(
      ApiParts parts, JobResponse view, Map<PipelineName, SubmissionFactory> factories) {
    var known = new KnownPipelines(parts.pipelines(), parts.ledger());
    var jobs = new JobsEndpoint(known, parts.jobs(), view);
    var dead = new DeadLettersEndpoint(known, parts.deadLetters(), view, parts.clock());
    var ledger = new LedgerEndpoint(parts.ledger(), parts.version());
    get("/ops/v1/jobs", jobs::list);
    beneath.put("/ops/v1/jobs", Resource.of(Map.of("GET", jobs::show, "DELETE", jobs::cancel)));
    var cancel = new CancelJobs(known, parts.jobs(), parts.deadLetters(), parts.clock());
    exact.put("/ops/v1/jobs/cancel", Resource.of(Map.of("POST", cancel)));
    var move = new MoveJobs(known, factories, parts.jobs(), parts.clock());
    exact.put("/ops/v1/jobs/move", Resource.of(Map.of("POST", move)));
    get("/ops/v1/dead", dead::list);
    get("/ops/v1/audit-log", dead::actions);
    exact.put("/ops/v1/dead/redrive", Resource.of(Map.of("POST", dead::redrive)));
    exact.put("/ops/v1/dead/purge", Resource.of(Map.of("POST", dead::purge)));
    get("/ops/v1/ledger", ledger::ledger);
    get("/ops/v1/verify", ledger::verify);
    get("/ops/v1/version", ledger::version);
    get("/ops/v1/openapi.json", OperatorsOpenApi.of(parts.version()));
  }

  private void get(String path, Operation operation) {
    exact.put(path, Resource.of(Map.of("GET", operation)));
  }
}
