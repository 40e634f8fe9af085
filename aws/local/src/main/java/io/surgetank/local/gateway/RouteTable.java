package io.surgetank.local.gateway;

import io.surgetank.deploy.stack.HttpApi.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Selects a route: a full match first, then one with a greedy variable, then `$default`
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html).
final class RouteTable {
  private static final String DEFAULT = "$default";
  private static final String ANY = "ANY";

  private final List<Pattern> patterns = new ArrayList<>();
  private final Optional<Route> fallback;

  /// A selected route with the values of its variables.
  record Match(Route route, Map<String, String> variables) {}

  private record Pattern(Route route, String method, List<String> parts) {
    boolean endsGreedy() {
      return isGreedy(parts.getLast());
    }

    static boolean isGreedy(String part) {
      return part.startsWith("{") && part.endsWith("+}");
    }

    static boolean isVariable(String part) {
      return part.startsWith("{") && part.endsWith("}");
    }

    long variables() {
      return parts.stream().filter(Pattern::isVariable).count();
    }

    Optional<Match> match(String requested, List<String> path) {
      if (!method.equals(ANY) && !method.equals(requested)) return Optional.empty();
      if (endsGreedy() ? path.size() < parts.size() : path.size() != parts.size())
        return Optional.empty();
      var variables = new LinkedHashMap<String, String>();
      for (int at = 0; at < parts.size(); at++) {
        String part = parts.get(at);
        if (isGreedy(part)) {
          String rest = String.join("/", path.subList(at, path.size()));
          if (rest.isEmpty()) return Optional.empty();
          variables.put(part.substring(1, part.length() - 2), rest);
        } else if (isVariable(part)) {
          if (path.get(at).isEmpty()) return Optional.empty();
          variables.put(part.substring(1, part.length() - 1), path.get(at));
        } else if (!part.equals(path.get(at))) {
          return Optional.empty();
        }
      }
      return Optional.of(new Match(route, variables));
    }
  }

  /// Throws [IllegalArgumentException] for an invalid route key.
  RouteTable(List<Route> routes) {
    for (Route route : routes) {
      if (route.key().equals(DEFAULT)) continue;
      String[] key = route.key().split(" ", -1);
      if (key.length != 2 || !key[1].startsWith("/"))
        throw new IllegalArgumentException("invalid route key: " + route.key());
      patterns.add(new Pattern(route, key[0], parts(key[1])));
    }
    patterns.sort(
        Comparator.comparing(Pattern::endsGreedy)
            .thenComparing(Comparator.comparingInt((Pattern one) -> one.parts().size()).reversed())
            .thenComparingLong(Pattern::variables)
            .thenComparing(one -> one.method().equals(ANY)));
    fallback = routes.stream().filter(route -> route.key().equals(DEFAULT)).findFirst();
  }

  Optional<Match> select(String method, String path) {
    List<String> parts = parts(path);
    for (Pattern pattern : patterns) {
      Optional<Match> match = pattern.match(method, parts);
      if (match.isPresent()) return match;
    }
    return fallback.map(route -> new Match(route, Map.of()));
  }

  private static List<String> parts(String path) {
    return List.of(path.substring(1).split("/", -1));
  }
}
