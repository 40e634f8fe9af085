package io.surgetank.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surgetank.deploy.stack.FunctionRef;
import io.surgetank.deploy.stack.HttpApi.Route;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// "A full match first, then a greedy variable, then `$default`" (http-api-develop-routes).
class RouteTableTest {
  private static final FunctionRef FUNCTION = new FunctionRef("local", FunctionRef.RECEIVER);

  private static RouteTable table(String... keys) {
    return new RouteTable(Stream.of(keys).map(key -> new Route(key, FUNCTION)).toList());
  }

  private static String selected(RouteTable table, String method, String path) {
    return table.select(method, path).map(match -> match.route().key()).orElse("none");
  }

  /// The example of the page.
  @Test
  void the_most_specific_route_wins() {
    var table =
        table(
            "$default",
            "ANY /{proxy+}",
            "GET /pets/{proxy+}",
            "GET /pets/dog/{id}",
            "GET /pets/dog/1");

    assertThat(selected(table, "GET", "/pets/dog/1")).isEqualTo("GET /pets/dog/1");
    assertThat(selected(table, "GET", "/pets/dog/2")).isEqualTo("GET /pets/dog/{id}");
    assertThat(selected(table, "GET", "/pets/cat/1")).isEqualTo("GET /pets/{proxy+}");
    assertThat(selected(table, "POST", "/test/5")).isEqualTo("ANY /{proxy+}");
    assertThat(selected(table, "POST", "/")).isEqualTo("$default");
  }

  @Test
  void a_specific_method_wins_over_any() {
    var table = table("ANY /orders", "POST /orders");

    assertThat(selected(table, "POST", "/orders")).isEqualTo("POST /orders");
    assertThat(selected(table, "GET", "/orders")).isEqualTo("ANY /orders");
  }

  @Test
  void without_a_default_an_unmatched_path_has_no_route() {
    assertThat(selected(table("POST /orders"), "POST", "/orders/")).isEqualTo("none");
    assertThat(selected(table("ANY /orders/{id+}"), "GET", "/orders/")).isEqualTo("none");
  }

  @Test
  void a_match_has_the_variables() {
    var match = table("ANY /a/{one}/b/{rest+}").select("GET", "/a/1/b/2/3").orElseThrow();

    assertThat(match.variables()).isEqualTo(Map.of("one", "1", "rest", "2/3"));
  }

  @Test
  void an_invalid_route_key_is_refused() {
    assertThatThrownBy(() -> new RouteTable(List.of(new Route("/orders", FUNCTION))))
        .hasMessageContaining("/orders");
  }
}
