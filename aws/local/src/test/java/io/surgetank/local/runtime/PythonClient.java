package io.surgetank.local.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.deploy.infra.Infra;
import io.surgetank.deploy.infra.RequiredTool;
import io.surgetank.local.services.ServiceEndpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// `client.py`, which uses boto3 and nothing of this project. Its clients are created by the
/// example of docs/aws/local.md, with the URLs of a running stack.
record PythonClient(Path python, Path folder) {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```python\\n(.*?)```");
  private static final String SQS = "http://127.0.0.1:9324";
  private static final String DYNAMO = "http://127.0.0.1:8000";

  /// Skips the test where Python or boto3 is missing: moto requires boto3.
  static PythonClient in(Path folder) {
    return new PythonClient(RequiredTool.MOTO.path(), folder);
  }

  /// Runs it and returns what it prints.
  JsonNode run(ServiceEndpoints endpoints, String... arguments)
      throws IOException, InterruptedException {
    Files.writeString(folder.resolve("clients.py"), example(endpoints));
    Path script = Infra.folder().resolve("local/src/test/python/client.py");
    Path errors = folder.resolve("client.log");
    var builder = new ProcessBuilder(python.toString(), script.toString());
    builder.command().addAll(List.of(arguments));
    var environment = builder.redirectError(errors.toFile()).environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    environment.put("AWS_CONFIG_FILE", "/dev/null");
    environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("NO_PROXY", "127.0.0.1");
    environment.put("PYTHONPATH", folder.toString());
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
      return Json.read(printed);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String example(ServiceEndpoints endpoints) throws IOException {
    Matcher block = EXAMPLE.matcher(Files.readString(Infra.root().resolve("docs/aws/local.md")));
    assertThat(block.find()).isTrue();
    assertThat(block.group(1)).contains(SQS, DYNAMO);
    return block
        .group(1)
        .replace(SQS, endpoints.sqs().toString())
        .replace(DYNAMO, endpoints.dynamo().toString());
  }
}
