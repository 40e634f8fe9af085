package io.surgetank.deploy.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.infra.moto.Moto;
import io.surgetank.deploy.stack.StackSettings;
import io.surgetank.deploy.terraform.StackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The root module `app`, of some pipelines, in an account of moto.
public final class TerraformStage implements AutoCloseable {
  /// Everything that can be switched on, as Terraform and CloudFormation call it.
  public static final Options OPTIONS =
      new Options(
          List.of(
              "jwt={issuer=\"https://login.example.com\",audience=[\"shop\"]}",
              "domain={name=\"api.example.com\",certificate_arn=\"arn:aws:acm:eu-central-1:123456789012:certificate/1\"}",
              "cors_origins=[\"https://shop.example\"]",
              "alarm_email=ops@example.com",
              "log_retention_days=90",
              "oldest_message_minutes=20",
              "memory=2048",
              "throttle_rate=50",
              "throttle_burst=100",
              "deletion_protection=false",
              "snap_start=false"),
          Map.ofEntries(
              Map.entry("JwtIssuer", "https://login.example.com"),
              Map.entry("JwtAudience", "shop"),
              Map.entry("DomainName", "api.example.com"),
              Map.entry("CertificateArn", "arn:aws:acm:eu-central-1:123456789012:certificate/1"),
              Map.entry("CorsOrigins", "https://shop.example"),
              Map.entry("AlarmEmail", "ops@example.com"),
              Map.entry("LogRetentionDays", "90"),
              Map.entry("AgeAlarmSeconds", "1200"),
              Map.entry("LambdaMemorySize", "2048"),
              Map.entry("ThrottleRate", "50"),
              Map.entry("ThrottleBurst", "100"),
              Map.entry("DeletionProtection", "false"),
              Map.entry("SnapStart", "None")));

  private static final String TOKEN = "/surgetank/dev/operator-token";

  private final ProviderServer provider;
  private final TerraformProcess terraform;
  private final List<String> variables;

  /// The same choices for both tools.
  ///
  /// @param given to Terraform
  /// @param parameters the same for CloudFormation
  public record Options(List<String> given, Map<String, String> parameters) {
    public String[] variables() {
      return given.toArray(String[]::new);
    }
  }

  private TerraformStage(
      ProviderServer provider, TerraformProcess terraform, List<String> variables) {
    this.provider = provider;
    this.terraform = terraform;
    this.variables = variables;
  }

  /// Initialised, with nothing applied. Skips the test where a tool is missing.
  public static TerraformStage of(Pipelines pipelines, StackSettings settings, Path temp, Moto moto)
      throws IOException, InterruptedException {
    var provider = ProviderServer.start(TerraformProcess.folder("app", temp), moto.environment());
    try {
      return initialised(provider, pipelines, settings, temp, moto);
    } catch (IOException | InterruptedException | RuntimeException | Error failed) {
      provider.close();
      throw failed;
    }
  }

  private static TerraformStage initialised(
      ProviderServer provider, Pipelines pipelines, StackSettings settings, Path temp, Moto moto)
      throws IOException, InterruptedException {
    var terraform = TerraformProcess.initialised("app", temp, provider.environment());
    moto.putParameter(TOKEN, settings.place().region());
    Path zip = Files.writeString(terraform.folder().resolve("surgetank.zip"), "not a zip");
    StackFile.write(pipelines, settings, zip);
    return new TerraformStage(
        provider,
        terraform,
        List.of(
            "stage=" + settings.stage(),
            "region=" + settings.place().region(),
            "zip=surgetank.zip",
            "stack=stack.json",
            "operator_token_parameter=" + TOKEN));
  }

  /// What is there after an apply. What was planned fits the provider that our root modules ask
  /// for; the plan after it is empty.
  public JsonNode apply(String... more) throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of("plan", "-out=planned"));
    for (String variable : given(more)) words.add("-var=" + variable);
    terraform.run(words.toArray(String[]::new)).orThrow();
    assertThat(ProviderSchema.faults(terraform.show("planned"))).isEmpty();
    terraform.run("apply", "planned").orThrow();
    terraform.plan(given(more)).orThrow();
    return terraform.show();
  }

  /// Removes everything; the addresses that are left in the state.
  public List<String> destroy(String... more) throws IOException, InterruptedException {
    terraform.destroy(given(more)).orThrow();
    return terraform.addresses();
  }

  @Override
  public void close() {
    provider.close();
  }

  private List<String> given(String... more) {
    var all = new ArrayList<>(variables);
    all.addAll(List.of(more));
    return all;
  }
}
