package io.surgetank.core.api;

import io.surgetank.core.intake.SubmissionValidator;
import io.surgetank.core.intake.Validation;
import io.surgetank.core.intake.Violation;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.json.Json;
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

/// Hands the jobs that wait in some pipelines over to another, a page at a time. A job whose
/// payload the other pipeline would not take is named and stays where it is. Each page and its
/// entry in the trail are durable before the next is begun: cut short, it leaves whole jobs and a
/// true trail, and done again it does the rest.
record MoveJobs(
    KnownPipelines known,
    Map<PipelineName, SubmissionValidator> gates,
    JobStore jobs,
    InstantSource clock)
    implements Operation {
  /// Enough to see what is wrong; afterwards the jobs that stayed are a list of their own.
  private static final int UNFIT_SHOWN = 100;

  @Override
  public Response answer(Request request, String id) {
    Optional<String> refusal = jobs.noMoves();
    if (refusal.isPresent())
      return Problem.of(Problem.Kind.NOT_SUPPORTED, refusal.get()).response();
    return switch (WaitingJobsRequest.readMove(request.body(), known)) {
      case WaitingJobsRequest.Invalid(var violations) ->
          Problem.of(Problem.Kind.PARAMETERS, violations).response();
      case WaitingJobsRequest.Order order -> move(order, OperatorAuthentication.actor(request));
    };
  }

  private record Unfit(JobId id, List<Violation> faults) {}

  /// What was found so far.
  private static final class Progress {
    private long jobs;
    private long unfit;
    private final List<Unfit> shown = new ArrayList<>();

    void unfit(JobId id, List<Violation> faults) {
      unfit++;
      if (shown.size() < UNFIT_SHOWN) shown.add(new Unfit(id, faults));
    }
  }

  private Response move(WaitingJobsRequest.Order order, String actor) {
    PipelineName to = order.to().orElseThrow();
    SubmissionValidator submissionValidator = Objects.requireNonNull(gates.get(to));
    var progress = new Progress();
    new WaitingJobs(jobs)
        .eachPage(
            order,
            page -> {
              List<Move> moves = fitting(page, submissionValidator, progress);
              progress.jobs += order.preview() ? moves.size() : move(moves, order, actor);
            });
    return Responses.json(200, view(progress, to).put("preview", order.preview()));
  }

  private static List<Move> fitting(
      List<JobRecord> page, SubmissionValidator submissionValidator, Progress progress) {
    var moves = new ArrayList<Move>();
    for (JobRecord record : page)
      switch (submissionValidator.recheck(record.job())) {
        case Validation.Valid(var submission) ->
            moves.add(
                new Move(
                    record.id(),
                    record.job().pipeline(),
                    submission.job().pipeline(),
                    submission.orderingKey()));
        case Validation.Invalid(_, var faults) -> progress.unfit(record.id(), faults);
        case Validation.RateLimited _ ->
            throw new IllegalStateException("a move is not limited by a rate");
      }
    return moves;
  }

  private long move(List<Move> moves, WaitingJobsRequest.Order order, String actor) {
    if (moves.isEmpty()) return 0;
    var entry =
        new OperatorAction(
            clock.instant(),
            actor,
            OperatorAction.Act.MOVE,
            order.filter(),
            order.statuses(),
            order.to(),
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
    for (Unfit unfit : progress.shown) {
      ObjectNode job = list.addObject().put("id", unfit.id().toString());
      var errors = job.putArray("errors");
      for (Violation violation : unfit.faults())
        errors.addObject().put("pointer", violation.pointer()).put("detail", violation.detail());
    }
    return view;
  }
}
