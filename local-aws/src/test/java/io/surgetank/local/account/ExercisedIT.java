package io.surgetank.local.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cloudformation.TemplateReading;
import io.surgetank.cloudformation.Tree;
import io.surgetank.contract.parity.Keeps;
import io.surgetank.contract.parity.On;
import io.surgetank.contract.parity.Promise;
import io.surgetank.contract.parity.Stage;
import io.surgetank.infra.Infra;
import io.surgetank.infra.terraform.Standing;
import io.surgetank.infra.terraform.Tofu;
import io.surgetank.infra.terraform.Variables;
import io.surgetank.stack.Stack;
import io.surgetank.stack.StackSettings;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What each of the three tools puts there is read back from what it made, and run: the zip in
/// those functions, with that environment, behind those routes, on those queues. Nothing else is
/// known of the deployment.
@On(Stage.ZIP)
@Keeps(Promise.P2)
class ExercisedIT {
  private static final StackSettings.Place PLACE =
      new StackSettings.Place("us-east-1", "123456789012");

  /// A price with more digits than the handler calculates with: no attempt can help it.
  private static final String POISON =
      "{\"productId\": \"TEST\", \"quantity\": 1, \"customerEmail\": \"test@test.com\","
          + " \"unitPrice\": 1E-50}";

  @TempDir private Path temp = Path.of("");

  @Test
  void what_cloudformation_puts_there_works() throws Exception {
    var template = Files.readString(Infra.folder().resolve("cloudformation/surgetank.yaml"));

    exercise(TemplateReading.read(Tree.read(template), Map.of("EnvironmentName", "prod"), PLACE));
  }

  @Test
  void what_serverless_puts_there_works() throws Exception {
    Path packaged = Infra.packaged(Files.createDirectory(temp.resolve("serverless")));
    var template = Files.readString(packaged.resolve("cloudformation-template-update-stack.json"));

    exercise(TemplateReading.read(Tree.read(template), Map.of(), PLACE));
  }

  @Test
  void what_terraform_puts_there_works_and_goes_without_a_trace() throws Exception {
    var tofu = Tofu.in(temp, "app", Tofu.NEW);
    String[] variables = Variables.builtIn("deletion_protection=false");
    tofu.apply(variables).ok();

    exercise(Standing.read(tofu.state()));

    tofu.destroy(variables).ok();
    assertThat(tofu.standing()).isEmpty();
    assertThat(tofu.state().at("/values/root_module/resources").size()).isZero();
  }

  private void exercise(Stack stack) throws Exception {
    try (var deployed = Deployed.standing(temp, stack)) {
      var jobs = new ArrayList<String>();
      for (Example example : Example.values()) {
        HttpResponse<String> reply = example.sentTo(deployed);
        assertThat(reply.statusCode()).as(reply.body() + deployed.told).isEqualTo(202);
        jobs.add(reply.headers().firstValue("Location").orElseThrow());
      }
      String poison = deployed.accepted("/orders", POISON);

      for (String job : jobs) assertThat(status(deployed, job)).as(job).isEqualTo("PROCESSED");
      assertThat(status(deployed, poison)).isEqualTo("DEAD");
      JsonNode dead = deployed.operate("dead");
      assertThat(dead.path("count").asInt()).isEqualTo(1);
      assertThat(dead.toString()).contains(poison.substring(poison.lastIndexOf('/') + 1));
      JsonNode audit = deployed.operate("audit");
      assertThat(audit.path("passes").asBoolean()).as(audit.toString()).isTrue();
      assertThat(audit.path("records").asInt()).as(audit.toString()).isEqualTo(jobs.size() + 1);
      assertThat(deployed.aws.access().seen()).allMatch(seen -> seen.denied().isEmpty());
    }
  }

  private static String status(Deployed deployed, String job) throws Exception {
    return deployed.ended(job).path("status").asString();
  }
}
