package io.surgetank.cli.command;

import io.surgetank.cli.log.LogFormat;
import io.surgetank.cli.log.LogLevel;
import io.surgetank.cli.log.LogSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Runs the deployment zip on this machine until it is told to stop.
@Command(
    name = "aws-local",
    description = "Run the deployment zip here, as AWS would: no account, no Docker.",
    footer = {
      "",
      "Examples:",
      "  surgetank aws-local",
      "  surgetank aws-local --config my/surgetank.yaml --concurrency 5",
      "  surgetank aws-local --endpoint http://127.0.0.1:4566",
      "",
      "Ctrl-C or SIGTERM ends it and every process it started. Without --endpoint nothing is",
      "kept: SQS and DynamoDB are in memory."
    })
final class LocalAwsCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "8081",
      converter = PortConverter.class,
      description = "Of the HTTP API; 0 means any free one. Default: ${DEFAULT-VALUE}")
  private int port = 8081;

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--concurrency",
      paramLabel = "CALLS",
      defaultValue = "10",
      description = {
        "How many calls of functions the account runs at once.",
        "Default: ${DEFAULT-VALUE}, as a new account has"
      })
  private int concurrency = 10;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      defaultValue = "",
      description = {
        "Where SQS and DynamoDB are: an address of this machine.",
        "Default: emulated by ElasticMQ and DynamoDB Local"
      })
  private String endpoint = "";

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "TEXT",
      description = "text or json. Default: text")
  private LogFormat logFormat = LogFormat.TEXT;

  private final CommandRuntime commandRuntime;

  LocalAwsCommand(CommandRuntime commandRuntime) {
    this.commandRuntime = commandRuntime;
  }

  @Override
  public Integer call() throws InterruptedException {
    var settings =
        new LocalAwsSettings(
            port,
            config.descriptor(),
            concurrency,
            endpoint,
            new LogSettings(logFormat, LogLevel.INFO));
    Terminal.err("Starting SQS, DynamoDB and the HTTP API: some seconds ...");
    var out = new FileOutputStream(FileDescriptor.out);
    var signal = StopSignal.awaited();
    return switch (commandRuntime.localAws().start(settings, this::greet, out)) {
      case LocalAwsRuntime.Start.Up(var aws) -> signal.close(aws::close);
      case LocalAwsRuntime.Start.Refused(var faults) -> {
        signal.forget();
        yield ForegroundProcess.notStarted(settings.log(), commandRuntime.pace().now(), faults);
      }
    };
  }

  private void greet(LocalAwsRuntime.Greeting greeting) {
    var text = new StringBuilder();
    text.append("Surgetank ").append(commandRuntime.version());
    text.append(" on local AWS, its HTTP API at ").append(greeting.url()).append('\n');
    text.append(ForegroundProcess.routes(greeting.routes()));
    text.append(config.banner()).append('\n');
    text.append("SQS: ").append(greeting.sqs());
    text.append("  DynamoDB: ").append(greeting.dynamo()).append('\n');
    text.append("Operations: --url ").append(greeting.url());
    text.append(" --token ").append(greeting.token()).append('\n');
    text.append(ForegroundProcess.curl(greeting.url(), greeting.routes()));
    text.append("The first request starts a function: some seconds, as a cold start is.\n");
    Terminal.out(text.toString().stripTrailing());
  }
}
