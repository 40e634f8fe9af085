package io.surgetank.local.lambda;

import io.surgetank.deploy.stack.LambdaFunction;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Starts an environment's process as Lambda does: with the same client and variables, and without
/// the variables of this process, so that it cannot use the user's credentials.
final class ProcessLauncher {
  private static final String ENTRY = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /// The rest of the memory is for threads, code and the client.
  private static final double HEAP_SHARE = 0.85;

  private ProcessLauncher() {}

  /// @param api the URL of this environment's Runtime API, without `http://`
  static Process of(
      LambdaFunction lambdaFunction,
      LaunchConfig launchConfig,
      Instant now,
      String id,
      String api) {
    String classPath =
        launchConfig.runtime().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    var builder =
        new ProcessBuilder(
            java.util.stream.Stream.of(
                    List.of(launchConfig.java().resolve("bin").resolve("java").toString()),
                    launchConfig.flags(),
                    RuntimeClientLibrary.flags(launchConfig.runtime()),
                    List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx" + (int) (lambdaFunction.memory() * HEAP_SHARE) + "m",
                        "-cp",
                        classPath,
                        ENTRY,
                        lambdaFunction.handler()))
                .flatMap(List::stream)
                .toList());
    builder.directory(launchConfig.task().toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(lambdaFunction.environment());
    environment.putAll(reserved(lambdaFunction, launchConfig, now, id));
    environment.put("AWS_LAMBDA_RUNTIME_API", api);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException unstarted) {
      throw new UncheckedIOException(
          "cannot start a process for " + lambdaFunction.name(), unstarted);
    }
  }

  /// The variables that Lambda sets
  /// (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html).
  private static Map<String, String> reserved(
      LambdaFunction lambdaFunction, LaunchConfig launchConfig, Instant now, String id) {
    String day = LocalDate.ofInstant(now, ZoneOffset.UTC).toString().replace('-', '/');
    return Map.ofEntries(
        Map.entry("_HANDLER", lambdaFunction.handler()),
        Map.entry("AWS_REGION", launchConfig.region()),
        Map.entry("AWS_DEFAULT_REGION", launchConfig.region()),
        Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", lambdaFunction.name()),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(lambdaFunction.memory())),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + lambdaFunction.name()),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", day + "/[$LATEST]" + id),
        // Invalid at AWS: these sign requests to this machine only.
        Map.entry("AWS_ACCESS_KEY_ID", "local"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
        Map.entry("AWS_EC2_METADATA_DISABLED", "true"),
        Map.entry("AWS_CONFIG_FILE", "/dev/null"),
        Map.entry("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
        Map.entry("LAMBDA_TASK_ROOT", launchConfig.task().toString()),
        Map.entry("LAMBDA_RUNTIME_DIR", "/var/runtime"),
        Map.entry("LANG", "en_US.UTF-8"),
        Map.entry("TZ", ":UTC"),
        Map.entry("PATH", "/usr/local/bin:/usr/bin:/bin"));
  }
}
