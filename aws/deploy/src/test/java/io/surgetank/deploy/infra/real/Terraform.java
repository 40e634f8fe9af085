package io.surgetank.deploy.infra.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.infra.RequiredTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The real Terraform in a copy of one of our root modules, with the real AWS provider and moto in
/// the place of AWS. Two things are overridden: the version of the provider, as the mirror has
/// 5.100 alone; and the runtime, as that version refuses `java25`.
public final class Terraform {
  static final String RUNTIME = "runtime=java21";

  private static final List<String> SERVICES =
      List.of(
          "apigatewayv2",
          "cloudwatch",
          "dynamodb",
          "events",
          "iam",
          "lambda",
          "logs",
          "s3",
          "sns",
          "sqs",
          "ssm",
          "sts");

  private final Path program;
  private final Path folder;
  private final Map<String, String> environment;

  /// How a command ended, and what it printed.
  public record Result(int status, String output) {
    Result orThrow() {
      if (status != 0) throw new AssertionError(output);
      return this;
    }

    /// On one line, as boxes and line breaks differ with the width of a message.
    String flat() {
      return output.replaceAll("[\\s│]+", " ");
    }
  }

  private Terraform(Path program, Path folder, Map<String, String> environment) {
    this.program = program;
    this.folder = folder;
    this.environment = environment;
  }

  /// For commands that need neither a provider nor an account. Skips the test where it is missing.
  static Terraform in(Path folder) {
    return new Terraform(RequiredTool.TERRAFORM.path(), folder, Map.of("CHECKPOINT_DISABLE", "1"));
  }

  /// Initialised in a copy of the root module, which is valid. Skips the test where a tool is
  /// missing.
  static Terraform of(String root, Path temp, Moto moto) throws IOException, InterruptedException {
    Path program = RequiredTool.TERRAFORM.path();
    Path mirror = ProviderMirror.require();
    Path folder = Files.createDirectories(temp.resolve(root));
    try (Stream<Path> files = Files.list(Infra.folder().resolve("terraform").resolve(root))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".tf")).toList())
        Files.copy(file, folder.resolve(file.getFileName()));
    }
    Files.writeString(folder.resolve("moto_override.tf"), override(root, moto));
    Path config =
        Files.writeString(
            temp.resolve("terraform.rc"),
            "provider_installation {\n  filesystem_mirror {\n    path = \"%s\"\n  }\n}\n"
                .formatted(mirror));
    var terraform =
        new Terraform(
            program,
            folder,
            Map.of(
                "TF_CLI_CONFIG_FILE",
                config.toString(),
                "TF_IN_AUTOMATION",
                "1",
                "CHECKPOINT_DISABLE",
                "1",
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local",
                "AWS_EC2_METADATA_DISABLED",
                "true",
                // What moto does not know is no reason to try for minutes.
                "AWS_MAX_ATTEMPTS",
                "2",
                // Every command starts the provider several times, which collects garbage for a
                // seventh of its time while it reads its schema.
                "GOGC",
                "400"));
    terraform.run("init", "-input=false").orThrow();
    terraform.run("validate").orThrow();
    return terraform;
  }

  private static String override(String root, Moto moto) {
    String endpoints =
        SERVICES.stream()
            .map(service -> "    %s = \"%s\"\n".formatted(service, moto.endpoint()))
            .collect(Collectors.joining());
    return """
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "%s"
        }
      }
    %s}

    provider "aws" {
      s3_use_path_style = true
      endpoints {
    %s  }
    }
    """
        .formatted(
            ProviderMirror.VERSION,
            root.equals("app") ? "  backend \"local\" {}\n" : "",
            endpoints);
  }

  Path folder() {
    return folder;
  }

  Result apply(List<String> variables) throws IOException, InterruptedException {
    return with(variables, "apply", "-auto-approve", "-input=false", "-parallelism=40");
  }

  /// Ends with 0 where nothing is to be done and with 2 where something is.
  Result plan(List<String> variables) throws IOException, InterruptedException {
    return with(variables, "plan", "-detailed-exitcode", "-input=false", "-parallelism=40");
  }

  /// Of what the state says: a plan before it has shown that the account is no different.
  Result destroy(List<String> variables) throws IOException, InterruptedException {
    return with(
        variables, "destroy", "-auto-approve", "-input=false", "-parallelism=40", "-refresh=false");
  }

  /// The addresses in the state. Quick: no provider is started.
  List<String> addresses() throws IOException, InterruptedException {
    return run("state", "list").orThrow().output().lines().toList();
  }

  /// The state in full.
  JsonNode state() throws IOException, InterruptedException {
    return JsonMapper.shared().readTree(run("show", "-json").orThrow().output());
  }

  private Result with(List<String> variables, String... words)
      throws IOException, InterruptedException {
    var all = new ArrayList<String>(List.of(words));
    all.add("-no-color");
    for (String variable : variables) all.add("-var=" + variable);
    return run(all.toArray(String[]::new));
  }

  Result run(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<String>(List.of(program.toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("AWS_") || name.startsWith("TF_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), output);
  }
}
