package io.surgetank.deploy.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.core.json.Json;
import io.surgetank.deploy.stack.StackSettings;
import io.surgetank.deploy.stack.StackSettings.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StackFileTest {
  @TempDir private Path temp = Path.of("");

  @Test
  void the_file_is_beside_the_zip_and_says_which_zip_it_is_of() throws Exception {
    JsonNode stack = written(StackSettings.of("dev", "eu-central-1"));

    assertThat(stack.path("zip_sha256").asString())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void what_is_chosen_at_deployment_is_not_in_it() throws Exception {
    var elsewhere =
        new StackSettings(
            "shop",
            "prod",
            new Place("us-east-2", "123456789012"),
            StackSettings.MEMORY,
            StackSettings.THROTTLE,
            "");

    JsonNode stack = written(elsewhere);

    assertThat(stack).isEqualTo(written(StackSettings.of("dev", "eu-central-1")));
    ((tools.jackson.databind.node.ObjectNode) stack).remove("regions");
    assertThat(stack.toString()).doesNotContain("prod", "us-east-2", "123456789012");
    assertThat(stack.at("/functions/worker/statements/0/resources/0").asString())
        .isEqualTo(
            "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Application}-${Stage}");
    assertThat(stack.at("/functions/receiver/environment/SURGETANK_QUEUE_URL_PREFIX").asString())
        .isEqualTo(
            "https://sqs.${AWS::Region}.amazonaws.com/${AWS::AccountId}/${Application}-${Stage}-");
    assertThat(stack.at("/pipelines/orders/queue/name").asString())
        .isEqualTo("${Application}-${Stage}-orders");
  }

  private JsonNode written(StackSettings settings) throws Exception {
    Path zip = Files.writeString(temp.resolve("surgetank-aws.zip"), "abc");
    Path file = StackFile.write(DefaultConfiguration.pipelines(), settings, zip);
    assertThat(file).isEqualTo(temp.resolve("stack.json"));
    return Json.read(Files.readString(file));
  }
}
