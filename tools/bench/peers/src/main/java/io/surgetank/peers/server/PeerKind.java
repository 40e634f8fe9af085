package io.surgetank.peers.server;

import io.surgetank.peers.broker.ArtemisPeer;
import io.surgetank.peers.cloud.CloudPeer;
import io.surgetank.peers.grouped.GroupedPeer;
import io.surgetank.peers.job.Peer;
import io.surgetank.peers.runr.JobRunrPeer;
import io.surgetank.peers.scheduled.DbSchedulerPeer;
import io.surgetank.peers.sql.Postgres;
import io.surgetank.peers.sql.PostgresServer;
import io.surgetank.peers.sql.SqliteDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;

/// The peers by name.
public enum PeerKind {
  DB_SCHEDULER_POSTGRES,
  DB_SCHEDULER_SQLITE,
  JOBRUNR_POSTGRES,
  JOBRUNR_SQLITE,
  ELASTICMQ_DYNAMODB,
  ARTEMIS,
  GROUPED_POSTGRES;

  /// More connections than threads that use one at a time.
  private static final int POSTGRES_CONNECTIONS = 96;

  /// SQLite has one writer; further connections would only poll for its lock.
  private static final int SQLITE_CONNECTIONS = 1;

  static PeerKind of(String name) {
    return valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
  }

  boolean usesPostgres() {
    return name().endsWith("POSTGRES");
  }

  /// A peer with its data in this folder, without running workers.
  Peer open(Path folder) {
    return switch (this) {
      case DB_SCHEDULER_POSTGRES -> new DbSchedulerPeer(postgres(folder), InstantSource.system());
      case DB_SCHEDULER_SQLITE -> new DbSchedulerPeer(sqlite(folder), InstantSource.system());
      case JOBRUNR_POSTGRES -> new JobRunrPeer(postgres(folder));
      case JOBRUNR_SQLITE -> new JobRunrPeer(sqlite(folder));
      case ELASTICMQ_DYNAMODB -> new CloudPeer(folder);
      case ARTEMIS -> new ArtemisPeer(sqlite(folder), folder);
      case GROUPED_POSTGRES -> new GroupedPeer(postgres(folder));
    };
  }

  static Path postgresFolder(Path folder) {
    return folder.resolve("postgresql");
  }

  private static Postgres postgres(Path folder) {
    return Postgres.on(PostgresServer.start(postgresFolder(folder)), POSTGRES_CONNECTIONS);
  }

  private static SqliteDatabase sqlite(Path folder) {
    return SqliteDatabase.in(folder, SQLITE_CONNECTIONS);
  }
}
