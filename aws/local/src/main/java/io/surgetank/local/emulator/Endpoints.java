package io.surgetank.local.emulator;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/// Where SQS and DynamoDB are. Never AWS itself: only this machine's own addresses are taken.
public record Endpoints(URI sqs, URI dynamo) {
  /// Throws [IllegalArgumentException] with a sentence for any other address.
  public Endpoints {
    requireLoopback(sqs);
    requireLoopback(dynamo);
  }

  /// One address for both.
  public static Endpoints both(URI address) {
    return new Endpoints(address, address);
  }

  static void requireLoopback(URI address) {
    try {
      String host = address.getHost();
      if (host != null && InetAddress.getByName(host).isLoopbackAddress()) return;
    } catch (UnknownHostException unknown) {
      throw new IllegalArgumentException(refusal(address), unknown);
    }
    throw new IllegalArgumentException(refusal(address));
  }

  private static String refusal(URI address) {
    return "'"
        + address
        + "' is not an address of this machine; SQS and DynamoDB are looked for nowhere else, so"
        + " that no account can be reached by mistake: use http://127.0.0.1:PORT";
  }
}
