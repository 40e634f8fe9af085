package io.surgetank.peers.server;

import io.surgetank.core.job.JobIds;
import io.surgetank.http.HttpServer;
import io.surgetank.http.HttpSettings;
import io.surgetank.peers.job.Peer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/// A peer behind HTTP.
record PeerServer(Peer peer, HttpServer http) implements AutoCloseable {
  /// What waits at the start: `orders`, or as many as `atMost` is enough for.
  record Prefill(long orders, Duration atMost) {
    static final Prefill NONE = new Prefill(0, Duration.ZERO);
  }

  static PeerServer start(PeerKind peerKind, Path folder, int port, Prefill prefill) {
    var peer = peerKind.open(folder);
    var ids = new JobIds(InstantSource.system(), new SecureRandom());
    var accepted = new LongAdder();
    accepted.add(new PeerBacklog(peer, ids).fill(prefill.orders(), prefill.atMost()));
    peer.work();
    var settings = new HttpSettings("127.0.0.1", port);
    var front = new PeerRequestHandler(peer, ids, accepted);
    return new PeerServer(peer, HttpServer.start(settings, front, InstantSource.system()));
  }

  @Override
  public void close() {
    http.close();
    peer.close();
  }
}
