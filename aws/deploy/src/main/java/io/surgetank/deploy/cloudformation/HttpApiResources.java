package io.surgetank.deploy.cloudformation;

import static io.surgetank.deploy.cloudformation.YamlTree.map;

import io.surgetank.deploy.stack.HttpApi;
import java.util.Map;

/// The HTTP API and its routes.
final class HttpApiResources {
  private final HttpApi api;
  private final Fragments fragments;

  HttpApiResources(HttpApi api, Fragments fragments) {
    this.api = api;
    this.fragments = fragments;
  }

  Map<String, Object> resources() {
    var resources =
        fragments.filled(
            "http-api.yaml",
            map(
                "api", api.name(),
                "Receiver", LogicalIds.of(api.routes().getFirst().function()),
                "corsMethods", HttpApi.CORS_METHODS,
                "corsHeaders", HttpApi.CORS_HEADERS,
                "corsExposedHeaders", HttpApi.CORS_EXPOSED,
                "corsMaxAge", HttpApi.CORS_MAX_AGE.toSeconds(),
                "accessLogFormat", HttpApi.ACCESS_LOG));
    for (HttpApi.Route route : api.routes())
      resources.putAll(
          fragments.filled(
              route.isSubmission() ? "client-route.yaml" : "route.yaml",
              map("Route", LogicalIds.of(route), "key", route.key())));
    return resources;
  }
}
