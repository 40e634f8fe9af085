package io.surgetank.emulator;

import java.io.PrintStream;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/// Starts both on free ports, says where they are on one line, and ends when its input ends: it
/// cannot outlive whoever started it.
public final class Main {
  private Main() {}

  /// Writes `READY <SQS's port> <DynamoDB's port>` and nothing else to the standard output.
  public static void main(String... arguments) throws Exception {
    PrintStream out = System.out;
    // DynamoDB Local greets at length.
    System.setOut(System.err);
    SQSRestServer sqs =
        SQSRestServerBuilder.withInterface("127.0.0.1")
            .withDynamicPort()
            .withAWSRegion(arguments[0])
            .start();
    int sqsPort = sqs.waitUntilStarted().localAddress().getPort();
    LoopbackDynamo dynamo = LoopbackDynamo.start();
    out.println("READY " + sqsPort + " " + dynamo.port());
    out.flush();
    while (System.in.read() >= 0) Thread.onSpinWait();
    dynamo.stop();
    sqs.stopAndWait();
    // ElasticMQ's actors would keep the process.
    System.exit(0);
  }
}
