package io.surgetank.local.iam;

import io.helidon.webserver.WebServer;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.local.services.ServiceEndpoints;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A proxy between functions and SQS and DynamoDB that forwards the calls that each function's
/// policy allows. A stack whose policies lack a permission fails here as it would on AWS, and
/// unused permissions are reported.
public final class IamProxy implements AutoCloseable {
  private final Map<String, FunctionRole> roles = new LinkedHashMap<>();
  private final IamFilter iamFilter;
  private final WebServer server;

  private IamProxy(List<LambdaFunction> functions, ServiceEndpoints services) {
    for (LambdaFunction lambdaFunction : functions)
      roles.put(lambdaFunction.name(), new FunctionRole(lambdaFunction));
    this.iamFilter = new IamFilter(roles, services);
    this.server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .routing(routing -> routing.any(iamFilter::handle))
            .build();
  }

  /// Returns when it listens.
  public static IamProxy start(List<LambdaFunction> functions, ServiceEndpoints services) {
    var iamProxy = new IamProxy(functions, services);
    iamProxy.server.start();
    return iamProxy;
  }

  /// The endpoints of SQS and DynamoDB for calls with this function's role.
  public ServiceEndpoints of(String function) {
    return new ServiceEndpoints(
        endpoint(function, IamFilter.SQS), endpoint(function, IamFilter.DYNAMO));
  }

  private URI endpoint(String function, String service) {
    return URI.create("http://127.0.0.1:" + server.port() + "/" + function + "/" + service);
  }

  /// The permissions that the functions have used since the start.
  public List<PermissionUsage> usage() {
    return roles.values().stream().map(FunctionRole::usage).toList();
  }

  @Override
  public void close() {
    server.stop();
    iamFilter.close();
  }

  /// The permissions of a function.
  ///
  /// @param used by its calls
  /// @param unused allowed by its policy, and needed by no call
  /// @param denied needed by its calls, and not allowed by its policy
  public record PermissionUsage(
      String function,
      Set<RequiredPermission> used,
      Set<RequiredPermission> unused,
      Set<RequiredPermission> denied) {}
}
