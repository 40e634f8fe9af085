package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cli.command.ConfigurationChoice;
import io.surgetank.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pipeline that waits for its retries is renamed: its jobs are still seen and can be cancelled.
class RenamedPipelineTest {
  private static final String PIPELINE =
      """
      pipelines:
        NAME:
          intake: {path: /NAME, schema: any.json, id: ref}
          work:
            handler: task
            simulate: {delay: 0s..0s, failures: 100%}
          retry: {policy: fixed, base: 1h, attempts: 3}
      """;

  private final Path data;
  private final Path config;

  RenamedPipelineTest(@TempDir Path temp) throws Exception {
    data = temp.resolve("data");
    config = temp.resolve("surgetank.yaml");
    Files.writeString(temp.resolve("any.json"), "{\"type\": \"object\"}");
  }

  private EmbeddedServer named(String name) throws Exception {
    Files.writeString(config, PIPELINE.replace("NAME", name));
    return EmbeddedServer.with(data, new ConfigurationChoice.File(config));
  }

  private CommandOutput here(String... words) {
    var all = new java.util.ArrayList<>(java.util.List.of(words));
    all.add("--data=" + data);
    return CommandOutput.by(all.toArray(String[]::new));
  }

  private static String retrying(EmbeddedServer embeddedServer, String path, String body)
      throws Exception {
    String location =
        embeddedServer
            .post(path, body, "Content-Type", "application/json")
            .headers()
            .firstValue("Location")
            .orElseThrow();
    String status = "";
    while (!status.equals("RETRYING"))
      status =
          Json.read(embeddedServer.get(location, "Prefer", "wait=1").body())
              .path("status")
              .asString();
    return location.substring(path.length() + 1);
  }

  @Test
  void its_jobs_are_listed_and_cancelled_together_and_the_audit_log_has_an_entry()
      throws Exception {
    String one;
    try (var before = named("old")) {
      one = retrying(before, "/old", "{\"ref\": \"A0\"}");
      retrying(before, "/old", "{\"ref\": \"A1\"}");
    }
    try (var after = named("new")) {
      assertThat(after.greeting().recovered())
          .contains("old (2 jobs waiting)", "jobs cancel --pipeline")
          .doesNotContain("No jobs are waiting");
      assertThat(here("jobs", "ls").out()).contains(one, "old");
      assertThat(here("jobs", "ls", "--pipeline=old").out())
          .contains(one, "RETRYING", "NEXT ATTEMPT", "simulated failure");
      assertThat(here("jobs", "ls", "--pipeline=none").err()).contains("old", "new");
      assertThat(here("jobs", "cancel", "--pipeline=old").out()).contains("2 jobs", "--yes");
      assertThat(here("jobs", "ls", "--status=cancelled").out()).contains("No jobs");

      CommandOutput done = here("jobs", "cancel", "--pipeline=old", "--yes");

      assertThat(done.exit()).as(done.err()).isZero();
      assertThat(done.out()).contains("2 cancelled");
      assertThat(here("jobs", "ls", "--status=cancelled").out()).contains(one);
      assertThat(here("audit-log").out()).contains("CANCEL", "old");
      assertThat(here("verify").exit()).isZero();
    }
    try (var later = named("new")) {
      assertThat(later.greeting().recovered()).isEqualTo("No jobs are waiting.");
    }
  }

  @Test
  void its_jobs_are_moved_to_another_pipeline_and_processed_there() throws Exception {
    String fits;
    String unfit;
    try (var before = named("old")) {
      fits = retrying(before, "/old", "{\"ref\": \"A0\"}");
      unfit = retrying(before, "/old", "{\"ref\": \"A1\", \"n\": \"one\"}");
    }
    Files.writeString(
        config.resolveSibling("strict.json"),
        "{\"type\": \"object\", \"properties\": {\"n\": {\"type\": \"integer\"}}}");
    Files.writeString(
        config,
        """
        pipelines:
          new:
            intake: {path: /new, schema: strict.json, id: ref}
            work: {handler: task}
        """);
    try (var after = EmbeddedServer.with(data, new ConfigurationChoice.File(config))) {
      assertThat(after.greeting().recovered()).contains("jobs move --pipeline NAME --to OTHER");
      CommandOutput preview = here("jobs", "move", "--pipeline=old", "--to=new");
      assertThat(preview.out())
          .contains("1 job would be moved from old to new", "1 job does not fit", unfit, "/n");
      assertThat(here("jobs", "ls", "--pipeline=new").out()).contains("No jobs");

      CommandOutput done = here("jobs", "move", "--pipeline=old", "--to=new", "--yes");

      assertThat(done.exit()).as(done.err()).isEqualTo(1);
      assertThat(done.out()).contains("1 job moved to new", unfit);
      assertThat(after.ended("/new/" + fits).path("status").asString()).isEqualTo("PROCESSED");
      assertThat(here("jobs", "ls", "--pipeline=old").out()).contains(unfit).doesNotContain(fits);
      assertThat(here("jobs", "show", fits).out())
          .contains("\"redrives\" : 1", "simulated failure");
      assertThat(here("audit-log").out()).contains("MOVE to new", "old");
      assertThat(here("verify").out()).contains("MOVED IN", "No findings");
      assertThat(after.get("/metrics").body())
          .contains(
              "surgetank_moved_out_total{pipeline=\"old\"} 1\n",
              "surgetank_moved_in_total{pipeline=\"new\"} 1\n");
      assertThat(after.log()).contains("moved pipeline=new from=old");
    }
  }

  @Test
  void a_move_names_two_pipelines_and_the_new_one_is_configured() throws Exception {
    try (var before = named("old")) {
      retrying(before, "/old", "{\"ref\": \"A0\"}");
    }
    try (var _ = named("new")) {
      assertThat(here("jobs", "move", "--pipeline=old", "--to=old").err()).contains("[new]");
      assertThat(here("jobs", "move", "--pipeline=new", "--to=new").exit()).isEqualTo(2);
      assertThat(here("jobs", "move", "--pipeline=none", "--to=new").exit()).isEqualTo(2);
      assertThat(here("jobs", "move", "--to=new").exit()).isEqualTo(2);
      assertThat(here("jobs", "cancel", "--pipeline=old", "--status=dead").err())
          .contains("PENDING", "RETRYING");
      assertThat(here("jobs", "cancel", "--pipeline=old", "--status=pending").out())
          .contains("Nothing to cancel");
      assertThat(here("jobs", "cancel", "--pipeline=old", "--status=retrying", "--yes").out())
          .contains("1 cancelled");
      assertThat(here("audit-log").out()).contains("CANCEL", "RETRYING");
    }
  }

  @Test
  void a_job_is_found_by_the_clients_id() throws Exception {
    try (var embeddedServer = named("old")) {
      String ours = retrying(embeddedServer, "/old", "{\"ref\": \"A1\"}");

      assertThat(here("jobs", "show", "A1").out()).contains(ours, "nextAttemptAt");
      assertThat(here("jobs", "show", "A1", "--pipeline=old").out()).contains(ours);
      assertThat(here("jobs", "show", "A2").exit()).isEqualTo(1);
    }
  }

  @Test
  void the_gauge_of_dead_letters_falls_with_a_purge() throws Exception {
    Files.writeString(
        config, PIPELINE.replace("NAME", "old").replace("attempts: 3", "attempts: 1"));
    try (var embeddedServer = EmbeddedServer.with(data, new ConfigurationChoice.File(config))) {
      String location =
          embeddedServer
              .post("/old", "{\"ref\": \"A0\"}", "Content-Type", "application/json")
              .headers()
              .firstValue("Location")
              .orElseThrow();
      assertThat(embeddedServer.ended(location).path("status").asString()).isEqualTo("DEAD");
      assertThat(embeddedServer.get("/metrics").body())
          .contains("surgetank_dead_letters{pipeline=\"old\"} 1\n");

      assertThat(here("dead", "purge", "--all", "--yes").exit()).isZero();

      assertThat(embeddedServer.get("/metrics").body())
          .contains(
              "surgetank_dead_letters{pipeline=\"old\"} 0\n", "dead_total{pipeline=\"old\"} 1\n");
    }
  }
}
