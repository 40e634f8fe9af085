package io.surgetank.deploy.infra.account;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A folder that somebody works in, with tools on their search path that go to the stand-in for an
/// account and nowhere else.
public final class Workplace {
  private final Path folder;
  private final Path tools;
  private final Map<String, String> environment = new HashMap<>();

  public record Said(int exit, String text) {}

  private Workplace(Path folder, Path tools) {
    this.folder = folder;
    this.tools = tools;
  }

  /// AWS's command line from before 2.13 asks no variable where AWS is, and `--endpoint-url` does
  /// not reach all it does: every client that it makes is told here. From before 2.11 it does not
  /// know that tables can be protected, and learns that one word. It waits for half a second where
  /// it would wait for 30, as the stand-in is quicker than AWS. Nothing else is changed. That it
  /// never goes elsewhere, a proxy that is not there sees to.
  private static final String TOLD_WHERE =
      """
      import os, runpy, sys
      import awscli
      from botocore.session import Session
      made = Session.create_client
      def create_client(self, service, *more, **named):
          if not named.get('endpoint_url'):
              named['endpoint_url'] = os.environ['AWS_ENDPOINT_URL']
          return made(self, service, *more, **named)
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

  /// Skips the test where the shell, AWS's command line, or what the pages use is missing.
  public static void requireTools() {
    RequiredTool.require(
        RequiredTool.AWS, RequiredTool.BASH, RequiredTool.CURL, RequiredTool.OPENSSL);
  }

  /// With AWS's command line.
  public static Workplace at(Path folder, Path tools, Account account) throws IOException {
    return at(folder, tools, account.environment());
  }

  /// With AWS's command line.
  ///
  /// @param account environment variables that lead to it
  public static Workplace at(Path folder, Path tools, Map<String, String> account)
      throws IOException {
    requireTools();
    Path aws = RequiredTool.AWS.path();
    var workplace = new Workplace(folder, Files.createDirectories(tools));
    workplace.environment.putAll(account);
    workplace.tool(
        "aws",
        "HTTPS_PROXY=http://127.0.0.1:1 exec "
            + (isOfDebian(aws) ? told(aws, tools) : aws)
            + " \"$@\"");
    return workplace;
  }

  private static boolean isOfDebian(Path aws) throws IOException {
    try (var lines = Files.newBufferedReader(aws, ISO_8859_1)) {
      return "#!/usr/bin/python3".equals(lines.readLine());
    }
  }

  private static String told(Path aws, Path tools) throws IOException {
    Path script = Files.writeString(tools.resolve("aws.py"), TOLD_WHERE);
    return "/usr/bin/python3 " + script + " " + aws;
  }

  /// A command of this name, first on the search path.
  public void tool(String name, String script) throws IOException {
    Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
    if (!file.toFile().setExecutable(true)) throw new IOException("not executable: " + file);
  }

  /// The folder becomes a copy of aws/serverless, with the service of the built-in pipelines and
  /// the packages that npm installed, which are required.
  public void withServerless() throws IOException {
    Path from = Infra.folder().resolve("serverless");
    Path modules = NpmPackage.require(from, "osls").getParent();
    Infra.service(folder);
    for (String file : List.of("package.json", "package-lock.json"))
      Files.copy(from.resolve(file), folder.resolve(file));
    Files.createSymbolicLink(folder.resolve("node_modules"), modules);
    withQuickServerless();
  }

  /// Serverless looks for news every five seconds otherwise, and calls home.
  public void withQuickServerless() throws IOException {
    linked("node", RequiredTool.NODE.path());
    linked("npm", RequiredTool.NPM.path());
    with("SLS_AWS_MONITORING_FREQUENCY", "50");
    with("SLS_TELEMETRY_DISABLED", "1");
    with("SLS_NOTIFICATIONS_MODE", "off");
    // What .ci/run has installed need not be fetched again.
    with("npm_config_prefer_offline", "true");
    with("npm_config_audit", "false");
  }

  /// First on the search path.
  private void linked(String name, Path program) throws IOException {
    tool(name, "exec '" + program + "' \"$@\"");
  }

  public void with(String variable, String value) {
    environment.put(variable, value);
  }

  /// Of an environment variable; empty where there is none.
  public String value(String variable) {
    return environment.getOrDefault(variable, "");
  }

  /// Has bash run the lines; answers what it said. Fails when they do.
  public String ok(String lines) throws Exception {
    Said said = bash(lines);
    assertThat(said.exit()).as(said.text()).isZero();
    return said.text();
  }

  /// Has bash run the lines, ending at the first that fails. Nothing is typed.
  public Said bash(String lines) throws Exception {
    return ended(start("-c", lines), lines);
  }

  /// The same, but everything that runs is killed at the moment that the account is asked this.
  public Said killed(String lines, Account account, String atAction) throws Exception {
    var started = new CompletableFuture<Process>();
    account.watch(asked -> {
      if (!asked.action().equals(atAction)) return;
      Process process = started.join();
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    });
    started.complete(start("-c", lines));
    Said said = ended(started.join(), lines);
    account.watch(_ -> {});
    return said;
  }

  private static Said ended(Process process, String lines) throws Exception {
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("did not end: " + lines + "\n" + text);
    }
    return new Said(process.exitValue(), text);
  }

  public Session session() throws IOException {
    return new Session(start());
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
