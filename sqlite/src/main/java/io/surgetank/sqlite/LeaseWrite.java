package io.surgetank.sqlite;

import io.surgetank.core.event.Event;
import io.surgetank.core.job.FinishedAttempt;
import io.surgetank.core.job.Status;
import io.surgetank.core.queue.Delivery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Hands out jobs that are due: retries get up to half of what is asked for while pending jobs wait
/// too, so that neither starves the other.
final class LeaseWrite extends Write<List<Delivery>> {
  /// What is read at once when pending jobs come from the table: as much as is kept in memory.
  private static final int READ = 512;

  private static final String PENDING =
      "SELECT "
          + RowMapper.WAITING
          + " FROM job WHERE pipeline = ? AND status = "
          + DbCodes.of(Status.PENDING)
          + " AND NOT EXISTS (SELECT 1 FROM running WHERE running.seq = job.seq)"
          + " ORDER BY seq LIMIT "
          + READ;
  private static final String DUE =
      "SELECT "
          + RowMapper.WAITING
          + " FROM job WHERE pipeline = ? AND due IS NOT NULL AND due <= ? ORDER BY due LIMIT ?";
  private static final String NEXT_DUE =
      "SELECT due FROM job WHERE pipeline = ? AND due IS NOT NULL AND due > ? ORDER BY due LIMIT 1";

  private static final String DAMAGED =
      "the stored record is damaged: its content does not match its checksum; it was not worked";

  private final PipelineStates pipelineStates;
  private final PipelineState pipelineState;
  private final int max;
  private final AtomicLong tokens;

  LeaseWrite(
      PipelineStates pipelineStates, PipelineState pipelineState, int max, AtomicLong tokens) {
    this.pipelineStates = pipelineStates;
    this.pipelineState = pipelineState;
    this.max = max;
    this.tokens = tokens;
  }

  @Override
  boolean isPatient() {
    return true;
  }

  @Override
  List<Delivery> apply(WriteBatch writeBatch) throws SQLException {
    LeaseExpiry.ofExpired(writeBatch, pipelineStates, pipelineState);
    writeBatch.touch(pipelineState);
    var taken = new ArrayList<Delivery>();
    if (pipelineState.nextDue <= writeBatch.now) takeDue(writeBatch, taken, shareOfRetries());
    takePending(writeBatch, taken);
    if (taken.size() < max && pipelineState.nextDue <= writeBatch.now)
      takeDue(writeBatch, taken, max - taken.size());
    return taken;
  }

  /// Half, rounded up and down in turns, so that a lease of one takes now the one, now the other.
  private int shareOfRetries() {
    pipelineState.retriesFirst = !pipelineState.retriesFirst;
    return pipelineState.retriesFirst ? (max + 1) / 2 : max / 2;
  }

  private void takeDue(WriteBatch writeBatch, List<Delivery> taken, int most) throws SQLException {
    if (most == 0) return;
    // Those that are out stand in the index too, at most so many.
    int limit = most + pipelineState.leased.size();
    List<ReadyJob> due =
        writeBatch.query(DUE).all(this::read, pipelineState.number, writeBatch.now, limit);
    int left = most;
    for (ReadyJob readyJob : due) {
      if (left == 0) break;
      if (pipelineState.leased.containsKey(readyJob.sequence())) continue;
      take(writeBatch, readyJob, taken);
      left--;
    }
    if (left > 0)
      pipelineState.nextDue =
          writeBatch
              .query(NEXT_DUE)
              .first(row -> row.getLong(1), pipelineState.number, writeBatch.now)
              .orElse(PipelineState.NEVER);
  }

  private void takePending(WriteBatch writeBatch, List<Delivery> taken) throws SQLException {
    while (taken.size() < max) {
      if (!pipelineState.hasReady() && pipelineState.behind) refill(writeBatch);
      Optional<ReadyJob> next = pipelineState.poll();
      if (next.isEmpty()) return;
      take(writeBatch, next.get(), taken);
    }
  }

  private void refill(WriteBatch writeBatch) throws SQLException {
    writeBatch.writeRunning();
    List<ReadyJob> read = writeBatch.query(PENDING).all(this::read, pipelineState.number);
    boolean more = read.size() == READ;
    for (ReadyJob readyJob : read) {
      if (pipelineState.hasRoom()) pipelineState.hold(readyJob);
      else more = true;
    }
    pipelineState.behind = more;
  }

  private ReadyJob read(ResultSet row) throws SQLException {
    return RowMapper.checked(row, pipelineState, pipelineStates.damagedRecords);
  }

  private void take(WriteBatch writeBatch, ReadyJob readyJob, List<Delivery> taken)
      throws SQLException {
    Delivery delivery = deliver(writeBatch, readyJob);
    if (pipelineState.damaged.remove(readyJob.sequence())) bury(writeBatch, readyJob.sequence());
    else taken.add(delivery);
  }

  /// A damaged record is no job that could be worked: it becomes a dead letter, which says so.
  private void bury(WriteBatch writeBatch, long sequence) throws SQLException {
    Lease lease = pipelineState.leased.remove(sequence);
    if (lease == null || !lease.end()) return;
    pipelineStates.leases.remove(sequence, lease);
    // The attempt must be written as begun before it is written as over.
    writeBatch.writeRunning();
    new AttemptRecorder(writeBatch, lease).dead(DAMAGED, "", FinishedAttempt.End.FAILED);
    writeBatch.tell(new Event.DeadLettered(lease.readyJob.job(), lease.attempt, DAMAGED));
  }

  private Delivery deliver(WriteBatch writeBatch, ReadyJob readyJob) throws SQLException {
    var lease =
        new Lease(
            pipelineState,
            readyJob,
            readyJob.next(writeBatch.moment),
            tokens.incrementAndGet(),
            writeBatch.now);
    pipelineState.leased.put(readyJob.sequence(), lease);
    pipelineStates.leases.put(readyJob.sequence(), lease);
    pipelineState.nextExpiry = Math.min(pipelineState.nextExpiry, lease.deadline());
    writeBatch.begin(lease);
    writeBatch.count(pipelineState, Counter.STARTED);
    writeBatch.tell(new Event.Started(readyJob.job(), lease.attempt));
    return new Delivery(readyJob.job(), lease.attempt, lease.receipt());
  }
}
