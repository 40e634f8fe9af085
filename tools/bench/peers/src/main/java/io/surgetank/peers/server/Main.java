package io.surgetank.peers.server;

import io.surgetank.peers.sql.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/// `prepare KIND FOLDER` makes the database where there is one to make; `serve KIND FOLDER PORT
/// [ORDERS SECONDS]` serves, with so many orders waiting or as many as the seconds were enough for.
public final class Main {
  private static final Logger ROOT = Logger.getLogger("");

  private Main() {}

  public static void main(String[] words) throws IOException, InterruptedException {
    ROOT.setLevel(Level.WARNING);
    var peerKind = PeerKind.of(words[1]);
    Path folder = Files.createDirectories(Path.of(words[2]).toAbsolutePath());
    if (words[0].equals("prepare")) {
      if (peerKind.usesPostgres()) PostgresServer.prepare(PeerKind.postgresFolder(folder));
      return;
    }
    var prefill =
        words.length < 6
            ? PeerServer.Prefill.NONE
            : new PeerServer.Prefill(
                Long.parseLong(words[4]), Duration.ofSeconds(Long.parseLong(words[5])));
    var server = PeerServer.start(peerKind, folder, Integer.parseInt(words[3]), prefill);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
    // This thread started PostgreSQL, which is told to end when it does.
    Thread.currentThread().join();
  }
}
