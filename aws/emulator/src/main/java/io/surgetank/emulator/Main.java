package io.surgetank.emulator;

import java.io.PrintStream;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/// Starts both on free ports, prints the ports on one line, and exits when its standard input ends,
/// so it cannot outlive its parent process.
public final class Main {
  private Main() {}

  /// Writes `READY <SQS port> <DynamoDB port>` and nothing else to standard output.
  public static void main(String... arguments) throws Exception {
    PrintStream out = System.out;
    // DynamoDB Local prints a banner.
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
    // ElasticMQ's threads would keep the process running.
    System.exit(0);
  }
}
