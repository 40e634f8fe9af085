package io.surgetank.sqlite;

import io.surgetank.core.pipeline.Pipeline;
import io.surgetank.core.pipeline.Pipelines;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Creates, checks and upgrades the tables.
///
/// A job's row id is its id's sequence, so that rows are in the order of acceptance and no second
/// unique index is needed. A running attempt does not change the job's row: it is a row in the
/// small table `running`, so that a lease never rewrites the job's page. Of the jobs with one
/// ordering key only the next one is pending in the file; the others are held. `attempt` holds the
/// failed attempts; the one that processed a job is in the job's row.
final class Schema {
  /// "surg" in ASCII, by which `file` and this program identify the database.
  static final long APPLICATION_ID = 0x73757267;

  static final long VERSION = 9;

  /// Unfinished jobs with an ordering key: pending, retrying, held.
  static final String UNFINISHED = "ordering IS NOT NULL AND status IN (0, 2, 6)";

  private static final String ORDERING_INDEX =
      "CREATE INDEX job_ordering ON job(pipeline, ordering, status) WHERE " + UNFINISHED;

  private static final String CLOCK =
      "CREATE TABLE clock(name TEXT PRIMARY KEY, millis INTEGER NOT NULL) WITHOUT ROWID";

  /// Upgrade from version 4 to 5: the clocks' values, and stack traces of failed attempts.
  private static final List<String> SINCE_VERSION_4 =
      List.of(CLOCK, "ALTER TABLE attempt ADD COLUMN stack_trace TEXT");

  /// Upgrade from version 5 to 6.
  private static final List<String> SINCE_VERSION_5 =
      List.of("ALTER TABLE trail RENAME TO audit_log");

  /// Upgrade from version 6 to 7: checksums of keys and of batches.
  private static final List<String> SINCE_VERSION_6 =
      List.of(
          "ALTER TABLE job_key ADD COLUMN crc INTEGER", "ALTER TABLE batch ADD COLUMN crc INTEGER");

  /// Upgrade from version 7 to 8: the commit log.
  private static final List<String> SINCE_VERSION_7 =
      List.of(CommitLogTable.CREATE, CommitLogTable.INSERT);

  /// Upgrade from version 8 to 9: owners of jobs. The index has only jobs with an owner, and is in
  /// the order of lists.
  private static final List<String> SINCE_VERSION_8 =
      List.of(
          "ALTER TABLE job ADD COLUMN owner TEXT",
          "CREATE INDEX job_owner ON job(owner, pipeline, status) WHERE owner IS NOT NULL");

  /// Upgrade from version 1 to 2.
  private static final List<String> SINCE_VERSION_1 =
      List.of("ALTER TABLE job ADD COLUMN ordering INTEGER", ORDERING_INDEX);

  private static final String KEYS =
      """
      CREATE TABLE job_key(
        kind INTEGER NOT NULL,
        value TEXT NOT NULL,
        path TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        seq INTEGER NOT NULL,
        extra INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY(kind, value, path)) WITHOUT ROWID\
      """;

  private static final String EXTRA_KEYS =
      "CREATE INDEX job_key_extra ON job_key(seq) WHERE extra = 1";

  /// Batches by their keys; `jobs` counts the elements that have a job.
  private static final String BATCHES =
      """
      CREATE TABLE batch(
        value TEXT NOT NULL,
        path TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        jobs INTEGER NOT NULL,
        PRIMARY KEY(value, path)) WITHOUT ROWID\
      """;

  /// Upgrade from version 2 to 3. Keys belonged to pipelines; pipelines that are no longer
  /// configured keep theirs under their names, which are not paths.
  private static final List<String> SINCE_VERSION_2 =
      List.of(
          "ALTER TABLE job_key RENAME TO job_key_2",
          KEYS,
          EXTRA_KEYS,
          BATCHES,
          """
          INSERT OR IGNORE INTO job_key(kind, value, path, fingerprint, seq)
            SELECT k.kind, k.value, coalesce(served.path, p.name), k.fingerprint, k.seq
              FROM job_key_2 k JOIN pipeline p ON p.number = k.pipeline
              LEFT JOIN served ON served.name = p.name ORDER BY k.seq\
          """,
          "UPDATE job SET idempotency_key = NULL" + withoutKey(0),
          "UPDATE job SET client_id = NULL" + withoutKey(1),
          "DROP TABLE job_key_2");

  /// Upgrade from version 3 to 4: checksums and accepted losses.
  private static final List<String> SINCE_VERSION_3 =
      List.of(
          "ALTER TABLE job ADD COLUMN crc INTEGER",
          "ALTER TABLE job ADD COLUMN ended_crc INTEGER",
          MissingTail.TABLE);

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE pipeline(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
          """
          CREATE TABLE job(
            seq INTEGER PRIMARY KEY,
            salt INTEGER NOT NULL,
            pipeline INTEGER NOT NULL,
            status INTEGER NOT NULL,
            due INTEGER,
            round INTEGER NOT NULL DEFAULT 0,
            tried INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            started INTEGER,
            ended INTEGER,
            payload TEXT NOT NULL,
            trace TEXT,
            idempotency_key TEXT,
            client_id TEXT,
            outcome TEXT,
            ordering INTEGER,
            crc INTEGER,
            ended_crc INTEGER)\
          """,
          "CREATE INDEX job_status ON job(pipeline, status)",
          "CREATE INDEX job_due ON job(pipeline, due) WHERE due IS NOT NULL",
          ORDERING_INDEX,
          CLOCK,
          """
          CREATE TABLE attempt(
            seq INTEGER NOT NULL,
            ordinal INTEGER NOT NULL,
            round INTEGER NOT NULL,
            number INTEGER NOT NULL,
            started INTEGER NOT NULL,
            ended INTEGER NOT NULL,
            ending INTEGER NOT NULL,
            failure TEXT NOT NULL,
            stack_trace TEXT,
            PRIMARY KEY(seq, ordinal)) WITHOUT ROWID\
          """,
          KEYS,
          EXTRA_KEYS,
          BATCHES,
          """
          CREATE TABLE running(
            seq INTEGER PRIMARY KEY,
            round INTEGER NOT NULL,
            number INTEGER NOT NULL,
            started INTEGER NOT NULL)\
          """,
          """
          CREATE TABLE ledger(
            pipeline INTEGER NOT NULL,
            name TEXT NOT NULL,
            n INTEGER NOT NULL,
            PRIMARY KEY(pipeline, name)) WITHOUT ROWID\
          """,
          """
          CREATE TABLE audit_log(
            number INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            act TEXT NOT NULL,
            filter TEXT NOT NULL,
            jobs INTEGER NOT NULL)\
          """,
          MissingTail.TABLE);

  private Schema() {}

  /// If two jobs of one path had the same key in different pipelines, the first keeps it.
  private static String withoutKey(int kind) {
    return " WHERE seq IN (SELECT o.seq FROM job_key_2 o WHERE o.kind = %d AND NOT EXISTS (SELECT 1"
            .formatted(kind)
        + " FROM job_key k WHERE k.kind = o.kind AND k.value = o.value AND k.seq = o.seq))";
  }

  /// Creates the tables in a new file, upgrades an older one, and refuses a file of another program
  /// or a newer version.
  static void ensure(DatabaseConnection databaseConnection, Pipelines pipelines)
      throws SQLException {
    long version = databaseConnection.number("PRAGMA user_version");
    long owner = databaseConnection.number("PRAGMA application_id");
    if (version == 0
        && owner == 0
        && databaseConnection.number("SELECT count(*) FROM sqlite_schema") == 0) {
      change(
          databaseConnection,
          Stream.of(TABLES, SINCE_VERSION_6, SINCE_VERSION_7, SINCE_VERSION_8)
              .flatMap(List::stream)
              .toList());
      return;
    }
    if (owner != APPLICATION_ID)
      throw new UnusableStore("is a SQLite database of another program; choose another folder");
    if (version > VERSION)
      throw new UnusableStore(
          "was written by a newer Surgetank (schema %d, this version supports up to %d); run the newer version"
              .formatted(version, VERSION));
    var changes = new ArrayList<String>();
    if (version < 2) changes.addAll(SINCE_VERSION_1);
    if (version < 3) {
      insertPaths(databaseConnection, pipelines);
      changes.addAll(SINCE_VERSION_2);
    }
    if (version < 4) changes.addAll(SINCE_VERSION_3);
    if (version < 5) changes.addAll(SINCE_VERSION_4);
    if (version < 6) changes.addAll(SINCE_VERSION_5);
    if (version < 7) changes.addAll(SINCE_VERSION_6);
    if (version < 8) changes.addAll(SINCE_VERSION_7);
    if (version < 9) changes.addAll(SINCE_VERSION_8);
    if (!changes.isEmpty()) change(databaseConnection, changes);
  }

  private static void insertPaths(DatabaseConnection databaseConnection, Pipelines pipelines)
      throws SQLException {
    databaseConnection.execute(
        "CREATE TEMP TABLE served(name TEXT PRIMARY KEY, path TEXT NOT NULL)");
    for (Pipeline pipeline : pipelines.all())
      databaseConnection
          .query("INSERT INTO served(name, path) VALUES(?, ?)")
          .update(pipeline.name().value(), pipeline.intake().path());
  }

  private static void change(DatabaseConnection databaseConnection, List<String> statements)
      throws SQLException {
    databaseConnection.execute("BEGIN IMMEDIATE");
    for (String statement : statements) databaseConnection.execute(statement);
    databaseConnection.execute("PRAGMA application_id = " + APPLICATION_ID);
    databaseConnection.execute("PRAGMA user_version = " + VERSION);
    databaseConnection.execute("COMMIT");
  }

  /// The file cannot be used; the message follows the file's name.
  static final class UnusableStore extends SQLException {
    private static final long serialVersionUID = 1L;

    UnusableStore(String message) {
      super(message);
    }
  }
}
