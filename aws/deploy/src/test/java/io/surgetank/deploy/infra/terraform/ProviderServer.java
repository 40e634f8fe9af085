package io.surgetank.deploy.infra.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The AWS provider as a running process, which all Terraform commands of a test use. Otherwise
/// each command starts it three times, for two seconds of processor time each.
///
/// A command configures the provider for itself: use it for one command at a time.
final class ProviderServer implements AutoCloseable {
  /// The variable by which Terraform finds the process instead of starting its own.
  static final String VARIABLE = "TF_REATTACH_PROVIDERS";

  private static final Pattern LINE = Pattern.compile(".*" + VARIABLE + "='(.*)'.*");

  private final Process process;
  private final Map<String, String> environment;

  private ProviderServer(Process process, Map<String, String> environment) {
    this.process = process;
    this.environment = environment;
  }

  /// Starts it. Skips the test where the provider is missing.
  ///
  /// @param folder of the root module, which paths in it are relative to
  /// @param account environment variables that lead to the account
  static ProviderServer start(Path folder, Map<String, String> account) throws IOException {
    var builder =
        new ProcessBuilder(ProviderMirror.program().toString(), "-debug")
            .directory(Files.createDirectories(folder).toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    TerraformProcess.setEnvironment(builder, account);
    Process process = builder.start();
    try {
      var environment = new HashMap<>(account);
      environment.put(VARIABLE, address(process));
      return new ProviderServer(process, Map.copyOf(environment));
    } catch (IOException notStarted) {
      process.destroyForcibly();
      throw notStarted;
    }
  }

  private static String address(Process process) throws IOException {
    var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = output.readLine();
    while (line != null) {
      Matcher address = LINE.matcher(line);
      if (address.matches()) return address.group(1);
      line = output.readLine();
    }
    throw new IOException("the provider ended without an address");
  }

  /// The account's variables, and the one that leads Terraform to this process.
  Map<String, String> environment() {
    return environment;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
