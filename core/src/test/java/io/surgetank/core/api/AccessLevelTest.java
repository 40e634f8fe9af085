package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.access.AccessLevel;
import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.core.job.JobId;
import io.surgetank.core.pipeline.PipelineAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each operation of a pipeline with each level of access.
class AccessLevelTest {
  private static final String LOCAL = "127.0.0.1";
  private static final String REMOTE = "203.0.113.7";

  /// The columns: without credentials on a server that requires none, from loopback, from another
  /// address and from an unknown one; the same where they are required; an invalid key where they
  /// are required; a key with all scopes of clients; the same with `operate`; that of a tenant.
  private static final String TABLE =
      """
      level     open remote unknown closed remote invalid key  oper tenant
      ANYONE    +    +      +       +      +      401     +    +    +
      SERVER    +    +      +       401    401    401     +    +    +
      LOOPBACK  +    401    401     401    401    401     +    +    +
      KEY       401  401    401     401    401    401     +    +    +
      OPERATOR  401  401    401     401    401    401     403  +    403
      """;

  static List<List<String>> rows() {
    return TABLE.lines().skip(1).map(row -> List.of(row.split(" +", -1))).toList();
  }

  private static TestApi api(AnonymousAccess anonymousAccess, PipelineAccess access) {
    return new TestApi(anonymousAccess, TestPipelines.parcels().with(access));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_operation_admits_clients_as_its_level_says(List<String> row) {
    AccessLevel level = AccessLevel.valueOf(row.getFirst());
    // The others are closed, so that a level of another operation is not used.
    AccessLevel others = AccessLevel.OPERATOR;
    assertThat(answers(new PipelineAccess(level, others, others, others), "POST", "/parcels"))
        .isEqualTo(row.subList(1, row.size()));
    assertThat(answers(new PipelineAccess(others, level, others, others), "GET", "/parcels/{id}"))
        .isEqualTo(row.subList(1, row.size()));
    assertThat(answers(new PipelineAccess(others, others, level, others), "GET", "/parcels"))
        .isEqualTo(row.subList(1, row.size()));
    assertThat(
            answers(new PipelineAccess(others, others, others, level), "DELETE", "/parcels/{id}"))
        .isEqualTo(row.subList(1, row.size()));
  }

  private static List<String> answers(PipelineAccess access, String method, String path) {
    TestApi open = api(AnonymousAccess.ALLOWED, access);
    TestApi closed = api(AnonymousAccess.REFUSED, access);
    var answers = new ArrayList<String>();
    for (String address : List.of(LOCAL, REMOTE, ""))
      answers.add(answer(open, method, path, Optional.empty(), address));
    for (String address : List.of(LOCAL, REMOTE))
      answers.add(answer(closed, method, path, Optional.empty(), address));
    for (String key :
        List.of(
            "wrong",
            closed.key("\"submit\",\"read:own\"", ""),
            closed.key("\"submit\",\"operate\"", ""),
            closed.tenantKey("\"submit\",\"operate\"", "acme")))
      answers.add(answer(closed, method, path, Optional.of(key), REMOTE));
    return answers;
  }

  private static String answer(
      TestApi api, String method, String path, Optional<String> token, String address) {
    String target = path.contains("{id}") ? path.replace("{id}", job(api, token)) : path;
    String[] headers =
        token.map(text -> new String[] {"Authorization: Bearer " + text}).orElse(new String[0]);
    Request request =
        TestApi.request(method, target, new byte[] {'{', '}'}, headers).from(Client.at(address));
    int status = api.api.answer(request).status();
    return status == 401 || status == 403 || status == 404 ? Integer.toString(status) : "+";
  }

  /// One that the sender of this token owns.
  private static String job(TestApi api, Optional<String> token) {
    JobId id = TestApi.id(api.by(TestApi.TOKEN, "POST", "/parcels", "{}"));
    api.keys.keys().all().stream()
        .filter(key -> token.filter(text -> text.contains(key.id())).isPresent())
        .forEach(key -> api.store.setOwner(id, key.principal().owner()));
    return id.toString();
  }

  /// A form that anyone may send must not give the sender the rights of the credentials' absence
  /// elsewhere.
  @Test
  void a_public_submission_opens_nothing_else() {
    var access =
        new PipelineAccess(
            AccessLevel.ANYONE, AccessLevel.SERVER, AccessLevel.SERVER, AccessLevel.SERVER);
    TestApi it = api(AnonymousAccess.REFUSED, access);
    Response accepted = it.post("/parcels", "{}");
    String job = "/parcels/" + TestApi.id(accepted);

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(it.get("/parcels").status()).isEqualTo(401);
    assertThat(it.get(job).status()).isEqualTo(401);
    assertThat(it.send("DELETE", job, new byte[0]).status()).isEqualTo(401);
    assertThat(it.get("/ops/v1/jobs").status()).isEqualTo(401);
    assertThat(it.get("/").status()).isEqualTo(401);
  }

  @Test
  void credentials_that_are_sent_to_a_public_operation_own_the_job() {
    TestApi it = api(AnonymousAccess.REFUSED, PipelineAccess.of(AccessLevel.ANYONE));
    String key = it.tenantKey("\"submit\"", "acme");
    JobId id = TestApi.id(it.by(key, "POST", "/parcels", "{}"));

    assertThat(it.store.records.get(id).job().owner().value()).isEqualTo("tenant:acme");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.8.9.1, true",
    "::1, true",
    "203.0.113.7, false",
    "::2, false",
    "1270::1, false",
    "'', false"
  })
  void loopback_addresses_are_recognized(String address, boolean isLoopback) {
    assertThat(Client.at(address).isLoopback()).isEqualTo(isLoopback);
  }
}
