package io.surgetank.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SystemTest {
  private final TestApi it = new TestApi(TestPipelines.parcels());

  @Test
  void health_checks_report_readiness_and_liveness() {
    assertThat(it.get("/health/live").status()).isEqualTo(200);
    assertThat(it.get("/health/ready").status()).isEqualTo(200);

    it.healthStatus = new HealthStatus.NotReady("stopping");
    assertThat(it.get("/health/live").status()).isEqualTo(200);
    assertThat(it.get("/health/ready").status()).isEqualTo(503);
    assertThat(TestApi.text(it.get("/health/ready"))).contains("stopping");

    it.healthStatus = new HealthStatus.Degraded("the log is long");
    assertThat(it.get("/health/live").status()).isEqualTo(200);
    assertThat(it.get("/health/ready").status()).isEqualTo(200);
    assertThat(TestApi.text(it.get("/health/ready"))).contains("degraded", "the log is long");
    assertThat(it.post("/parcels", "{}").status()).isEqualTo(202);

    it.healthStatus = new HealthStatus.Broken("a write failed");
    assertThat(it.get("/health/live").status()).isEqualTo(503);
  }

  @Test
  void a_damaged_record_is_a_500_with_its_id_and_affects_no_other() {
    Response accepted = it.post("/parcels", "{}");
    String location = accepted.headers().get("Location");
    it.store.damaged = true;

    Response response = it.get(location);

    assertThat(response.status()).isEqualTo(500);
    assertThat(TestApi.text(response))
        .contains("is damaged", location.substring(location.lastIndexOf('/') + 1), "urn:uuid:");
    assertThat(it.incidents).hasSize(1);
    assertThat(it.post("/parcels", "{}").status()).isEqualTo(202);
  }

  @Test
  void metrics_are_in_prometheus_format() {
    it.post("/parcels", "{}");
    it.post("/parcels", "{");

    Response response = it.get("/metrics", "Accept: text/plain");

    assertThat(response.headers()).containsEntry("Content-Type", MetricsText.MEDIA_TYPE);
    assertThat(TestApi.text(response).lines())
        .contains(
            "# TYPE surgetank_received_total counter",
            "surgetank_received_total{pipeline=\"parcels\"} 2",
            "surgetank_rejected_total{pipeline=\"parcels\",reason=\"invalid\"} 1",
            "surgetank_rejected_total{pipeline=\"parcels\",reason=\"rate\"} 0",
            "# TYPE surgetank_unfinished_jobs gauge",
            "surgetank_unfinished_jobs{pipeline=\"parcels\"} 1")
        .allMatch(line -> line.matches("# (HELP|TYPE) .+|surgetank_[a-z_]+(\\{[^}]+})? \\d+"));
  }

  @Test
  void the_index_lists_pipelines_and_links() {
    assertThat(TestApi.text(it.get("/"))).contains("/parcels", "/openapi.json", "/metrics");
  }
}
