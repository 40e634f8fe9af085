package io.surgetank.deploy.infra.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.infra.RequiredTool;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackFactory;
import io.surgetank.deploy.stack.StackResult;
import io.surgetank.deploy.stack.StackSettings;
import io.surgetank.deploy.terraform.StackFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// OpenTofu in a copy of one of the two stacks. What it puts there lands in a folder of the test;
/// its state is a file, where users have a bucket.
public final class Tofu {
  public static final String NEW = "6.25.0";
  static final String OLD = "5.100.0";

  /// Of the stand-in.
  static final String ACCOUNT = "123456789012";

  /// One pipeline, which is quicker than all that are built in.
  private static final Pipelines ONE = StackConfigurations.orders("timeout: 30s", "");

  private final Path folder;
  private final Path cloud;
  private final Map<String, String> environment = new HashMap<>();

  public record Said(int status, String text) {
    public Said ok() {
      assertThat(status).as(text).isZero();
      return this;
    }

    /// On one line, as boxes and line breaks differ with the width of a message.
    String flat() {
      return text.replaceAll("[\\s│]+", " ");
    }
  }

  private Tofu(Path folder, Path cloud) {
    this.folder = folder;
    this.cloud = cloud;
  }

  /// Ready to plan: initialised with the given version of the provider.
  public static Tofu in(Path temp, String stack, String provider) {
    return copied(temp, stack, provider).initialised();
  }

  Tofu initialised() {
    run("init", "-input=false").ok();
    return this;
  }

  /// A copy of a stack that is not initialised yet.
  static Tofu copied(Path temp, String stack, String provider) {
    try {
      Path folder = Files.createDirectories(temp.resolve(stack));
      try (Stream<Path> files = Files.list(Tree.terraform().resolve(stack))) {
        for (Path file : files.filter(file -> file.toString().endsWith(".tf")).toList())
          Files.copy(file, folder.resolve(file.getFileName()));
      }
      var made = new Tofu(folder, temp.resolve("cloud"));
      if (stack.equals("app"))
        made.write("backend_override.tf", "terraform {\n  backend \"local\" {}\n}\n");
      made.write("surgetank.zip", "not a zip, but a file");
      made.packed();
      made.environment.putAll(environment(temp, provider));
      return made;
    } catch (IOException uncopied) {
      throw new UncheckedIOException(uncopied);
    }
  }

  /// What a process of OpenTofu needs, its own path among it; the account is a folder in `temp`.
  public static Map<String, String> environment(Path temp, String provider) throws IOException {
    return Map.of(
        "TOFU",
        Tree.tofu().toString(),
        "TF_CLI_CONFIG_FILE",
        mirror(temp, provider).toString(),
        // The stand-in speaks without a certificate; both ends are on this machine.
        "TF_DISABLE_PLUGIN_TLS",
        "1",
        "TF_IN_AUTOMATION",
        "1",
        "CHECKPOINT_DISABLE",
        "1",
        "STANDIN_CLOUD",
        temp.resolve("cloud").toString());
  }

  /// A folder that looks like a registry with this one provider in this one version.
  private static Path mirror(Path temp, String version) throws IOException {
    Path place = temp.resolve("registry/registry.opentofu.org/hashicorp/aws/" + version);
    Path plugin = Files.createDirectories(place.resolve("linux_amd64"));
    Path program = plugin.resolve("terraform-provider-aws_v" + version);
    Files.writeString(
        program,
        "#!/bin/sh\nexec '%s' '%s' %s\n"
            .formatted(RequiredTool.NODE.path(), Tree.standin().resolve("provider.mjs"), version));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return Files.writeString(
        temp.resolve("tofu.rc"),
        "provider_installation {\n  filesystem_mirror {\n    path = \"%s\"\n  }\n}\n"
            .formatted(temp.resolve("registry")));
  }

  void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  /// As `surgetank package` leaves it: beside the zip, the stack of one pipeline.
  Tofu packed() {
    return packed(ONE);
  }

  /// The same of these pipelines.
  public Tofu packed(Pipelines pipelines) {
    return packed(pipelines, StackSettings.of("dev", "eu-central-1"));
  }

  Tofu packed(Pipelines pipelines, StackSettings settings) {
    switch (StackFactory.of(pipelines, settings)) {
      case StackResult.Ready(var stack) ->
          StackFile.write(stack, settings, folder.resolve("surgetank.zip"));
      case StackResult.Refused(var faults) -> throw new IllegalArgumentException(faults.toString());
    }
    return this;
  }

  Path folder() {
    return folder;
  }

  /// The account bears so many things and no more, until it is told otherwise.
  void bears(int things) {
    environment.put("STANDIN_BEARS", String.valueOf(things));
  }

  /// From now on in another's account.
  void standsIn(Path other) {
    environment.put("STANDIN_CLOUD", other.toString());
  }

  /// What stands in the account.
  public List<String> standing() {
    try (Stream<Path> things = Files.exists(cloud) ? Files.list(cloud) : Stream.empty()) {
      return things.map(thing -> String.valueOf(thing.getFileName())).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public Said apply(String... variables) {
    return with("apply -auto-approve -input=false", variables);
  }

  Said plan(String... variables) {
    return with("plan -detailed-exitcode -input=false", variables);
  }

  public Said destroy(String... variables) {
    return with("destroy -auto-approve -input=false", variables);
  }

  /// What the state says stands there, in full.
  public JsonNode state() {
    return JsonMapper.shared().readTree(run("show", "-json").ok().text());
  }

  private Said with(String command, String... variables) {
    var words = new ArrayList<>(List.of(command.split(" ")));
    for (String variable : variables) words.add("-var=" + variable);
    return run(words.toArray(String[]::new));
  }

  Said run(String... words) {
    var command = new ArrayList<String>();
    command.add(environment.get("TOFU"));
    command.addAll(List.of(words));
    if (!List.of("show", "fmt", "output").contains(words[0])) command.add("-no-color");
    var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    process.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    process.environment().putAll(environment);
    try {
      Process running = process.start();
      running.getOutputStream().close();
      String text = new String(running.getInputStream().readAllBytes(), UTF_8);
      return new Said(running.waitFor(), text);
    } catch (IOException unstarted) {
      throw new UncheckedIOException(unstarted);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
