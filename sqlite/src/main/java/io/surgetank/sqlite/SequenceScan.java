package io.surgetank.sqlite;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.LongStream;

/// Finds the sequences of all jobs, also of those behind a damaged page: a scan of the table ends
/// at such a page, so the table is then also read from its end, and its indexes are read.
final class SequenceScan {
  private static final String TABLE = "SELECT seq FROM job NOT INDEXED ORDER BY seq";

  private static final String[] FURTHER = {
    TABLE + " DESC",
    "SELECT seq FROM job INDEXED BY job_status ORDER BY pipeline, status, seq",
    "SELECT seq FROM job INDEXED BY job_status ORDER BY pipeline DESC, status DESC, seq DESC",
    "SELECT seq FROM job_key",
    "SELECT seq FROM attempt",
  };

  private final DatabaseConnection connection;
  private long[] found = new long[1_024];
  private int size;

  SequenceScan(DatabaseConnection connection) {
    this.connection = connection;
  }

  /// In ascending order, each once.
  LongStream all() {
    if (!scan(TABLE)) for (String query : FURTHER) scan(query);
    return Arrays.stream(found, 0, size).sorted().distinct();
  }

  /// False if the scan ended at a damaged page.
  private boolean scan(String query) {
    try {
      var _ = connection.query(query).count(row -> add(row.getLong(1)));
      return true;
    } catch (SQLException damaged) {
      return false;
    }
  }

  private boolean add(long sequence) {
    if (size == found.length) found = Arrays.copyOf(found, 2 * size);
    found[size++] = sequence;
    return true;
  }
}
