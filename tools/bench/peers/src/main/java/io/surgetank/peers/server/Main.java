package io.surgetank.peers.server;

import io.surgetank.peers.sql.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/// `prepare KIND FOLDER` creates the database, if the peer has one. `serve KIND FOLDER PORT [ORDERS
/// SECONDS]` serves, with a backlog of that many orders or as many as that time allows.
public final class Main {
  private static final Logger ROOT = Logger.getLogger("");

  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    ROOT.setLevel(Level.WARNING);
    var peerKind = PeerKind.of(args[1]);
    Path folder = Files.createDirectories(Path.of(args[2]).toAbsolutePath());
    if (args[0].equals("prepare")) {
      if (peerKind.usesPostgres()) PostgresServer.prepare(PeerKind.postgresFolder(folder));
      return;
    }
    var prefill =
        args.length < 6
            ? PeerServer.Prefill.NONE
            : new PeerServer.Prefill(
                Long.parseLong(args[4]), Duration.ofSeconds(Long.parseLong(args[5])));
    var server = PeerServer.start(peerKind, folder, Integer.parseInt(args[3]), prefill);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
    // PostgreSQL ends when the thread that started it does.
    Thread.currentThread().join();
  }
}
