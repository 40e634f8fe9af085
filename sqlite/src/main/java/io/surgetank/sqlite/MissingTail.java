package io.surgetank.sqlite;

import io.surgetank.core.event.StoreCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Detects a store that lacks changes which its high-water mark shows as acknowledged. Such a store
/// is not opened or changed until an operator accepts the loss.
///
/// @param accepted the number of jobs accepted according to the mark
/// @param jobs the minimum number of missing jobs
/// @param changes the minimum number of missing changes: jobs, and state changes of others
record MissingTail(long accepted, long jobs, long changes) {
  static final String TABLE =
      "CREATE TABLE loss(number INTEGER PRIMARY KEY, at INTEGER NOT NULL, jobs INTEGER NOT NULL,"
          + " changes INTEGER NOT NULL)";
  private static final String INSERT = "INSERT INTO loss(at, jobs, changes) VALUES(?, ?, ?)";
  private static final String LOSSES = "SELECT at, jobs, changes FROM loss ORDER BY number";

  /// Compares the store with its mark, or with one whose loss an operator has accepted. Empty if
  /// nothing is missing. Throws if something is missing and was not accepted.
  static Optional<MissingTail> find(Path database, Path mark, Path accepted)
      throws SQLException, IOException {
    Optional<StorePosition> expected = HighWaterMark.read(mark);
    Optional<StorePosition> acceptedPosition = accepted(accepted);
    boolean hasLog = CommitLogTable.files(database).stream().anyMatch(Files::exists);
    if (expected.isEmpty() && acceptedPosition.isEmpty() && !hasLog) return Optional.empty();
    StorePosition is;
    StorePosition later;
    // Read-only: closing the last writing connection would delete the log, and with it what may
    // still be recovered.
    try (var reading = DatabaseConnection.forReading(database)) {
      CommitLogTable.Unflushed unflushed = CommitLogTable.read(reading, database);
      is = unflushed.changes().position(reading);
      later = unflushed.laterPosition(reading);
    }
    StorePosition loss = acceptedPosition.orElse(later).max(later);
    StorePosition required = expected.orElse(StorePosition.NONE);
    if (acceptedPosition.isEmpty()) required = required.max(loss);
    if (is.isBehind(required))
      throw new Schema.UnusableStore(of(required, is).refusal(mark, accepted));
    return acceptedPosition.isPresent() && is.isBehind(loss)
        ? Optional.of(of(loss, is))
        : Optional.empty();
  }

  /// An operator accepts all losses by a file without a position too: of a store without a mark,
  /// only the commit log shows them.
  private static Optional<StorePosition> accepted(Path file) throws IOException {
    Optional<StorePosition> position = HighWaterMark.read(file);
    return position.isPresent() || !Files.exists(file) ? position : Optional.of(StorePosition.NONE);
  }

  static MissingTail of(StorePosition expected, StorePosition is) {
    return new MissingTail(
        expected.accepted(),
        Math.max(0, expected.accepted() - is.accepted()),
        Math.max(0, expected.changes() - is.changes()));
  }

  String description() {
    return "lacks at least "
        + (jobs > 0
            ? "%d of %d acknowledged jobs (%s in all)".formatted(jobs, accepted(), count(changes))
            : count(changes) + " of its jobs' states");
  }

  private String refusal(Path mark, Path accepted) {
    return description()
        + ": the end of its log is missing or damaged, or the store is older than "
        + mark.getFileName()
        + " says. Nothing was changed. Copy the folder and restore what is missing; or, to continue"
        + " without it, "
        + (Files.exists(mark) ? "rename " + mark.getFileName() + " to " : "create an empty file ")
        + accepted.getFileName()
        + " and start again: every `surgetank verify` will report the loss";
  }

  /// Records the accepted loss in the store, and keeps a copy of the log. The file that accepts it
  /// must be kept until the log is not read again.
  void record(DatabaseConnection connection, Path log, StoreConditions conditions, long now)
      throws SQLException, IOException {
    keep(log, "surgetank.lost-log");
    List<Path> segments = CommitLogTable.files(log);
    for (int i = 0; i < segments.size(); i++) keep(segments.get(i), "surgetank.lost-log." + i);
    connection.query(INSERT).update(now, jobs, changes);
    conditions.begin(StoreCondition.MISSING_JOBS, loss(now, jobs, changes));
  }

  private static void keep(Path file, String name) throws IOException {
    if (Files.exists(file))
      Files.copy(file, file.resolveSibling(name), StandardCopyOption.REPLACE_EXISTING);
  }

  /// The accepted losses, for `verify`.
  static List<String> losses(DatabaseConnection connection) throws SQLException {
    return connection.query(LOSSES).all(MissingTail::loss);
  }

  private static String loss(ResultSet row) throws SQLException {
    return loss(row.getLong(1), row.getLong(2), row.getLong(3));
  }

  private static String loss(long at, long jobs, long changes) {
    Instant since = Instant.ofEpochMilli(at);
    return jobs > 0
        ? "at least %d acknowledged jobs are missing since %s (%s in all)"
            .formatted(jobs, since, count(changes))
        : "since %s at least %s of jobs' states are missing".formatted(since, count(changes));
  }

  private static String count(long changes) {
    return changes == 1 ? "1 change" : changes + " changes";
  }
}
