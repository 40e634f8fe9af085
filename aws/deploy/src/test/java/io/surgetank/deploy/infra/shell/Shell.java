package io.surgetank.deploy.infra.shell;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.infra.NpmPackage;
import io.surgetank.deploy.infra.RequiredTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs commands of bash in a folder, with tools that can reach an emulated account only.
public final class Shell {
  /// AWS CLI before 2.13 reads no endpoint from its environment, and `--endpoint-url` does not
  /// apply to all of its clients: each gets the endpoint here. Before 2.11 it does not know the
  /// deletion protection of tables, which is added to its model. It waits for at most half a second
  /// between polls.
  private static final String AWS_CLI =
      """
      import os, runpy, sys
      import awscli
      from botocore.session import Session
      create = Session.create_client
      def create_client(self, service, *more, **named):
          if not named.get('endpoint_url'):
              named['endpoint_url'] = os.environ['AWS_ENDPOINT_URL']
          return create(self, service, *more, **named)
      Session.create_client = create_client
      from botocore.loaders import Loader
      read = Loader.load_service_model
      def load_service_model(self, service_name, type_name, api_version=None):
          model = read(self, service_name, type_name, api_version)
          if service_name == 'dynamodb' and type_name == 'service-2':
              members = model['shapes']['UpdateTableInput']['members']
              members.setdefault('DeletionProtectionEnabled', {'shape': 'BooleanObject'})
          return model
      Loader.load_service_model = load_service_model
      import time
      sleep = time.sleep
      time.sleep = lambda seconds: sleep(min(seconds, 0.5))
      del sys.argv[0]
      runpy.run_path(sys.argv[0], run_name='__main__')
      """;

  private final Path folder;
  private final Path tools;
  private final Map<String, String> environment = new HashMap<>();

  /// The exit status of commands, and their output.
  public record Result(int exit, String text) {}

  private Shell(Path folder, Path tools) {
    this.folder = folder;
    this.tools = tools;
  }

  /// Skips the test where bash, the AWS CLI, or a tool that the documentation uses is missing.
  public static void requireTools() {
    RequiredTool.require(
        RequiredTool.AWS, RequiredTool.BASH, RequiredTool.CURL, RequiredTool.OPENSSL);
  }

  /// With the AWS CLI.
  ///
  /// @param tools an own folder, first on the search path
  /// @param account environment variables that lead to the account
  public static Shell in(Path folder, Path tools, Map<String, String> account) throws IOException {
    requireTools();
    Path aws = RequiredTool.AWS.path();
    var shell = new Shell(folder, Files.createDirectories(tools));
    shell.environment.put("AWS_PAGER", "");
    shell.environment.putAll(account);
    shell.tool(
        "aws",
        // A proxy that does not exist: no other host can be reached.
        "HTTPS_PROXY=http://127.0.0.1:1 exec "
            + (isOfDebian(aws) ? withEndpoint(aws, tools) : aws)
            + " \"$@\"");
    return shell;
  }

  private static boolean isOfDebian(Path aws) throws IOException {
    try (var lines = Files.newBufferedReader(aws, ISO_8859_1)) {
      return "#!/usr/bin/python3".equals(lines.readLine());
    }
  }

  private static String withEndpoint(Path aws, Path tools) throws IOException {
    Path script = Files.writeString(tools.resolve("aws.py"), AWS_CLI);
    return "/usr/bin/python3 " + script + " " + aws;
  }

  /// Adds a command of this name, first on the search path.
  public void tool(String name, String script) throws IOException {
    Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
    if (!file.toFile().setExecutable(true)) throw new IOException("not executable: " + file);
  }

  /// The folder becomes a copy of aws/serverless, with the service of the built-in pipelines. Skips
  /// the test where the packages of npm are not installed.
  public void withServerless() throws IOException {
    Path from = Infra.folder().resolve("serverless");
    Path modules = NpmPackage.require(from, "osls").getParent();
    Infra.service(folder);
    for (String file : List.of("package.json", "package-lock.json"))
      Files.copy(from.resolve(file), folder.resolve(file));
    Files.createSymbolicLink(folder.resolve("node_modules"), modules);
    withQuickServerless();
  }

  /// Adds Node.js and npm. Serverless polls every five seconds otherwise, and sends usage reports.
  public void withQuickServerless() throws IOException {
    tool("node", "exec '" + RequiredTool.NODE.path() + "' \"$@\"");
    tool("npm", "exec '" + RequiredTool.NPM.path() + "' \"$@\"");
    with("SLS_AWS_MONITORING_FREQUENCY", "50");
    with("SLS_TELEMETRY_DISABLED", "1");
    with("SLS_NOTIFICATIONS_MODE", "off");
    // Packages that .ci/run has installed are not downloaded again.
    with("npm_config_prefer_offline", "true");
    with("npm_config_audit", "false");
  }

  public void with(String variable, String value) {
    environment.put(variable, value);
  }

  /// The value of an environment variable; empty if it is not set.
  public String value(String variable) {
    return environment.getOrDefault(variable, "");
  }

  /// Runs commands and returns their output. Fails if they do.
  public String ok(String lines) throws Exception {
    Result result = bash(lines);
    assertThat(result.exit()).as(result.text()).isZero();
    return result.text();
  }

  /// Runs commands up to the first that fails, without input.
  public Result bash(String lines) throws Exception {
    Process process = start("-c", lines);
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("did not end: " + lines + "\n" + text);
    }
    return new Result(process.exitValue(), text);
  }

  public ShellSession session() throws IOException {
    return new ShellSession(start());
  }

  private Process start(String... more) throws IOException {
    var command = new ArrayList<>(List.of(RequiredTool.BASH.path().toString(), "-euo", "pipefail"));
    command.addAll(List.of(more));
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    var inherited = builder.environment();
    inherited.keySet().removeIf(name -> name.startsWith("AWS_") || name.matches("(?i).*_proxy"));
    inherited.put("PATH", tools + ":" + RequiredTool.searchPath());
    inherited.putAll(environment);
    return builder.start();
  }
}
