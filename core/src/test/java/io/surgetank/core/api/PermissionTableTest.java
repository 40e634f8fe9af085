package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.core.job.JobId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Every operation, requested by every kind of principal.
class PermissionTableTest {
  /// `+`: admitted; otherwise the status. The columns: without credentials where none are required;
  /// without credentials; scopes submit, read, read:secrets, operate, admin; submit and operate
  /// bound to another pipeline; the same bound to this one; the operator token.
  private static final String TABLE =
      """
      operation                 open none sub  read sec  oper adm  other this token
      GET /                     +    401  +    +    +    +    +    +     +    +
      GET /health/live          +    +    +    +    +    +    +    +     +    +
      GET /health/ready         +    +    +    +    +    +    +    +     +    +
      GET /metrics              +    401  403  +    +    +    +    403   403  +
      GET /openapi.json         +    401  +    +    +    +    +    +     +    +
      POST /parcels             +    401  +    403  403  403  +    403   +    +
      GET /parcels              +    401  403  +    +    +    +    403   +    +
      GET /parcels/{id}         +    401  403  +    +    +    +    403   +    +
      DELETE /parcels/{id}      +    401  403  403  403  +    +    403   +    +
      GET /ops/v1/jobs          401  401  403  +    +    +    +    +     +    +
      GET /ops/v1/jobs/{id}     401  401  403  +    +    +    +    404   +    +
      DELETE /ops/v1/jobs/{id}  401  401  403  403  403  +    +    404   +    +
      POST /ops/v1/jobs/cancel  401  401  403  403  403  +    +    +     +    +
      POST /ops/v1/jobs/move    401  401  403  403  403  +    +    +     +    +
      GET /ops/v1/dead          401  401  403  +    +    +    +    +     +    +
      POST /ops/v1/dead/redrive 401  401  403  403  403  +    +    +     +    +
      POST /ops/v1/dead/purge   401  401  403  403  403  +    +    +     +    +
      GET /ops/v1/audit-log     401  401  403  +    +    +    +    403   403  +
      GET /ops/v1/ledger        401  401  403  +    +    +    +    +     +    +
      GET /ops/v1/verify        401  401  403  403  403  +    +    403   403  +
      GET /ops/v1/version       401  401  +    +    +    +    +    +     +    +
      GET /ops/v1/openapi.json  401  401  +    +    +    +    +    +     +    +
      GET /ops/v1/keys          401  401  403  403  403  403  +    403   403  +
      POST /ops/v1/keys         401  401  403  403  403  403  +    403   403  +
      POST /ops/v1/keys/revoke  401  401  403  403  403  403  +    403   403  +
      POST /ops/v1/keys/rotate  401  401  403  403  403  403  +    403   403  +
      """;

  static List<List<String>> rows() {
    return TABLE.lines().skip(1).map(row -> List.of(row.split(" +", -1))).toList();
  }

  private static TestApi api(AnonymousAccess anonymousAccess) {
    return new TestApi(anonymousAccess, TestPipelines.parcels(), TestPipelines.books());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_principal_is_admitted_as_the_table_says(List<String> row) {
    assertThat(answers(row)).isEqualTo(row.subList(2, row.size()));
  }

  private static List<String> answers(List<String> row) {
    TestApi open = api(AnonymousAccess.ALLOWED);
    TestApi closed = api(AnonymousAccess.REFUSED);
    JobId id = TestApi.id(closed.by(TestApi.TOKEN, "POST", "/parcels", "{}"));
    String method = row.getFirst();
    String path = row.get(1).replace("{id}", id.toString());
    String openPath =
        row.get(1).replace("{id}", TestApi.id(open.post("/parcels", "{}")).toString());
    var answers = new ArrayList<String>();
    answers.add(answer(open.send(method, openPath, new byte[0])));
    answers.add(answer(closed.send(method, path, new byte[0])));
    for (String scope : List.of("submit", "read", "read:secrets", "operate", "admin"))
      answers.add(answer(closed.by(closed.key("\"" + scope + "\"", ""), method, path, "")));
    for (String pipeline : List.of("books", "parcels")) {
      String key = closed.key("\"submit\",\"operate\"", "\"" + pipeline + "\"");
      answers.add(answer(closed.by(key, method, path, "")));
    }
    answers.add(answer(closed.by(TestApi.TOKEN, method, path, "")));
    return answers;
  }

  /// A request without a body is a mistake of an admitted client.
  private static String answer(Response response) {
    int status = response.status();
    boolean isRefused = status == 401 || status == 403 || status == 404;
    return isRefused ? Integer.toString(status) : "+";
  }

  @Test
  void every_operation_is_in_the_table() {
    var served = new TreeSet<String>();
    Routes routes = api(AnonymousAccess.ALLOWED).routes();
    routes.exact().forEach((path, resource) -> add(served, path, resource));
    routes.beneath().forEach((path, resource) -> add(served, path + "/{id}", resource));
    served.removeIf(operation -> operation.contains("/order"));

    assertThat(rows().stream().map(row -> row.get(0) + " " + row.get(1)))
        .containsExactlyInAnyOrderElementsOf(served);
  }

  private static void add(Set<String> served, String path, Resource resource) {
    resource.operations().keySet().forEach(method -> served.add(method + " " + path));
  }

  @Test
  void the_documents_name_the_scope_of_each_operation() {
    TestApi it = api(AnonymousAccess.ALLOWED);
    JsonNode clients = TestApi.json(it.get("/openapi.json"));
    JsonNode operators = TestApi.json(it.operator("GET", "/ops/v1/openapi.json", ""));
    Map<String, Integer> column = Map.of("submit", 4, "read", 5, "operate", 7, "admin", 8);

    for (List<String> row : rows()) {
      JsonNode document = row.get(1).startsWith("/ops/") ? operators : clients;
      JsonNode operation =
          document.path("paths").path(row.get(1)).path(row.getFirst().toLowerCase(Locale.ROOT));
      JsonNode security =
          operation.has("security") ? operation.path("security") : document.path("security");
      boolean needsKey = !row.get(3).equals("+");
      assertThat(security.isEmpty()).as(row.toString()).isEqualTo(!needsKey);
      String scope = security.findPath("bearer").path(0).asString("");
      if (!scope.isEmpty())
        assertThat(row.get(column.get(scope))).as(row.toString()).isEqualTo("+");
      if (row.get(4).equals("403")) assertThat(scope).as(row.toString()).isNotEmpty();
      if (row.get(5).equals("403") && !scope.equals("submit"))
        assertThat(scope).as(row.toString()).isIn("operate", "admin");
      if (row.get(7).equals("403") && !scope.equals("submit"))
        assertThat(scope).as(row.toString()).isEqualTo("admin");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HEAD, /parcels, 401",
    "OPTIONS, /parcels, 401",
    "GET, /nothing, 401",
    "PUT, /parcels, 401"
  })
  void without_credentials_nothing_else_is_revealed(String method, String path, int status) {
    Response response = api(AnonymousAccess.REFUSED).send(method, path, new byte[0]);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.headers()).doesNotContainKey("Allow");
  }

  @Test
  void the_table_has_all_columns_in_each_row() {
    int columns = TABLE.lines().findFirst().orElseThrow().split(" +", -1).length + 1;

    assertThat(rows()).allSatisfy(row -> assertThat(row).hasSize(columns));
    assertThat(Arrays.asList("+", "401", "403", "404"))
        .containsAll(rows().stream().flatMap(row -> row.stream().skip(2)).toList());
  }
}
