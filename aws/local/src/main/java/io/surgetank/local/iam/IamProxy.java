package io.surgetank.local.iam;

import io.helidon.webserver.WebServer;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.local.emulator.Endpoints;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Stands between functions and SQS and DynamoDB, and lets through what each function's policy
/// allows. A stack whose policies lack something fails here as it would on AWS, and one that allows
/// too much can be told so.
public final class IamProxy implements AutoCloseable {
  private final Map<String, FunctionRole> roles = new LinkedHashMap<>();
  private final IamFilter iamFilter;
  private final WebServer server;

  private IamProxy(List<LambdaFunction> functions, Endpoints behind) {
    for (LambdaFunction lambdaFunction : functions)
      roles.put(lambdaFunction.name(), new FunctionRole(lambdaFunction));
    this.iamFilter = new IamFilter(roles, behind);
    this.server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .routing(routing -> routing.any(iamFilter::carry))
            .build();
  }

  /// Listens when this returns.
  public static IamProxy start(List<LambdaFunction> functions, Endpoints behind) {
    var iamProxy = new IamProxy(functions, behind);
    iamProxy.server.start();
    return iamProxy;
  }

  /// Where SQS and DynamoDB are for whoever acts in this function's name.
  public Endpoints of(String function) {
    return new Endpoints(place(function, IamFilter.SQS), place(function, IamFilter.DYNAMO));
  }

  private URI place(String function, String service) {
    return URI.create("http://127.0.0.1:" + server.port() + "/" + function + "/" + service);
  }

  /// What the functions have done since the start.
  public List<Seen> seen() {
    return roles.values().stream().map(FunctionRole::seen).toList();
  }

  @Override
  public void close() {
    server.stop();
    iamFilter.close();
  }

  /// What one function has done.
  ///
  /// @param used rights that its calls needed and had
  /// @param unused rights that its policy gives and no call needed
  /// @param denied rights that calls needed and the policy does not give
  public record Seen(
      String function,
      Set<RequiredPermission> used,
      Set<RequiredPermission> unused,
      Set<RequiredPermission> denied) {}
}
