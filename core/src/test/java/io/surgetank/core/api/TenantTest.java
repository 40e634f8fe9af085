package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Principals that see only the jobs of their tenant, or their own ones.
class TenantTest {
  private static final String ALL = "\"submit\",\"operate\"";
  private static final String OWN = "\"submit\",\"read:own\"";
  private static final String A1 = "{\"order_id\":\"A1\"}";

  private final TestApi it =
      new TestApi(AnonymousAccess.REFUSED, TestPipelines.named("named", "/named"));
  private final String acme = it.tenantKey(ALL, "acme");
  private final String rival = it.tenantKey(ALL, "rival");
  private final String own = it.key(OWN, "");
  private final String other = it.key(OWN, "");

  private JobId submitted(String key, String body) {
    Response accepted = it.by(key, "POST", "/named", body);
    assertThat(accepted.status()).isEqualTo(202);
    return TestApi.id(accepted);
  }

  private int status(String key, String method, String target) {
    return it.by(key, method, target, "").status();
  }

  @Test
  void jobs_of_another_tenant_do_not_exist() {
    JobId job = submitted(acme, A1);

    for (String target : List.of("/named/" + job, "/named/A1")) {
      assertThat(status(acme, "GET", target)).isEqualTo(200);
      for (String stranger : List.of(rival, own)) {
        Response absent = it.by(stranger, "GET", "/named/" + JobId.of(1, 1), "");
        Response hidden = it.by(stranger, "GET", target, "");
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(TestApi.text(hidden)).isEqualTo(TestApi.text(absent));
        assertThat(hidden.headers()).isEqualTo(absent.headers());
        assertThat(status(stranger, "DELETE", target)).isEqualTo(404);
      }
    }
    assertThat(it.store.records.get(job).state()).isEqualTo(new State.Pending());
    assertThat(status(acme, "DELETE", "/named/A1")).isEqualTo(200);
  }

  /// Else a tenant could find out whether a record of another one exists.
  @Test
  void a_job_of_another_tenant_does_not_hide_an_own_one_with_its_id_as_client_id() {
    JobId hidden = submitted(acme, A1);
    JobId visible = submitted(rival, "{\"order_id\":\"" + hidden + "\"}");

    Response found = it.by(rival, "GET", "/named/" + hidden, "");

    assertThat(found.status()).isEqualTo(200);
    assertThat(TestApi.json(found).path("id").asString()).isEqualTo(visible.toString());
    assertThat(TestApi.json(it.by(acme, "GET", "/named/" + hidden, "")).path("id").asString())
        .isEqualTo(hidden.toString());
  }

  @Test
  void an_awaited_job_of_another_tenant_does_not_exist_either() {
    JobId job = submitted(acme, A1);
    Response response =
        it.send(
            "GET",
            "/named/" + job,
            new byte[0],
            "Authorization: Bearer " + rival,
            "Prefer: wait=5");

    assertThat(response.status()).isEqualTo(404);
    assertThat(it.store.waits).isEmpty();
  }

  @Test
  void lists_have_only_the_jobs_that_exist_for_the_principal() {
    JobId ofAcme = submitted(acme, "{\"order_id\":\"1\"}");
    JobId ofRival = submitted(rival, "{\"order_id\":\"2\"}");
    JobId ofOwn = submitted(own, "{\"order_id\":\"3\"}");
    JobId ofToken = submitted(TestApi.TOKEN, "{\"order_id\":\"4\"}");

    assertThat(listed(acme)).containsExactly(ofAcme.toString());
    assertThat(listed(rival)).containsExactly(ofRival.toString());
    assertThat(listed(own)).containsExactly(ofOwn.toString());
    assertThat(listed(other)).isEmpty();
    List<String> all =
        List.of(ofToken, ofOwn, ofRival, ofAcme).stream().map(JobId::toString).toList();
    assertThat(listed(it.key("\"read\"", ""))).isEqualTo(all);
    assertThat(listed(TestApi.TOKEN)).isEqualTo(all);
  }

  private List<String> listed(String key) {
    return TestApi.json(it.by(key, "GET", "/named", ""))
        .path("jobs")
        .valueStream()
        .map(job -> job.path("id").asString())
        .toList();
  }

  /// Else one tenant could find out or block the keys of another.
  @ParameterizedTest
  @CsvSource({"A1, false", "A1, true"})
  void client_ids_and_idempotency_keys_are_separate(String id, boolean isHeader) {
    String body = isHeader ? "{\"order_id\":\"x\",\"n\":%d}" : "{\"order_id\":\"A1\",\"n\":%d}";
    var ids = new java.util.HashSet<JobId>();
    List<String> keys = List.of(acme, rival, own);
    for (int n = 0; n < keys.size(); n++) {
      JobId first = TestApi.id(keyed(keys.get(n), id, body.formatted(n)));
      Response again = keyed(keys.get(n), id, body.formatted(n));
      assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
      assertThat(TestApi.id(again)).isEqualTo(first);
      assertThat(keyed(keys.get(n), id, body.formatted(9)).status()).isEqualTo(422);
      ids.add(first);
    }
    assertThat(ids).hasSize(3);
  }

  private Response keyed(String key, String id, String body) {
    return it.post("/named", body, "Authorization: Bearer " + key, "Idempotency-Key: " + id);
  }

  @Test
  void the_keys_of_batches_are_separate() {
    for (String n : List.of("1", "2")) {
      String key = n.equals("1") ? acme : rival;
      String batch = "[{\"order_id\":\"a\",\"n\":%s},{\"order_id\":\"b\"}]".formatted(n);
      assertThat(TestApi.json(keyed(key, "b", batch)).path("results").valueStream())
          .allMatch(result -> result.path("status").asInt() == 202)
          .noneMatch(result -> result.path("replayed").asBoolean(false));
    }
    assertThat(it.store.records).hasSize(4);
  }

  @Test
  void keys_of_one_tenant_share_its_jobs() {
    JobId job = submitted(acme, A1);
    String reader = it.tenantKey("\"read:own\"", "acme");

    assertThat(status(reader, "GET", "/named/" + job)).isEqualTo(200);
    assertThat(status(reader, "DELETE", "/named/" + job)).isEqualTo(403);
    assertThat(status(it.tenantKey(OWN, "acme"), "DELETE", "/named/" + job)).isEqualTo(200);
  }

  @Test
  void a_rotated_key_keeps_its_jobs() {
    JobId job = submitted(own, A1);
    Response rotated =
        it.operator(
            "POST", "/ops/v1/keys/rotate", "{\"id\":\"%s\"}".formatted(own.substring(5, 17)));
    String next = TestApi.json(rotated).path("key").asString();

    assertThat(status(next, "GET", "/named/" + job)).isEqualTo(200);
    assertThat(status(next, "DELETE", "/named/" + job)).isEqualTo(200);
  }

  /// Cancelling a job that one may read, but has not submitted, is no reason to hide it.
  @Test
  void a_visible_job_of_another_principal_is_not_cancelled_without_operate() {
    JobId job = submitted(own, A1);
    String key = it.key("\"submit\",\"read\"", "");

    assertThat(status(key, "GET", "/named/" + job)).isEqualTo(200);
    Response refused = it.by(key, "DELETE", "/named/" + job, "");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.headers().get("WWW-Authenticate")).contains("scope=\"operate\"");
    assertThat(status(key, "DELETE", "/named/" + submitted(key, "{\"order_id\":\"2\"}")))
        .isEqualTo(200);
  }

  @Test
  void jobs_without_an_owner_are_no_ones_own() {
    JobId job = submitted(TestApi.TOKEN, A1);

    for (String key : List.of(own, acme)) {
      assertThat(status(key, "GET", "/named/" + job)).isEqualTo(404);
      assertThat(status(key, "GET", "/named/A1")).isEqualTo(404);
    }
  }

  @Test
  void readers_of_all_jobs_see_whose_they_are() {
    JobId ofAcme = submitted(acme, A1);
    JobId ofOwn = submitted(own, A1);
    JobId ofToken = submitted(TestApi.TOKEN, "{\"order_id\":\"2\"}");

    assertThat(owner(ofAcme)).isEqualTo("tenant:acme");
    assertThat(owner(ofOwn)).isEqualTo("key:" + own.substring(5, 17));
    assertThat(owner(ofToken)).isEmpty();
  }

  @Test
  void operators_select_a_tenant() {
    JobId ofAcme = submitted(acme, A1);
    JobId ofRival = submitted(rival, A1);
    JobId ofNone = submitted(TestApi.TOKEN, A1);

    assertThat(listedByOperator("?tenant=acme")).containsExactly(ofAcme.toString());
    assertThat(listedByOperator("?tenant=none")).isEmpty();
    assertThat(listedByOperator("")).hasSize(3);
    assertThat(shown("A1?tenant=acme")).isEqualTo(ofAcme.toString());
    assertThat(shown("A1?tenant=rival")).isEqualTo(ofRival.toString());
    assertThat(shown("A1")).isEqualTo(ofNone.toString());
    assertThat(shown(ofAcme + "?tenant=acme")).isEqualTo(ofAcme.toString());
    assertThat(it.operator("GET", "/ops/v1/jobs/" + ofAcme + "?tenant=rival", "").status())
        .isEqualTo(404);
    for (String invalid : List.of("?tenant=a/b", "?tenant=*"))
      assertThat(it.operator("GET", "/ops/v1/jobs" + invalid, "").status()).isEqualTo(400);
  }

  private String shown(String target) {
    return TestApi.json(it.operator("GET", "/ops/v1/jobs/" + target, "")).path("id").asString("");
  }

  private List<String> listedByOperator(String query) {
    return TestApi.json(it.operator("GET", "/ops/v1/jobs" + query, ""))
        .path("jobs")
        .valueStream()
        .map(job -> job.path("id").asString())
        .toList();
  }

  private String owner(JobId job) {
    return TestApi.json(it.operator("GET", "/ops/v1/jobs/" + job, "")).path("owner").asString("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ops/v1/jobs", "/ops/v1/ledger", "/ops/v1/audit-log", "/metrics"})
  void what_covers_all_tenants_needs_a_key_without_one(String path) {
    Response refused = it.by(acme, "GET", path, "");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(TestApi.text(refused)).contains("a key without a tenant", "'acme'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"submit\"|\"a/b\"",
        "\"submit\"|\"\"",
        "\"submit\"|7",
        "\"submit\"|null",
        "\"submit\"|\"*\"",
        "\"admin\"|\"acme\""
      })
  void a_key_of_an_invalid_tenant_is_not_created(String scope, String tenant) {
    String body = "{\"name\":\"x\",\"scopes\":[%s],\"tenant\":%s}".formatted(scope, tenant);
    Response refused = it.operator("POST", "/ops/v1/keys", body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(TestApi.text(refused)).contains("\"pointer\":\"/tenant\"");
  }
}
