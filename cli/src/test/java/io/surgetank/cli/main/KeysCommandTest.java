package io.surgetank.cli.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// API keys as an operator manages them and a client uses them, against a server that runs.
class KeysCommandTest {
  private static final String ORDER =
      "{\"productId\": \"T\", \"quantity\": 1, \"customerEmail\": \"a@b.co\", \"unitPrice\": 1}";

  private final Path data;
  private EmbeddedServer server;

  KeysCommandTest(@TempDir Path data) {
    this.data = data;
    server = EmbeddedServer.in(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandOutput keys(String... words) {
    var all = new ArrayList<>(List.of("keys"));
    all.addAll(List.of(words));
    all.add("--data=" + data);
    return CommandOutput.by(all.toArray(String[]::new));
  }

  /// The status of a submission with this key.
  private int submitted(String key) throws Exception {
    return server.post("/orders", ORDER, "Authorization", "Bearer " + key).statusCode();
  }

  @Test
  void a_line_break_is_ignored_at_the_end_of_a_token_and_refused_within_it() {
    String admin = keys("create", "a", "--scope=admin").out().strip();

    assertThat(listed(admin + "\r\n").exit()).isZero();
    assertThat(listed("a\r\nb").exit()).isEqualTo(2);
    assertThat(listed("a\r\nb").err())
        .contains("token must not contain line breaks")
        .doesNotContain("URL");
  }

  @Test
  void times_under_a_second_are_rounded_up() {
    var key = Json.read(keys("create", "a", "--scope=read", "--expires=1500ms", "--json").out());

    assertThat(Instant.parse(key.path("expiresAt").asString()))
        .isEqualTo(Instant.parse(key.path("createdAt").asString()).plusSeconds(2));
  }

  private CommandOutput listed(String token) {
    return CommandOutput.by("keys", "ls", "--url=" + server.url(), "--token=" + token);
  }

  @Test
  void only_the_key_is_on_standard_output_and_it_admits_what_its_scopes_allow() throws Exception {
    assertThat(server.post("/orders", ORDER).statusCode()).isEqualTo(202);

    CommandOutput created = keys("create", "shop", "--scope=submit", "--pipeline=orders");

    assertThat(created.exit()).as(created.err()).isZero();
    assertThat(created.out()).matches("sgtk_[0-9a-z]{12}_[0-9A-Za-z]{49}\\R");
    assertThat(created.err()).contains("shop", "submit", "only orders", "not shown again");
    String key = created.out().strip();
    var anonymous = server.post("/orders", ORDER);
    assertThat(anonymous.statusCode()).isEqualTo(401);
    assertThat(anonymous.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"surgetank\"");
    assertThat(submitted(key)).isEqualTo(202);
    var forbidden = server.get("/orders", "Authorization", "Bearer " + key);
    assertThat(forbidden.statusCode()).isEqualTo(403);
    assertThat(Json.read(forbidden.body()).path("detail").asString()).contains("'read:own'");
    assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void keys_survive_a_restart_and_their_last_use_is_listed() throws Exception {
    String key = keys("create", "shop", "--scope", "submit").out().strip();
    submitted(key);
    server.close();
    server = EmbeddedServer.in(data);

    assertThat(submitted(key)).isEqualTo(202);
    assertThat(server.post("/orders", ORDER).statusCode()).isEqualTo(401);
    var listed = Json.read(keys("ls", "--json").out()).at("/keys/0");
    assertThat(listed.path("lastUsedAt").asString("")).isNotEmpty();
    assertThat(listed.path("createdBy").asString("")).startsWith("operator");
    assertThat(keys("ls").out()).contains("ID", "shop", "ACTIVE", "submit", "all");
  }

  @Test
  void jobs_of_other_tenants_do_not_exist_also_after_a_restart() throws Exception {
    String acme = tenantKey("acme");
    String rival = tenantKey("rival");
    var accepted = server.post("/orders", ORDER, "Authorization", "Bearer " + acme);
    String job = accepted.headers().firstValue("Location").orElseThrow();
    server.close();
    server = EmbeddedServer.in(data);

    assertThat(status("GET", job, acme)).isEqualTo(200);
    for (String method : List.of("GET", "DELETE"))
      assertThat(status(method, job, rival)).isEqualTo(404);
    assertThat(server.get("/orders", "Authorization", "Bearer " + rival).body())
        .isEqualTo("{\"jobs\":[]}");
    assertThat(keys("ls").out()).contains("TENANT", "acme", "rival");
    assertThat(keys("create", "x", "--scope=read", "--tenant=a/b").err()).contains("tenant");
  }

  private String tenantKey(String tenant) {
    CommandOutput created =
        keys("create", "x", "--scope=submit", "--scope=read:own", "--tenant=" + tenant);
    assertThat(created.err()).contains("tenant " + tenant);
    return created.out().strip();
  }

  private int status(String method, String path, String key) throws Exception {
    return method.equals("GET")
        ? server.get(path, "Authorization", "Bearer " + key).statusCode()
        : server.delete(path, "Authorization", "Bearer " + key).statusCode();
  }

  @Test
  void a_revoked_key_is_refused_at_once_and_only_that_one() throws Exception {
    String one = keys("create", "one", "--scope", "submit").out().strip();
    String two = keys("create", "two", "--scope", "submit").out().strip();

    CommandOutput revoked = keys("revoke", one.substring(5, 17));

    assertThat(revoked.out()).contains("Revoked " + one.substring(5, 17), "one");
    assertThat(submitted(one)).isEqualTo(401);
    assertThat(submitted(two)).isEqualTo(202);
    CommandOutput again = keys("revoke", one.substring(5, 17));
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("revoked before");
  }

  @Test
  void both_keys_are_valid_during_a_rotation() throws Exception {
    String old = keys("create", "shop", "--scope=submit", "--expires=30d").out().strip();

    CommandOutput rotated = keys("rotate", old.substring(5, 17));

    assertThat(submitted(old)).isEqualTo(202);
    assertThat(submitted(rotated.out().strip())).isEqualTo(202);
    CommandOutput immediate = keys("rotate", rotated.out().substring(5, 17), "--overlap=0");
    assertThat(submitted(rotated.out().strip())).isEqualTo(401);
    assertThat(submitted(immediate.out().strip())).isEqualTo(202);
  }

  @Test
  void an_admin_key_manages_keys_from_another_folder() {
    String admin = keys("create", "ops", "--scope", "admin").out().strip();

    CommandOutput created =
        CommandOutput.by(
            "keys",
            "create",
            "shop",
            "--scope",
            "read",
            "--json",
            "--url",
            server.url(),
            "--token",
            admin);

    var json = Json.read(created.out());
    assertThat(json.path("key").asString("")).startsWith("sgtk_");
    assertThat(json.path("createdBy").asString(""))
        .isEqualTo("key " + admin.substring(5, 17) + " (ops) from 127.0.0.1");
    CommandOutput refused =
        CommandOutput.by(
            "keys", "ls", "--url", server.url(), "--token", json.path("key").asString(""));
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("lacks the scope 'admin'");
  }

  @Test
  void wrong_usage_is_explained_and_creates_nothing() {
    assertThat(keys("create", "shop").err()).contains("--scope");
    CommandOutput unknown = keys("create", "shop", "--scope", "write");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err())
        .contains(
            "'scopes' must be one or more of [submit, read:own, read, read:secrets, operate,"
                + " admin]");
    assertThat(keys("create", "shop", "--scope=read", "--pipeline=lost").err())
        .contains("unknown pipeline");
    assertThat(keys("create", "shop", "--scope=admin", "--pipeline=orders").err())
        .contains("cannot be bound");
    assertThat(keys("create", "shop", "--scope=read", "--expires=0").exit()).isEqualTo(2);
    assertThat(keys("create", "", "--scope=read").exit()).isEqualTo(2);
    assertThat(keys("revoke", "nothing").err()).contains("no such key");
    assertThat(keys("ls").out()).contains("No keys.");
  }

  @Test
  void the_audit_log_names_the_key_and_not_the_user_of_the_shell() throws Exception {
    String operate = keys("create", "night-shift", "--scope=operate").out().strip();
    keys("revoke", keys("create", "gone", "--scope=read").out().substring(5, 17));

    CommandOutput redriven =
        CommandOutput.by(
            "dead", "redrive", "--all", "--yes", "--url", server.url(), "--token", operate);

    assertThat(redriven.exit()).as(redriven.err()).isZero();
    String request = "{\"all\":true}";
    server.post("/ops/v1/dead/purge", request, "Authorization", "Bearer " + operate);
    CommandOutput listed = CommandOutput.by("audit-log", "--data=" + data);
    assertThat(listed.out())
        .contains("PURGE", "key " + operate.substring(5, 17) + " (night-shift)")
        .contains("CREATE_KEY " + operate.substring(5, 17), "REVOKE_KEY");
    server.close();
    assertThat(server.log()).contains("operator_action", "REVOKE_KEY", operate.substring(5, 17));
    assertThat(server.log()).doesNotContain(operate);
  }
}
