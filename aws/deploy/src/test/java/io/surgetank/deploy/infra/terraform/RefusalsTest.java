package io.surgetank.deploy.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackSettings;
import io.surgetank.deploy.terraform.StackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Values that would fail on AWS, or lose messages there, are refused before anything is planned.
/// `terraform test` plans them all in one process, which starts the provider for its schema only.
@Execution(ExecutionMode.CONCURRENT)
class RefusalsTest {
  /// A value, and a part of its error message.
  private static final String REFUSED =
      """
      region="moon"                   | use a public AWS Region
      region="ap-east-2"              | ap-east-2 does not support HTTP APIs
      region="cn-north-1"             | use a public AWS Region
      runtime="java"                  | use java and a number
      zip="no.zip"                    | zip: file not found
      zip="later.zip"                 | stack.json was not written with later.zip
      stack="no.json"                 | stack: file not found
      stack="surgetank.zip"           | stack: not a stack file
      stage="My-Stage"                | stage: use 1 to 20
      application=""                  | application: use 1 to 20
      memory=64                       | use 512 to 10,240 MB
      throttle_rate=0                 | at least 1
      log_retention_days=2            | CloudWatch Logs allows
      alarm_email="no-at-sign"        | not an e-mail address
      operator_token_parameter="a b"  | operator_token_parameter: use
      reserved_concurrency={w=5}      | the functions are receiver
      reserved_concurrency={worker=0} | at least 1
      cors_origins=["shop.example"]   | cors_origins: use
      tags={"aws:x"="y"}              | AWS reserves keys
      reserved_concurrency={worker=1} | lower than the maximum concurrency
      """;

  private static final String ACCEPTED = "accepted";

  @TempDir private Path temp = Path.of("");

  @Test
  void an_invalid_value_is_refused_with_the_reason_and_nothing_is_planned() throws Exception {
    try (var provider = ProviderServer.start(TerraformProcess.folder("app", temp), Map.of())) {
      assertThatValuesAreRefused(
          TerraformProcess.copied(
              "app", temp, provider.environment(), TerraformProcess.Backend.LOCAL));
    }
  }

  private static void assertThatValuesAreRefused(TerraformProcess terraform) throws Exception {
    Path zip = Files.writeString(terraform.folder().resolve("surgetank.zip"), "not a zip");
    Files.writeString(terraform.folder().resolve("later.zip"), "a later zip");
    StackFile.write(
        StackConfigurations.orders("timeout: 30s", ""),
        StackSettings.of("dev", "eu-central-1"),
        zip);
    Map<String, String> reasons = cases(terraform.folder().resolve("tests"));
    terraform.run("init", "-input=false").orThrow();

    Map<String, String> messages = messages(terraform.run("test", "-json").output());

    var softly = new SoftAssertions();
    reasons.forEach((file, reason) ->
        softly.assertThat(messages.getOrDefault(file, "nothing")).as(file).contains(reason));
    softly.assertThat(messages.getOrDefault(ACCEPTED, "")).isEmpty();
    softly.assertAll();
    assertThat(messages).hasSize(reasons.size());
  }

  /// Writes a test for each value, and one for a plan without any; the reasons by test.
  private static Map<String, String> cases(Path folder) throws IOException {
    Files.createDirectories(folder);
    var reasons = new LinkedHashMap<String, String>();
    for (String line : REFUSED.lines().toList()) {
      String[] columns = line.split("\\|", -1);
      String name = "refused" + reasons.size();
      write(folder, name, columns[0].strip());
      reasons.put(name, columns[1].strip());
    }
    write(folder, ACCEPTED, "memory=1024");
    return reasons;
  }

  private static void write(Path folder, String name, String value) throws IOException {
    var variables = new LinkedHashMap<String, String>();
    for (String usual :
        List.of(
            "stage=\"dev\"",
            "zip=\"surgetank.zip\"",
            "stack=\"stack.json\"",
            "operator_token_parameter=\"/surgetank/dev/operator-token\"",
            value)) variables.put(usual.substring(0, usual.indexOf('=')), usual);
    Files.writeString(
        folder.resolve(name + ".tftest.hcl"),
        """
        mock_provider "aws" {}

        variables {
        %s
        }

        run "plan" {
          command = plan
        }
        """
            .formatted(String.join("\n", variables.values())));
  }

  /// The error messages of each failed test, on one line.
  private static Map<String, String> messages(String output) {
    var messages = new HashMap<String, String>();
    for (String line : output.lines().toList()) {
      JsonNode event = JsonMapper.shared().readTree(line);
      if (!event.path("type").asString().equals("diagnostic")) continue;
      JsonNode diagnostic = event.path("diagnostic");
      if (!diagnostic.path("severity").asString().equals("error")) continue;
      String file =
          event.path("@testfile").asString().replaceFirst("tests/(.*)\\.tftest\\.hcl", "$1");
      String text =
          diagnostic.path("summary").asString() + " " + diagnostic.path("detail").asString();
      messages.merge(file, text.replaceAll("\\s+", " "), String::concat);
    }
    return messages;
  }
}
