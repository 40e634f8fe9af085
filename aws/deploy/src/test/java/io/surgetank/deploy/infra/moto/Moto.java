package io.surgetank.deploy.infra.moto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surgetank.deploy.infra.FreePort;
import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.infra.RequiredTool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// moto_server on a port of this machine, with an empty account.
public final class Moto implements AutoCloseable {
  public static final String ACCOUNT = "123456789012";

  /// For Terraform, whose provider otherwise waits for up to a minute after it deleted a queue.
  public static final Map<String, String> WITH_QUICK_DELETIONS =
      Map.of("SURGETANK_DELETIONS", "retried");

  private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(60);

  private final Process process;
  private final URI endpoint;

  private Moto(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /// Starts it; its output is written to a file in the folder. Skips the test where moto is
  /// missing.
  public static Moto start(Path folder) throws IOException, InterruptedException {
    return start(folder, Map.of());
  }

  /// The same with variables of the environment, for the additions to moto.
  public static Moto start(Path folder, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path python = RequiredTool.MOTO.path();
    int port = FreePort.find();
    var builder =
        new ProcessBuilder(
                python.toString(),
                Infra.testTool("moto").resolve("server.py").toString(),
                "-H",
                "127.0.0.1",
                "-p",
                String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("moto.log").toFile());
    builder.environment().putAll(variables);
    var moto = new Moto(builder.start(), URI.create("http://127.0.0.1:" + port));
    try {
      moto.await();
    } catch (IOException | InterruptedException | RuntimeException notStarted) {
      moto.close();
      throw notStarted;
    }
    return moto;
  }

  public URI endpoint() {
    return endpoint;
  }

  /// What leads a process to it and to nothing else.
  public Map<String, String> environment() {
    return environment(endpoint);
  }

  /// The same for a server in front of it.
  public static Map<String, String> environment(URI endpoint) {
    return Map.of(
        "AWS_ENDPOINT_URL",
        endpoint.toString(),
        "AWS_ACCESS_KEY_ID",
        "local",
        "AWS_SECRET_ACCESS_KEY",
        "local",
        "AWS_REGION",
        "eu-central-1",
        "AWS_DEFAULT_REGION",
        "eu-central-1",
        "AWS_EC2_METADATA_DISABLED",
        "true",
        "AWS_CONFIG_FILE",
        "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE",
        "/dev/null");
  }

  /// Deletes everything in the account.
  public void reset() throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(endpoint.resolve("/moto-api/reset"))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) throw new IOException("reset: " + status);
    }
  }

  /// Asks a service whose requests are JSON.
  ///
  /// @param service as it is called in signatures: `ssm`
  /// @param target version and operation: `AmazonSSM.PutParameter`
  public String ask(String service, String region, String target, String json)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var reply =
          client.send(
              HttpRequest.newBuilder(endpoint)
                  .header("X-Amz-Target", target)
                  .header("Content-Type", "application/x-amz-json-1.1")
                  .header(
                      "Authorization",
                      "AWS4-HMAC-SHA256 Credential=local/20260101/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
                          .formatted(region, service))
                  .POST(HttpRequest.BodyPublishers.ofString(json, UTF_8))
                  .build(),
              BodyHandlers.ofString());
      if (reply.statusCode() != 200) throw new IOException(target + ": " + reply.body());
      return reply.body();
    }
  }

  /// Puts a SecureString into Parameter Store, where operators keep their token.
  public void putParameter(String name, String region) throws IOException, InterruptedException {
    ask(
        "ssm",
        region,
        "AmazonSSM.PutParameter",
        "{\"Name\":\"%s\",\"Type\":\"SecureString\",\"Value\":\"a-token-of-these-tests-that-is-long-enough\"}"
            .formatted(name));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void await() throws IOException, InterruptedException {
    long until = System.nanoTime() + TIMEOUT;
    var never = new CountDownLatch(1);
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(endpoint.resolve("/moto-api/data.json")).build();
      while (true) {
        try {
          if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) return;
        } catch (IOException notYet) {
          if (!process.isAlive() || System.nanoTime() > until) throw notYet;
        }
        boolean _ = never.await(100, TimeUnit.MILLISECONDS);
      }
    }
  }
}
