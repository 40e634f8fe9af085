package io.surgetank.sqlite;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.JobRecord;
import io.surgetank.core.maintenance.StoreProblem.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;

/// Reads every job of a store that can be read, one by one.
final class JobSalvage {
  private static final String BY_SEQUENCE = RecordReader.SELECT + "WHERE j.seq = ?";

  /// The same if the table of running attempts cannot be read.
  private static final String WITHOUT_RUNNING =
      BY_SEQUENCE.replace(
          "JOIN running r",
          "JOIN (SELECT NULL AS seq, NULL AS round, NULL AS number, NULL AS started) r");

  private static final String RUNNING =
      "SELECT count(*), max(round + number + started) FROM running";
  private static final String KEYS =
      "SELECT salt, idempotency_key, client_id FROM job WHERE seq = ?";

  /// Is given each readable job.
  interface Receiver {
    Receiver NONE = (_, _) -> {};

    void accept(JobRecord job, Keys keys);
  }

  /// The keys in a job's row.
  record Keys(long salt, Optional<String> idempotencyKey, Optional<String> clientId) {}

  private final DatabaseConnection connection;
  private final RecordReader reader;
  private final Problems problems;
  private String query = BY_SEQUENCE;
  private long readable;
  private long unreadable;

  JobSalvage(DatabaseConnection connection, PipelineStates states, Problems problems) {
    this.connection = connection;
    this.reader = new RecordReader(connection, states);
    this.problems = problems;
  }

  void run(Receiver receiver) {
    try {
      var _ = connection.number(RUNNING);
    } catch (SQLException damaged) {
      problems.addOnce(Kind.STRUCTURE, "running attempts", String.valueOf(damaged.getMessage()));
      query = WITHOUT_RUNNING;
    }
    PrimitiveIterator.OfLong sequences = new SequenceScan(connection).all().iterator();
    while (sequences.hasNext()) read(sequences.nextLong(), receiver);
  }

  long readable() {
    return readable;
  }

  long unreadable() {
    return unreadable;
  }

  private record Found(JobRecord job, Keys keys) {}

  private void read(long sequence, Receiver receiver) {
    Optional<Found> found = find(sequence);
    if (found.isEmpty()) return;
    receiver.accept(found.get().job, found.get().keys);
    readable++;
  }

  /// The content of a damaged row may be anything, so that the constructors of values refuse it.
  private Optional<Found> find(long sequence) {
    Optional<Keys> keys = Optional.empty();
    try {
      keys = keys(sequence);
      // A key or an attempt without a record: the verification reports it.
      if (keys.isEmpty()) return Optional.empty();
      List<RecordReader.Head> heads = reader.heads(query, sequence);
      if (!heads.isEmpty()) return Optional.of(new Found(whole(heads.getFirst()), keys.get()));
      unreadable(sequence, keys, "does not match its checksum");
    } catch (SQLException | RuntimeException damaged) {
      unreadable(sequence, keys, "cannot be read: " + damaged.getMessage());
    }
    return Optional.empty();
  }

  private Optional<Keys> keys(long sequence) throws SQLException {
    return connection
        .query(KEYS)
        .first(
            row ->
                new Keys(
                    row.getLong(1),
                    Optional.ofNullable(row.getString(2)),
                    Optional.ofNullable(row.getString(3))),
            sequence);
  }

  /// The record; without its earlier attempts if they cannot be read.
  private JobRecord whole(RecordReader.Head head) {
    try {
      return reader.whole(head);
    } catch (SQLException | RuntimeException damaged) {
      problems.add(
          Kind.RECORD,
          head.record().id().toString(),
          "its earlier attempts cannot be read: " + damaged.getMessage());
      return head.record();
    }
  }

  private void unreadable(long sequence, Optional<Keys> keys, String error) {
    unreadable++;
    String place =
        keys.map(known -> JobId.of(sequence, known.salt()).toString())
            .orElse("job with sequence " + sequence);
    problems.addOnce(Kind.RECORD, place, error);
  }
}
