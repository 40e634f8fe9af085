package io.surgetank.core.api;

import io.surgetank.core.intake.SubmissionFactory;
import io.surgetank.core.intake.Validation;
import io.surgetank.core.intake.Violation;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.json.Json;
import io.surgetank.core.masking.PipelineMasks;
import io.surgetank.core.store.JobStore;
import io.surgetank.core.store.Move;
import io.surgetank.core.store.MoveResult;
import io.surgetank.core.store.OperatorAction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Moves the waiting jobs of some pipelines to another one, page by page. A job whose payload the
/// other pipeline would reject, or whose secret values it would show, is reported and stays. Each
/// page and its audit log entry are durable before the next page begins: an interrupted call leaves
/// a correct audit log, and repeating it moves the rest.
record MoveJobs(
    KnownPipelines known,
    Map<PipelineName, SubmissionFactory> factories,
    PipelineMasks masks,
    JobStore jobs,
    InstantSource clock)
    implements Operation {
  /// Enough to see the cause. `jobs ls` lists all jobs that stayed.
  private static final int MAX_UNFIT_LISTED = 100;

  private static final Violation WOULD_BE_SHOWN =
      Violation.ofWhole(
          "has secret values that the other pipeline would show; mark them with 'x-secret' in its"
              + " schema too");

  @Override
  public Response answer(Request request, String id) {
    Optional<String> refusal = jobs.noMoves();
    if (refusal.isPresent())
      return Problem.of(Problem.Kind.NOT_SUPPORTED, refusal.get()).response();
    return switch (WaitingJobsRequest.readMove(request.body(), known.of(request))) {
      case WaitingJobsRequest.Invalid(var violations) ->
          Problem.of(Problem.Kind.PARAMETERS, violations).response();
      case WaitingJobsRequest.Valid selection -> move(selection, Actor.of(request));
    };
  }

  private record Unfit(JobId id, List<Violation> violations) {}

  private static final class Progress {
    private long jobs;
    private long unfit;
    private final List<Unfit> listed = new ArrayList<>();

    void unfit(JobId id, List<Violation> violations) {
      unfit++;
      if (listed.size() < MAX_UNFIT_LISTED) listed.add(new Unfit(id, violations));
    }
  }

  private Response move(WaitingJobsRequest.Valid selection, String actor) {
    PipelineName to = selection.to().orElseThrow();
    SubmissionFactory submissionFactory = Objects.requireNonNull(factories.get(to));
    var progress = new Progress();
    new WaitingJobPages(jobs)
        .eachPage(
            selection,
            page -> {
              List<Move> moves = movable(page, submissionFactory, progress);
              progress.jobs += selection.preview() ? moves.size() : move(moves, selection, actor);
            });
    return Responses.json(200, view(progress, to).put("preview", selection.preview()));
  }

  private List<Move> movable(
      List<JobRecord> page, SubmissionFactory submissionFactory, Progress progress) {
    var moves = new ArrayList<Move>();
    for (JobRecord record : page)
      switch (submissionFactory.createMoved(record.job())) {
        case Validation.Valid(var submission)
            when !masks.hidesNoLess(submission.job(), record.job()) ->
            progress.unfit(record.id(), List.of(WOULD_BE_SHOWN));
        case Validation.Valid(var submission) ->
            moves.add(
                new Move(
                    record.id(),
                    record.job().pipeline(),
                    submission.job().pipeline(),
                    submission.orderingKey()));
        case Validation.Invalid(_, var violations) -> progress.unfit(record.id(), violations);
      }
    return moves;
  }

  private long move(List<Move> moves, WaitingJobsRequest.Valid selection, String actor) {
    if (moves.isEmpty()) return 0;
    var entry =
        new OperatorAction(
            clock.instant(),
            actor,
            OperatorAction.Type.MOVE,
            selection.filter(),
            selection.statuses(),
            selection.to(),
            Optional.empty(),
            0,
            OperatorAction.Extent.COMPLETE);
    return jobs.move(moves, entry).stream().filter(MoveResult.MOVED::equals).count();
  }

  private static ObjectNode view(Progress progress, PipelineName to) {
    ObjectNode view =
        Json.MAPPER
            .createObjectNode()
            .put("jobs", progress.jobs)
            .put("to", to.value())
            .put("unfit", progress.unfit);
    var list = view.putArray("unfitJobs");
    for (Unfit unfit : progress.listed) {
      ObjectNode job = list.addObject().put("id", unfit.id().toString());
      var errors = job.putArray("errors");
      for (Violation violation : unfit.violations())
        errors.addObject().put("pointer", violation.pointer()).put("detail", violation.detail());
    }
    return view;
  }
}
