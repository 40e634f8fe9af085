package io.surgetank.runtime.webhook;

import io.surgetank.core.handler.ConnectionSettings;
import io.surgetank.core.handler.WebhookClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/// Apache's HTTP client, for all pipelines: connections are kept, and shared by pipelines with the
/// same settings. The attempt's timeout limits the whole exchange by interrupting it.
public final class ApacheWebhookClient implements WebhookClient, AutoCloseable {
  private final DnsResolver dns;

  /// At most one for each pipeline.
  private final Map<ConnectionSettings, ApacheConnections> connections = new ConcurrentHashMap<>();

  public ApacheWebhookClient() {
    this(SystemDefaultDnsResolver.INSTANCE);
  }

  ApacheWebhookClient(DnsResolver dns) {
    this.dns = dns;
  }

  @Override
  public WebhookResponse send(WebhookRequest request) throws IOException, InterruptedException {
    var call = new WebhookCall(connections(request.connection()), request);
    var reply = new FutureTask<WebhookResponse>(call::reply);
    // Blocking reads of sockets cannot be interrupted on the caller's platform thread.
    Thread.ofVirtual().name("outbound").start(reply);
    try {
      return reply.get();
    } catch (InterruptedException stopped) {
      call.cancel();
      throw stopped;
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof InterruptedIOException interrupted && call.isCancelled())
        throw interrupted;
      if (cause instanceof IOException broken)
        throw ConnectionErrors.describe(call.target(), broken);
      throw new IOException(
          "the request to " + call.target().toHostString() + " failed: " + cause, cause);
    }
  }

  private ApacheConnections connections(ConnectionSettings settings) {
    return connections.computeIfAbsent(settings, it -> new ApacheConnections(it, dns));
  }

  /// Aborts requests that are still running.
  @Override
  public void close() {
    connections.values().forEach(ApacheConnections::close);
  }
}
