package io.surgetank.deploy.infra.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.infra.RequiredTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The real Terraform in a copy of one of our root modules, with the real AWS provider and moto in
/// the place of AWS. Overridden are the version of the provider, as the mirror has 5.100 alone; and
/// the runtime, as that version refuses `java25`.
public final class TerraformProcess {
  /// The home's folder of a root module, as in the repository.
  private static final String ROOTS = "aws/terraform";

  private static final Pattern LOCK =
      Pattern.compile("(?s)ID: +([0-9a-f-]{36}).*?Created: +(\\S+) (\\S+) \\+0000 UTC");

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

  /// Where the copy keeps its state.
  enum Backend {
    /// The S3 bucket that `init` is given.
    S3,
    /// A file.
    LOCAL
  }

  private TerraformProcess(Path program, Path folder, Map<String, String> environment) {
    this.program = program;
    this.folder = folder;
    this.environment = environment;
  }

  /// For commands that need neither a provider nor an account. Skips the test where Terraform is
  /// missing.
  static TerraformProcess in(Path folder) {
    return new TerraformProcess(
        RequiredTool.TERRAFORM.path(), folder, Map.of("CHECKPOINT_DISABLE", "1"));
  }

  /// Initialised in a copy of the root module, which is valid.
  static TerraformProcess initialised(String root, Path home, Map<String, String> account)
      throws IOException, InterruptedException {
    var terraform = copied(root, home, account, Backend.LOCAL);
    terraform.run("init", "-input=false").orThrow();
    terraform.run("validate").orThrow();
    return terraform;
  }

  /// In a copy of the root module at the same place of another home. Skips the test where a tool is
  /// missing.
  ///
  /// @param account environment variables that lead to it
  static TerraformProcess copied(
      String root, Path home, Map<String, String> account, Backend backend) throws IOException {
    Path program = RequiredTool.TERRAFORM.path();
    Path folder = copy(root, home);
    Files.writeString(folder.resolve("test_override.tf"), override(backend));
    var environment = new HashMap<>(account);
    environment.putAll(
        Map.of(
            "TF_CLI_CONFIG_FILE",
            configuration(home).toString(),
            "TF_IN_AUTOMATION",
            "1",
            "CHECKPOINT_DISABLE",
            "1",
            "TF_VAR_runtime",
            "java21"));
    for (String command : List.of("plan", "apply", "destroy"))
      environment.put("TF_CLI_ARGS_" + command, "-parallelism=40 -no-color -input=false");
    return new TerraformProcess(program, folder, Map.copyOf(environment));
  }

  /// Where a root module is in another home.
  static Path folder(String root, Path home) {
    return home.resolve(ROOTS).resolve(root);
  }

  /// A root module as it is written, at its place in another home.
  static Path copy(String root, Path home) throws IOException {
    Path folder = Files.createDirectories(folder(root, home));
    try (Stream<Path> files = Files.list(folder(root, Infra.root()))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".tf")).toList())
        Files.copy(file, folder.resolve(file.getFileName()));
    }
    return folder;
  }

  /// Takes providers from the mirror alone.
  static Path configuration(Path home) throws IOException {
    return Files.writeString(
        home.resolve("terraform.rc"),
        "provider_installation {\n  filesystem_mirror {\n    path = \"%s\"\n  }\n}\n"
            .formatted(ProviderMirror.require()));
  }

  private static String override(Backend backend) {
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
    }
    """
        .formatted(
            ProviderMirror.VERSION, backend == Backend.LOCAL ? "  backend \"local\" {}\n" : "");
  }

  Path program() {
    return program;
  }

  Path folder() {
    return folder;
  }

  Map<String, String> environment() {
    return environment;
  }

  Result apply(List<String> variables) throws IOException, InterruptedException {
    return with(variables, "apply", "-auto-approve");
  }

  /// Ends with 0 where nothing is to be done and with 2 where something is.
  Result plan(List<String> variables) throws IOException, InterruptedException {
    return with(variables, "plan", "-detailed-exitcode");
  }

  /// Of what the state says: a plan before it has shown that the account is no different.
  Result destroy(List<String> variables) throws IOException, InterruptedException {
    return with(variables, "destroy", "-auto-approve", "-refresh=false");
  }

  /// The addresses in the state. Quick: no provider is started.
  List<String> addresses() throws IOException, InterruptedException {
    var listed = run("state", "list");
    return listed.output().contains("No state file was found")
        ? List.of()
        : listed.orThrow().output().lines().toList();
  }

  /// The state in full, or a plan that was saved to a file.
  JsonNode show(String... file) throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of("show", "-json"));
    words.addAll(List.of(file));
    return JsonMapper.shared().readTree(run(words.toArray(String[]::new)).orThrow().output());
  }

  private Result with(List<String> variables, String... words)
      throws IOException, InterruptedException {
    var all = new ArrayList<String>(List.of(words));
    for (String variable : variables) all.add("-var=" + variable);
    LocalDateTime start = LocalDateTime.now(ZoneOffset.UTC);
    Result result = run(all.toArray(String[]::new));
    Optional<String> ownLock = ownLock(result.output(), start);
    if (ownLock.isEmpty()) return result;
    run("force-unlock", "-force", ownLock.get()).orThrow();
    return run(all.toArray(String[]::new));
  }

  /// The id of the state lock that the command refused, if the command itself had created it: when
  /// the reply to the first request is lost, the AWS SDK's second request meets the first one's
  /// lock.
  private static Optional<String> ownLock(String output, LocalDateTime start) {
    Matcher lock = LOCK.matcher(output);
    return output.contains("Error acquiring the state lock")
            && lock.find()
            && LocalDateTime.parse(lock.group(2) + "T" + lock.group(3)).isAfter(start)
        ? Optional.of(lock.group(1))
        : Optional.empty();
  }

  Result run(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<String>(List.of(program.toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    setEnvironment(builder, environment);
    // The provider is installed as on a user's machine.
    if (words[0].equals("init")) builder.environment().remove(ProviderServer.VARIABLE);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), output);
  }

  /// Replaces the variables that lead AWS clients and Terraform elsewhere.
  static void setEnvironment(ProcessBuilder builder, Map<String, String> environment) {
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("AWS_") || name.startsWith("TF_"));
    // A provider collects garbage for a seventh of its time while it reads its schema.
    builder.environment().put("GOGC", "400");
    // What moto does not know is no reason to try for minutes.
    builder.environment().put("AWS_MAX_ATTEMPTS", "2");
    builder.environment().putAll(environment);
  }
}
