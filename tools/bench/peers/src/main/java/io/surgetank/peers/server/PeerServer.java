package io.surgetank.peers.server;

import io.surgetank.core.job.JobIds;
import io.surgetank.http.HttpDependencies;
import io.surgetank.http.HttpServer;
import io.surgetank.http.ListenSettings;
import io.surgetank.peers.job.Peer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/// An HTTP server for a peer.
record PeerServer(Peer peer, HttpServer http) implements AutoCloseable {
  /// The backlog at the start: `orders`, or as many as `maxTime` allows.
  record Prefill(long orders, Duration maxTime) {
    static final Prefill NONE = new Prefill(0, Duration.ZERO);
  }

  static PeerServer start(PeerKind peerKind, Path folder, int port, Prefill prefill) {
    var peer = peerKind.open(folder);
    var ids = new JobIds(InstantSource.system(), new SecureRandom());
    var accepted = new LongAdder();
    accepted.add(new PeerBacklog(peer, ids).fill(prefill.orders(), prefill.maxTime()));
    peer.startWorkers();
    var settings = new ListenSettings("127.0.0.1", port);
    var handler = new PeerRequestHandler(peer, ids, accepted);
    var dependencies = HttpDependencies.of(handler, InstantSource.system(), System.err::println);
    return new PeerServer(peer, HttpServer.start(settings, dependencies));
  }

  @Override
  public void close() {
    http.close();
    peer.close();
  }
}
