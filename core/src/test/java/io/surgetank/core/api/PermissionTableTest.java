package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.core.access.ApiKey;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.Owner;
import io.surgetank.core.repository.RepositoryText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Every operation, requested by every kind of principal.
class PermissionTableTest {
  private static final Set<Integer> REFUSALS = Set.of(401, 403, 404, 501);

  static List<PermissionTable.Row> rows() {
    return PermissionTable.rows();
  }

  private static TestApi api(AnonymousAccess anonymousAccess) {
    return new TestApi(anonymousAccess, TestPipelines.parcels(), TestPipelines.books());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_principal_is_admitted_as_the_table_says(PermissionTable.Row row) {
    assertThat(answers(row)).isEqualTo(row.cells());
  }

  private static List<String> answers(PermissionTable.Row row) {
    TestApi open = api(AnonymousAccess.ALLOWED);
    TestApi closed = api(AnonymousAccess.REFUSED);
    TestApi aws = TestApi.onAws(TestPipelines.parcels(), TestPipelines.books());
    var answers = new ArrayList<String>();
    answers.add(answer(open, row, Optional.empty()));
    answers.add(answer(closed, row, Optional.empty()));
    for (String key : keys(closed)) answers.add(answer(closed, row, Optional.of(key)));
    answers.add(answer(closed, row, Optional.of(TestApi.TOKEN)));
    answers.add(answer(aws, row, Optional.empty()));
    answers.add(answer(aws, row, Optional.of(TestApi.TOKEN)));
    return answers;
  }

  private static List<String> keys(TestApi api) {
    return List.of(
        api.key("\"submit\"", ""),
        api.key("\"read:own\"", ""),
        api.key("\"submit\",\"read:own\"", ""),
        api.key("\"read\"", ""),
        api.key("\"read:secrets\"", ""),
        api.key("\"operate\"", ""),
        api.key("\"admin\"", ""),
        api.tenantKey("\"submit\",\"operate\"", "acme"),
        api.key("\"submit\",\"operate\"", "\"parcels\""),
        api.key("\"submit\",\"operate\"", "\"books\""));
  }

  /// A request without a body is a mistake of an admitted client.
  private static String answer(TestApi api, PermissionTable.Row row, Optional<String> token) {
    String path =
        row.path()
            .replace("{id}", job(api, Owner.ofKey("another")).toString())
            .replace("{own}", job(api, owner(api, token)).toString());
    int status =
        token
            .map(text -> api.by(text, row.method(), path, ""))
            .orElseGet(() -> api.send(row.method(), path, new byte[0]))
            .status();
    return REFUSALS.contains(status) ? Integer.toString(status) : "+";
  }

  private static JobId job(TestApi api, Owner owner) {
    JobId id = TestApi.id(api.by(TestApi.TOKEN, "POST", "/parcels", "{}"));
    api.store.setOwner(id, owner);
    return id;
  }

  private static Owner owner(TestApi api, Optional<String> token) {
    return api.keys.keys().all().stream()
        .filter(key -> token.filter(text -> text.contains(key.id())).isPresent())
        .findFirst()
        .map(ApiKey::principal)
        .map(principal -> principal.owner())
        .orElse(Owner.NONE);
  }

  @Test
  void every_operation_is_in_the_table() {
    var served = new TreeSet<String>();
    Routes routes = api(AnonymousAccess.ALLOWED).routes();
    routes.exact().forEach((path, resource) -> add(served, path, resource));
    routes.beneath().forEach((path, resource) -> add(served, path + "/{id}", resource));
    served.removeIf(operation -> operation.contains("/order"));

    assertThat(rows().stream().map(PermissionTable.Row::operation).distinct())
        .containsExactlyInAnyOrderElementsOf(served);
  }

  private static void add(Set<String> served, String path, Resource resource) {
    resource.operations().keySet().forEach(method -> served.add(method + " " + path));
  }

  @Test
  void the_page_has_the_table() throws IOException {
    assertThat(RepositoryText.text("docs/security.md")).contains(PermissionTable.markdown());
  }

  @Test
  void the_documents_name_the_scope_of_each_operation() {
    TestApi it = api(AnonymousAccess.ALLOWED);
    JsonNode clients = TestApi.json(it.get("/openapi.json"));
    JsonNode operators = TestApi.json(it.operator("GET", "/ops/v1/openapi.json", ""));
    Map<String, String> columns =
        Map.of(
            "submit", "sub", "read:own", "own", "read", "read", "operate", "oper", "admin", "adm");

    for (PermissionTable.Row row : rows()) {
      // The scope of an operation on a job is that for one's own, except for cancelling.
      if (row.path().endsWith("parcels/{id}") != row.method().equals("DELETE")
          && row.path().contains("parcels/")) continue;
      JsonNode document = row.path().startsWith("/ops/") ? operators : clients;
      JsonNode operation =
          document
              .path("paths")
              .path(row.path().replace("{own}", "{id}"))
              .path(row.method().toLowerCase(Locale.ROOT));
      JsonNode security =
          operation.has("security") ? operation.path("security") : document.path("security");
      assertThat(security.isEmpty()).as(row.toString()).isEqualTo(row.cell("none").equals("+"));
      String scope = security.findPath("bearer").path(0).asString("");
      var granting =
          columns.entrySet().stream()
              .filter(column -> row.cell(column.getValue()).equals("+"))
              .map(Map.Entry::getKey)
              .toList();
      // Without a scope all of them are admitted.
      if (scope.isEmpty()) assertThat(granting).as(row.toString()).hasSameSizeAs(columns.keySet());
      else assertThat(granting).as(row.toString()).contains(scope).doesNotContain(less(scope));
    }
  }

  /// A scope that does not include this one.
  private static String less(String scope) {
    return switch (scope) {
      case "submit" -> "read";
      case "read:own" -> "submit";
      case "read" -> "read:own";
      case "operate" -> "read";
      default -> "operate";
    };
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
    int columns = PermissionTable.columns().size();

    assertThat(rows()).allSatisfy(row -> assertThat(row.cells()).hasSize(columns));
    assertThat(List.of("+", "401", "403", "404", "501"))
        .containsAll(rows().stream().flatMap(row -> row.cells().stream()).toList());
  }
}
