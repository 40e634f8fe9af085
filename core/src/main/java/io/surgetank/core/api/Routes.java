package io.surgetank.core.api;

import io.surgetank.core.intake.PayloadPipelineSelector;
import io.surgetank.core.intake.SubmissionFactory;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.masking.PipelineMasks;
import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.PipelineAccess;
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
    var view = new JobResponse(paths(parts), PipelineMasks.of(parts.pipelines()));
    Map<PipelineName, SubmissionFactory> factories = factories(parts, incidents);
    parts
        .pipelines()
        .byPath()
        .forEach((path, pipelines) ->
            routes.addPipelines(path, pipelines, submit(pipelines, parts, factories), parts, view));
    routes.addSystem(parts, responses, incidents);
    routes.exact.putAll(OperatorRoutes.exact(parts, view, factories, incidents));
    routes.beneath.putAll(OperatorRoutes.beneath(parts, view));
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
    // The configuration has the same for all pipelines of a path.
    PipelineAccess access = pipelines.getFirst().access();
    exact.put(
        path,
        Resource.of(
                Map.of(
                    "POST",
                    Permission.SUBMIT.on(submit).at(access.submit()),
                    "GET",
                    Permission.READ_JOBS
                        .on(new ListJobs(path, names, parts.jobs(), view))
                        .at(access.list())),
                crossOriginPolicy,
                () -> names)
            .withMaxPostBytes(submit.bodyBound()));
    beneath.put(
        path,
        Resource.of(
            Map.of(
                "GET",
                Permission.READ_JOBS
                    .on(new ShowJob(jobFinder, parts.jobs(), view))
                    .at(access.read()),
                "DELETE",
                Permission.CANCEL_JOBS
                    .on(new CancelJob(jobFinder, parts.jobs(), view))
                    .at(access.cancel())),
            crossOriginPolicy,
            () -> names));
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
    get("/", Permission.AUTHENTICATED, RootIndex.of(parts.pipelines(), parts.version()));
    get("/health/live", Permission.PUBLIC, health::live);
    get("/health/ready", Permission.PUBLIC, health::ready);
    get("/metrics", Permission.READ_ALL, new MetricsText(parts.ledger(), responses, incidents));
    get("/openapi.json", Permission.AUTHENTICATED, OpenApi.of(parts.pipelines(), parts.version()));
  }

  private void get(String path, Permission permission, Operation operation) {
    exact.put(
        path,
        Resource.of(
            Map.of("GET", permission.on(operation)), CrossOriginPolicy.NONE, () -> List.of()));
  }
}
