package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.access.AnonymousAccess;
import io.surgetank.core.access.ApiKeyStore;
import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A key that is bound to one pipeline, beside another one at the same path and one elsewhere.
class BoundKeyTest {
  private static final String BOOK = "{\"email\":\"a@b.co\",\"items\":[{\"sku\":\"a\",\"qty\":1}]}";

  private final TestApi it =
      new TestApi(
          AnonymousAccess.REFUSED,
          TestPipelines.parcels(),
          TestPipelines.named("named", "/parcels"),
          TestPipelines.books());
  private final String key = it.key("\"submit\",\"operate\"", "\"parcels\"");
  private final JobId own = TestApi.id(all("POST", "/parcels", "{}"));
  private final JobId named = TestApi.id(all("POST", "/parcels", "{\"order_id\":\"A1\"}"));
  private final JobId book = TestApi.id(all("POST", "/order", BOOK));

  private Response all(String method, String target, String body) {
    return it.by(TestApi.TOKEN, method, target, body);
  }

  private Response bound(String method, String target, String body) {
    return it.by(key, method, target, body);
  }

  private void die(JobId... ids) {
    for (JobId id : List.of(ids)) it.store.setState(id, new State.Dead("no", Instant.EPOCH));
  }

  @Test
  void another_pipeline_at_the_same_path_cannot_be_submitted_to() {
    assertThat(bound("POST", "/parcels", "{\"x\":1}").status()).isEqualTo(202);
    assertThat(bound("POST", "/parcels", "{\"order_id\":\"B\"}").status()).isEqualTo(403);
    Response many = bound("POST", "/parcels", "[{\"x\":2},{\"order_id\":\"B\"}]");
    assertThat(many.status()).isEqualTo(207);
    assertThat(TestApi.json(many).at("/results/1/status").asInt()).isEqualTo(403);
    assertThat(bound("POST", "/order", BOOK).status()).isEqualTo(403);
  }

  @Test
  void jobs_of_other_pipelines_do_not_exist_for_it() {
    assertThat(bound("GET", "/parcels/" + own, "").status()).isEqualTo(200);
    for (String id : List.of(named.toString(), "A1")) {
      assertThat(bound("GET", "/parcels/" + id, "").status()).isEqualTo(404);
      assertThat(bound("DELETE", "/parcels/" + id, "").status()).isEqualTo(404);
      assertThat(bound("GET", "/ops/v1/jobs/" + id, "").status()).isEqualTo(404);
    }
    assertThat(bound("DELETE", "/ops/v1/jobs/" + book, "").status()).isEqualTo(404);
    assertThat(it.store.records.get(book).state()).isEqualTo(new State.Pending());
  }

  @Test
  void a_job_that_is_moved_elsewhere_while_it_is_awaited_no_longer_exists_for_it() {
    it.store.movedWhileAwaited = Optional.of(new PipelineName("named"));
    Response awaited =
        it.send(
            "GET",
            "/parcels/" + own,
            new byte[0],
            "Authorization: Bearer " + key,
            "Prefer: wait=5");

    assertThat(awaited.status()).isEqualTo(404);
    assertThat(bound("GET", "/parcels/" + own, "").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/parcels", "/ops/v1/jobs"})
  void lists_have_only_its_jobs(String path) {
    String list = TestApi.text(bound("GET", path, ""));

    assertThat(list).contains(own.toString()).doesNotContain(named.toString(), book.toString());
  }

  @Test
  void only_its_dead_letters_are_listed_counted_redriven_and_purged() {
    die(own, named, book);

    var dead = TestApi.json(bound("GET", "/ops/v1/dead", ""));
    assertThat(dead.path("count").asInt()).isEqualTo(1);
    assertThat(dead.at("/jobs/0/id").asString()).isEqualTo(own.toString());
    assertThat(TestApi.json(bound("GET", "/ops/v1/dead?id=" + book, "")).path("jobs").isEmpty())
        .isTrue();
    bound("POST", "/ops/v1/dead/purge", "{\"ids\":[\"" + book + "\"]}");
    assertThat(it.store.records).containsKey(book);
    bound("POST", "/ops/v1/dead/redrive", "{\"all\":true}");
    assertThat(it.store.records.get(own).state()).isEqualTo(new State.Pending());
    assertThat(it.store.records.get(named).state()).isInstanceOf(State.Dead.class);
    assertThat(it.store.records.get(book).state()).isInstanceOf(State.Dead.class);
  }

  @Test
  void other_pipelines_cannot_be_named() {
    assertThat(bound("GET", "/ops/v1/jobs?pipeline=books", "").status()).isEqualTo(400);
    assertThat(bound("POST", "/ops/v1/dead/purge", "{\"pipelines\":[\"books\"]}").status())
        .isEqualTo(400);
    assertThat(bound("POST", "/ops/v1/jobs/cancel", "{\"pipelines\":[\"books\"]}").status())
        .isEqualTo(400);
    String move = "{\"pipelines\":[\"parcels\"],\"to\":\"books\"}";
    assertThat(bound("POST", "/ops/v1/jobs/move", move).status()).isEqualTo(400);
  }

  @Test
  void the_counts_are_those_of_its_pipeline() {
    var ledger = TestApi.json(bound("GET", "/ops/v1/ledger", "")).path("pipelines");

    assertThat(ledger.propertyNames()).containsExactly("parcels");
  }

  @Test
  void a_key_of_a_pipeline_that_is_gone_is_refused() {
    String old = it.key("\"read\"", "\"books\"");
    var without = new TestApi(AnonymousAccess.REFUSED, TestPipelines.parcels());
    it.keys
        .keys()
        .all()
        .forEach(
            copied -> without.keys.update(keys -> new ApiKeyStore.Update<>(keys.with(copied), "")));

    assertThat(without.by(old, "GET", "/ops/v1/jobs", "").status()).isEqualTo(403);
    assertThat(without.by(old, "GET", "/ops/v1/dead", "").status()).isEqualTo(403);
  }
}
