package io.surgetank.local.access;

import io.helidon.webserver.WebServer;
import io.surgetank.local.emulator.Endpoints;
import io.surgetank.stack.Function;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Stands between functions and SQS and DynamoDB, and lets through what each function's policy
/// allows. A stack whose policies lack something fails here as it would on AWS, and one that allows
/// too much can be told so.
public final class Access implements AutoCloseable {
  private final Map<String, Role> roles = new LinkedHashMap<>();
  private final Passage passage;
  private final WebServer server;

  private Access(List<Function> functions, Endpoints behind) {
    for (Function function : functions) roles.put(function.name(), new Role(function));
    this.passage = new Passage(roles, behind);
    this.server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .routing(routing -> routing.any(passage::carry))
            .build();
  }

  /// Listens when this returns.
  public static Access start(List<Function> functions, Endpoints behind) {
    var access = new Access(functions, behind);
    access.server.start();
    return access;
  }

  /// Where SQS and DynamoDB are for whoever acts in this function's name.
  public Endpoints of(String function) {
    return new Endpoints(place(function, Passage.SQS), place(function, Passage.DYNAMO));
  }

  private URI place(String function, String service) {
    return URI.create("http://127.0.0.1:" + server.port() + "/" + function + "/" + service);
  }

  /// What the functions have done since the start.
  public List<Seen> seen() {
    return roles.values().stream().map(Role::seen).toList();
  }

  @Override
  public void close() {
    server.stop();
    passage.close();
  }

  /// What one function has done.
  ///
  /// @param used rights that its calls needed and had
  /// @param unused rights that its policy gives and no call needed
  /// @param denied rights that calls needed and the policy does not give
  public record Seen(String function, Set<Ask> used, Set<Ask> unused, Set<Ask> denied) {}
}
