package io.surgetank.core.api;

import io.surgetank.core.intake.SubmissionFactory;
import io.surgetank.core.job.PipelineName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The resources of the operators' API. None is open to web pages of other origins.
final class OperatorRoutes {
  private final Map<String, Resource> exact = new HashMap<>();
  private final Supplier<List<PipelineName>> all;

  private OperatorRoutes(KnownPipelines known) {
    this.all = known::all;
  }

  /// By the complete path.
  static Map<String, Resource> exact(
      ApiParts parts,
      JobResponse view,
      Map<PipelineName, SubmissionFactory> factories,
      Incidents incidents) {
    var known = KnownPipelines.all(parts);
    var routes = new OperatorRoutes(known);
    routes.addJobs(parts, known, factories, view);
    routes.addDeadLetters(new DeadLettersEndpoint(known, parts.deadLetters(), view, parts.clock()));
    routes.addSystem(new LedgerEndpoint(parts.ledger(), parts.version()), parts);
    var auditLog = new KeyAuditLog(parts.deadLetters(), parts.clock(), incidents);
    routes.addKeys(new KeysEndpoint(known, parts.access().keys(), parts.clock(), auditLog));
    return routes.exact;
  }

  /// By the path before `/{id}`.
  static Map<String, Resource> beneath(ApiParts parts, JobResponse view) {
    var known = KnownPipelines.all(parts);
    var jobs = new JobsEndpoint(known, parts.jobs(), view);
    return Map.of(
        "/ops/v1/jobs",
        Resource.of(
            Map.of(
                "GET",
                Permission.READ.on(jobs::show),
                "DELETE",
                Permission.OPERATE.on(jobs::cancel)),
            CrossOriginPolicy.NONE,
            known::all));
  }

  private void addJobs(
      ApiParts parts,
      KnownPipelines known,
      Map<PipelineName, SubmissionFactory> factories,
      JobResponse view) {
    get("/ops/v1/jobs", Permission.READ, new JobsEndpoint(known, parts.jobs(), view)::list);
    post(
        "/ops/v1/jobs/cancel",
        Permission.OPERATE,
        new CancelJobs(known, parts.jobs(), parts.deadLetters(), parts.clock()));
    post(
        "/ops/v1/jobs/move",
        Permission.OPERATE,
        new MoveJobs(known, factories, view.masks(), parts.jobs(), parts.clock()));
  }

  private void addDeadLetters(DeadLettersEndpoint dead) {
    get("/ops/v1/dead", Permission.READ, dead::list);
    get("/ops/v1/audit-log", Permission.READ_ALL, dead::actions);
    post("/ops/v1/dead/redrive", Permission.OPERATE, dead::redrive);
    post("/ops/v1/dead/purge", Permission.OPERATE, dead::purge);
  }

  private void addSystem(LedgerEndpoint ledger, ApiParts parts) {
    get("/ops/v1/ledger", Permission.READ, ledger::ledger);
    // It reads every record.
    get("/ops/v1/verify", Permission.OPERATE_ALL, ledger::verify);
    get("/ops/v1/version", Permission.AUTHENTICATED, ledger::version);
    get("/ops/v1/openapi.json", Permission.AUTHENTICATED, OperatorsOpenApi.of(parts.version()));
  }

  private void addKeys(KeysEndpoint keys) {
    put(
        "/ops/v1/keys",
        Map.of("GET", Permission.ADMIN.on(keys::list), "POST", Permission.ADMIN.on(keys::create)));
    post("/ops/v1/keys/revoke", Permission.ADMIN, keys::revoke);
    post("/ops/v1/keys/rotate", Permission.ADMIN, keys::rotate);
  }

  private void get(String path, Permission permission, Operation operation) {
    put(path, Map.of("GET", permission.on(operation)));
  }

  private void post(String path, Permission permission, Operation operation) {
    put(path, Map.of("POST", permission.on(operation)));
  }

  private void put(String path, Map<String, SecuredOperation> operations) {
    exact.put(path, Resource.of(operations, CrossOriginPolicy.NONE, all));
  }
}
