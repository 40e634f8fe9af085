package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.job.JobId;
import io.surgetank.core.job.PipelineName;
import io.surgetank.core.job.State;
import io.surgetank.core.store.OperatorAction;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MoveJobsTest {
  private static final String BOOK = "{\"email\":\"a@b.co\",\"items\":[{\"sku\":\"a\",\"qty\":1}]}";

  private final TestApi it = new TestApi(TestPipelines.things(), TestPipelines.books());
  private final PipelineName things = TestPipelines.things().name();
  private final PipelineName books = TestPipelines.books().name();

  private JobId thing(String payload) {
    return TestApi.id(it.post("/things", payload));
  }

  private PipelineName pipeline(JobId id) {
    return it.store.find(id).orElseThrow().job().pipeline();
  }

  private JsonNode move(String more) {
    return TestApi.json(
        it.operator(
            "POST",
            "/ops/v1/jobs/move",
            "{\"pipelines\":[\"%s\"],\"to\":\"%s\"%s}".formatted(things, books, more)));
  }

  @Test
  void what_fits_is_moved_and_what_does_not_is_named_and_stays() {
    JobId fits = thing(BOOK);
    JobId unfit = thing("{\"email\":\"a@b.co\"}");

    JsonNode preview = move(",\"preview\":true");
    assertThat(preview.path("jobs").asInt()).isEqualTo(1);
    assertThat(pipeline(fits)).isEqualTo(things);
    assertThat(it.store.actions).isEmpty();

    JsonNode done = move("");
    assertThat(done.path("jobs").asInt()).isEqualTo(1);
    assertThat(done.path("unfit").asInt()).isEqualTo(1);
    assertThat(done.at("/unfitJobs/0/id").asString()).isEqualTo(unfit.toString());
    assertThat(done.at("/unfitJobs/0/errors/0/detail").asString()).contains("Missing 'items'");
    assertThat(pipeline(fits)).isEqualTo(books);
    assertThat(pipeline(unfit)).isEqualTo(things);
    OperatorAction entry = it.store.actions.getFirst();
    assertThat(entry.type()).isEqualTo(OperatorAction.Type.MOVE);
    assertThat(entry.to()).contains(books);
    assertThat(entry.filter().pipelines()).containsExactly(things);
    assertThat(TestApi.text(it.operator("GET", "/ops/v1/audit-log", "")))
        .contains("\"action\":\"MOVE\"", "\"to\":\"" + books + "\"");
  }

  @Test
  void more_than_a_page_is_moved_and_only_what_waits() {
    for (int i = 0; i < 203; i++) thing(BOOK);
    JobId over = thing(BOOK);
    it.store.setState(over, new State.Cancelled(Instant.EPOCH));

    assertThat(move("").path("jobs").asInt()).isEqualTo(203);
    assertThat(pipeline(over)).isEqualTo(things);
    assertThat(move("").path("jobs").asInt()).isZero();
  }

  @Test
  void ids_and_statuses_narrow_down_what_is_meant() {
    JobId one = thing(BOOK);
    JobId other = thing(BOOK);
    it.store.setState(other, new State.Retrying(Instant.EPOCH));

    assertThat(
            move(",\"ids\":[\"%s\"],\"statuses\":[\"retrying\"]".formatted(one))
                .path("jobs")
                .asInt())
        .isZero();
    assertThat(move(",\"ids\":[\"" + one + "\"]").path("jobs").asInt()).isEqualTo(1);
    assertThat(pipeline(other)).isEqualTo(things);
    assertThat(move(",\"statuses\":[\"retrying\"]").path("jobs").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"pipelines\":[\"things\"]}",
        "{\"to\":\"books\"}",
        "{\"pipelines\":[],\"to\":\"books\"}",
        "{\"pipelines\":[\"lost\"],\"to\":\"books\"}",
        "{\"pipelines\":[\"things\"],\"to\":\"lost\"}",
        "{\"pipelines\":[\"things\"],\"to\":\"things\"}",
        "{\"pipelines\":[\"things\"],\"to\":7}",
        "{\"pipelines\":[\"things\"],\"to\":\"books\",\"statuses\":[\"dead\"]}",
        "{\"pipelines\":[\"things\"],\"to\":\"books\",\"all\":true}"
      })
  void an_order_that_is_unclear_is_400_and_does_nothing(String body) {
    JobId id = thing(BOOK);

    assertThat(it.operator("POST", "/ops/v1/jobs/move", body).status()).isEqualTo(400);
    assertThat(pipeline(id)).isEqualTo(things);
  }

  @Test
  void a_backend_that_moves_no_jobs_says_why() {
    it.store.noMoves = Optional.of("jobs cannot be moved here");

    Response refusal =
        it.operator("POST", "/ops/v1/jobs/move", "{\"pipelines\":[\"things\"],\"to\":\"books\"}");

    assertThat(refusal.status()).isEqualTo(501);
    assertThat(TestApi.text(refusal)).contains("jobs cannot be moved here");
  }
}
