package io.surgetank.deploy.stack;

import io.surgetank.core.pipeline.Pipelines;
import java.util.ArrayList;
import java.util.List;

/// The routes of the HTTP API. API Gateway responds to other paths with 404, without an invocation;
/// the receiver handles every method of these.
final class ApiRoutes {
  private static final List<String> SYSTEM =
      List.of("/", "/health/{check+}", "/metrics", "/openapi.json", "/ops/v1/{operation+}");

  private ApiRoutes() {}

  static List<HttpApi.Route> routes(Pipelines pipelines, FunctionRef receiver) {
    var routes = new ArrayList<HttpApi.Route>();
    for (String path : pipelines.byPath().keySet()) {
      routes.add(any(path, receiver));
      // A client's own id may contain slashes.
      routes.add(any(path + "/{id+}", receiver));
    }
    for (String path : SYSTEM) routes.add(any(path, receiver));
    return routes;
  }

  private static HttpApi.Route any(String path, FunctionRef receiver) {
    return new HttpApi.Route("ANY " + path, receiver);
  }
}
