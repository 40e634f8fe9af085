package io.surgetank.cli.command;

import io.surgetank.cli.log.LogLevel;
import io.surgetank.cli.log.LogSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Runs the deployment zip on this machine until it is stopped.
@Command(
    name = "aws-local",
    description = "Run the deployment zip on this machine as AWS would, without account or Docker.",
    footer = {
      "",
      "Examples:",
      "  surgetank aws-local",
      "  surgetank aws-local --config my/surgetank.yaml --concurrency 5",
      "  surgetank aws-local --endpoint http://127.0.0.1:4566",
      "",
      "Ctrl-C or SIGTERM stops it and every process it started. Without --endpoint, SQS and",
      "DynamoDB are in memory: nothing is kept."
    })
final class LocalAwsCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "8081",
      converter = PortConverter.class,
      description = "Port of the HTTP API; 0 for any free port. Default: ${DEFAULT-VALUE}")
  private int port = 8081;

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "10",
      description = {
        "Concurrent function invocations of the account.",
        "Default: ${DEFAULT-VALUE}, as for a new account"
      })
  private int concurrency = 10;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      defaultValue = "",
      description = {
        "Endpoint of SQS and DynamoDB on this machine.",
        "Default: emulated by ElasticMQ and DynamoDB Local"
      })
  private String endpoint = "";

  @Mixin private LogFormatOption logFormat = new LogFormatOption();

  private final CommandRuntime commandRuntime;

  LocalAwsCommand(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() throws InterruptedException {
    var settings =
        new LocalAwsSettings(
            port,
            config.source(),
            concurrency,
            endpoint,
            new LogSettings(logFormat.format(), LogLevel.INFO));
    Terminal.err("Starting SQS, DynamoDB and the HTTP API, a few seconds ...");
    var out = new FileOutputStream(FileDescriptor.out);
    var signal = StopSignal.listen();
    return switch (commandRuntime.localAws().start(settings, this::greet, out)) {
      case LocalAwsRuntime.Start.Up(var aws) -> signal.close(aws::close);
      case LocalAwsRuntime.Start.Refused(var errors) -> {
        signal.ignore();
        yield CommandMessages.notStarted(settings.log(), commandRuntime.clock().now(), errors);
      }
    };
  }

  private void greet(LocalAwsRuntime.Greeting greeting) {
    var text = new StringBuilder();
    text.append("Surgetank ").append(commandRuntime.version());
    text.append(" on local AWS, HTTP API at ").append(greeting.url()).append('\n');
    text.append(CommandMessages.routes(greeting.routes()));
    text.append(config.banner()).append('\n');
    text.append("SQS: ").append(greeting.sqs());
    text.append("  DynamoDB: ").append(greeting.dynamo()).append('\n');
    text.append("Operations: --url ").append(greeting.url());
    text.append(" --token ").append(greeting.token()).append('\n');
    text.append(CommandMessages.curl(greeting.url(), greeting.routes()));
    text.append("The first request takes a few seconds: a cold start.\n");
    Terminal.out(text.toString().stripTrailing());
  }
}
