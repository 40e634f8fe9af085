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

/// Whether a store has all that its high-water mark says was acknowledged. One that has not is not
/// opened, and nothing in it is changed, until an operator decides to go on without.
///
/// @param accepted by the mark
/// @param jobs that are missing, at least
/// @param changes that are missing, at least: jobs, and what became of others
record MissingTail(long accepted, long jobs, long changes) {
  static final String TABLE =
      "CREATE TABLE loss(number INTEGER PRIMARY KEY, at INTEGER NOT NULL, jobs INTEGER NOT NULL,"
          + " changes INTEGER NOT NULL)";
  private static final String INSERT = "INSERT INTO loss(at, jobs, changes) VALUES(?, ?, ?)";
  private static final String LOSSES = "SELECT at, jobs, changes FROM loss ORDER BY number";

  /// Compares the store with its mark, or with one that an operator has given up: empty when
  /// nothing is missing, what is missing when that was accepted. Throws when it was not.
  static Optional<MissingTail> look(Path database, Path mark, Path accepted)
      throws SQLException, IOException {
    Optional<StorePosition> expected = read(mark);
    Optional<StorePosition> givenUp = read(accepted);
    if (expected.isEmpty() && givenUp.isEmpty()) return Optional.empty();
    StorePosition is;
    // Only reading: to close the last connection that writes would end the log, and with it what
    // may still be rescued from it.
    try (var reading = DatabaseConnection.forReading(database)) {
      is = StorePosition.of(reading);
    }
    if (expected.isPresent() && is.isBehind(expected.get()))
      throw new Schema.UnusableStore(of(expected.get(), is).refusal(mark, accepted));
    return givenUp.filter(is::isBehind).map(tail -> of(tail, is));
  }

  private static Optional<StorePosition> read(Path mark) throws IOException {
    if (!Files.exists(mark)) return Optional.empty();
    try (var opened = HighWaterMark.open(mark)) {
      return opened.found();
    }
  }

  private static MissingTail of(StorePosition expected, StorePosition is) {
    return new MissingTail(
        expected.accepted(),
        Math.max(0, expected.accepted() - is.accepted()),
        Math.max(0, expected.changes() - is.changes()));
  }

  private String refusal(Path mark, Path accepted) {
    return "lacks at least %d of %d acknowledged jobs (%d changes in all): the end of its log is"
            .formatted(jobs, accepted(), changes)
        + " missing or damaged, or it is older than "
        + mark.getFileName()
        + " says. Nothing was changed. Copy the folder and restore what is missing; or, to go on"
        + " without it, rename "
        + mark.getFileName()
        + " to "
        + accepted.getFileName()
        + " and start again: every audit will name the loss";
  }

  /// Keeps what was decided, in the store itself, and what is left of the log.
  void record(
      DatabaseConnection databaseConnection,
      Path log,
      Path accepted,
      StoreConditions storeConditions,
      long now)
      throws SQLException, IOException {
    if (Files.exists(log))
      Files.copy(
          log, log.resolveSibling("surgetank.lost-log"), StandardCopyOption.REPLACE_EXISTING);
    databaseConnection.query(INSERT).update(now, jobs, changes);
    Files.delete(accepted);
    storeConditions.begin(StoreCondition.MISSING_JOBS, fault(now, jobs, changes));
  }

  /// The losses that were accepted, for an audit.
  static List<String> faults(DatabaseConnection databaseConnection) throws SQLException {
    return databaseConnection.query(LOSSES).all(MissingTail::fault);
  }

  private static String fault(ResultSet row) throws SQLException {
    return fault(row.getLong(1), row.getLong(2), row.getLong(3));
  }

  private static String fault(long at, long jobs, long changes) {
    return "at least %d acknowledged jobs are missing since %s (%d changes in all)"
        .formatted(jobs, Instant.ofEpochMilli(at), changes);
  }
}
