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

  private final TestApi it = new TestApi(TestPipelines.parcels(), TestPipelines.books());
  private final PipelineName parcels = TestPipelines.parcels().name();
  private final PipelineName books = TestPipelines.books().name();

  private JobId parcel(String payload) {
    return TestApi.id(it.post("/parcels", payload));
  }

  private PipelineName pipeline(JobId id) {
    return it.store.find(id).orElseThrow().job().pipeline();
  }

  private JsonNode move(String more) {
    return TestApi.json(
        it.operator(
            "POST",
            "/ops/v1/jobs/move",
            "{\"pipelines\":[\"%s\"],\"to\":\"%s\"%s}".formatted(parcels, books, more)));
  }

  @Test
  void jobs_that_fit_are_moved_and_the_others_are_reported() {
    JobId fits = parcel(BOOK);
    JobId unfit = parcel("{\"email\":\"a@b.co\"}");

    JsonNode preview = move(",\"preview\":true");
    assertThat(preview.path("jobs").asInt()).isEqualTo(1);
    assertThat(pipeline(fits)).isEqualTo(parcels);
    assertThat(it.store.actions).isEmpty();

    JsonNode done = move("");
    assertThat(done.path("jobs").asInt()).isEqualTo(1);
    assertThat(done.path("unfit").asInt()).isEqualTo(1);
    assertThat(done.at("/unfitJobs/0/id").asString()).isEqualTo(unfit.toString());
    assertThat(done.at("/unfitJobs/0/errors/0/detail").asString()).contains("Missing 'items'");
    assertThat(pipeline(fits)).isEqualTo(books);
    assertThat(pipeline(unfit)).isEqualTo(parcels);
    OperatorAction entry = it.store.actions.getFirst();
    assertThat(entry.type()).isEqualTo(OperatorAction.Type.MOVE);
    assertThat(entry.to()).contains(books);
    assertThat(entry.filter().pipelines()).containsExactly(parcels);
    assertThat(TestApi.text(it.operator("GET", "/ops/v1/audit-log", "")))
        .contains("\"action\":\"MOVE\"", "\"to\":\"" + books + "\"");
  }

  @Test
  void more_than_a_page_of_waiting_jobs_is_moved() {
    for (int i = 0; i < 203; i++) parcel(BOOK);
    JobId over = parcel(BOOK);
    it.store.setState(over, new State.Cancelled(Instant.EPOCH));

    assertThat(move("").path("jobs").asInt()).isEqualTo(203);
    assertThat(pipeline(over)).isEqualTo(parcels);
    assertThat(move("").path("jobs").asInt()).isZero();
  }

  @Test
  void ids_and_statuses_restrict_the_selection() {
    JobId one = parcel(BOOK);
    JobId other = parcel(BOOK);
    it.store.setState(other, new State.Retrying(Instant.EPOCH));

    assertThat(
            move(",\"ids\":[\"%s\"],\"statuses\":[\"retrying\"]".formatted(one))
                .path("jobs")
                .asInt())
        .isZero();
    assertThat(move(",\"ids\":[\"" + one + "\"]").path("jobs").asInt()).isEqualTo(1);
    assertThat(pipeline(other)).isEqualTo(parcels);
    assertThat(move(",\"statuses\":[\"retrying\"]").path("jobs").asInt()).isEqualTo(1);
  }

  @Test
  void selected_jobs_that_do_not_fit_or_are_of_other_pipelines_are_not_moved() {
    JobId fits = parcel(BOOK);
    JobId unfit = parcel("{\"email\":\"a@b.co\"}");
    JobId book = TestApi.id(it.post("/order", BOOK));

    JsonNode done =
        move(",\"ids\":[\"%s\",\"%s\",\"%s\",\"%s\"]".formatted(fits, unfit, book, fits));

    assertThat(done.path("jobs").asInt()).isEqualTo(1);
    assertThat(done.path("unfit").asInt()).isEqualTo(1);
    assertThat(pipeline(fits)).isEqualTo(books);
    assertThat(pipeline(unfit)).isEqualTo(parcels);
    assertThat(it.store.actions.getFirst().jobs()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"pipelines\":[\"parcels\"]}",
        "{\"to\":\"books\"}",
        "{\"pipelines\":[],\"to\":\"books\"}",
        "{\"pipelines\":[\"lost\"],\"to\":\"books\"}",
        "{\"pipelines\":[\"parcels\"],\"to\":\"lost\"}",
        "{\"pipelines\":[\"parcels\"],\"to\":\"parcels\"}",
        "{\"pipelines\":[\"parcels\"],\"to\":7}",
        "{\"pipelines\":[\"parcels\"],\"to\":\"books\",\"statuses\":[\"dead\"]}",
        "{\"pipelines\":[\"parcels\"],\"to\":\"books\",\"all\":true}"
      })
  void an_order_that_is_unclear_is_400_and_does_nothing(String body) {
    JobId id = parcel(BOOK);

    assertThat(it.operator("POST", "/ops/v1/jobs/move", body).status()).isEqualTo(400);
    assertThat(pipeline(id)).isEqualTo(parcels);
  }

  @Test
  void a_backend_that_cannot_move_jobs_reports_why() {
    it.store.noMoves = Optional.of("jobs cannot be moved here");

    Response refusal =
        it.operator("POST", "/ops/v1/jobs/move", "{\"pipelines\":[\"parcels\"],\"to\":\"books\"}");

    assertThat(refusal.status()).isEqualTo(501);
    assertThat(TestApi.text(refusal)).contains("jobs cannot be moved here");
  }
}
