package io.surgetank.engine.sqlite;

import java.sql.SQLException;
import java.util.List;

/// The tables, and whether a file has them.
///
/// A job's row id is its id's sequence, so that rows stand in the order of acceptance and no second
/// unique index is needed. A job being worked keeps its row as it is: that it is being worked is a
/// row in the small table `running`, so that a lease never rewrites the job's page. `attempt` holds
/// the attempts that failed; the one that processed a job is in the job's row.
final class Schema {
  /// "surg" in ASCII, so that `file` and this program can tell whose database it is.
  private static final long APPLICATION_ID = 0x73757267;

  private static final long VERSION = 1;

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
            outcome TEXT)\
          """,
          "CREATE INDEX job_status ON job(pipeline, status)",
          "CREATE INDEX job_due ON job(pipeline, due) WHERE due IS NOT NULL",
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
            PRIMARY KEY(seq, ordinal)) WITHOUT ROWID\
          """,
          """
          CREATE TABLE job_key(
            pipeline INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            value TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            seq INTEGER NOT NULL,
            PRIMARY KEY(pipeline, kind, value)) WITHOUT ROWID\
          """,
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
          CREATE TABLE trail(
            number INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            act TEXT NOT NULL,
            filter TEXT NOT NULL,
            jobs INTEGER NOT NULL)\
          """);

  private Schema() {}

  /// Makes the tables in a new file, and refuses a file that is somebody else's or of a later time.
  static void ensure(Database database) throws SQLException {
    long version = database.number("PRAGMA user_version");
    long owner = database.number("PRAGMA application_id");
    if (version == 0 && owner == 0 && database.number("SELECT count(*) FROM sqlite_schema") == 0) {
      create(database);
      return;
    }
    if (owner != APPLICATION_ID)
      throw new UnusableStore("is a SQLite database of another program; choose another folder");
    if (version > VERSION)
      throw new UnusableStore(
          "was written by a newer Surgetank (schema %d, this one knows %d); run that one"
              .formatted(version, VERSION));
  }

  private static void create(Database database) throws SQLException {
    database.execute("BEGIN IMMEDIATE");
    for (String table : TABLES) database.execute(table);
    database.execute("PRAGMA application_id = " + APPLICATION_ID);
    database.execute("PRAGMA user_version = " + VERSION);
    database.execute("COMMIT");
  }

  /// The file cannot be used; the message goes on after the file's name.
  static final class UnusableStore extends SQLException {
    private static final long serialVersionUID = 1L;

    UnusableStore(String message) {
      super(message);
    }
  }
}
