package io.surgetank.local.services;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/// The endpoints of SQS and DynamoDB. Only loopback addresses are allowed, never AWS itself.
public record ServiceEndpoints(URI sqs, URI dynamo) {
  /// Throws [IllegalArgumentException] for any other address.
  public ServiceEndpoints {
    requireLoopback(sqs);
    requireLoopback(dynamo);
  }

  /// The same endpoint for both.
  public static ServiceEndpoints both(URI address) {
    return new ServiceEndpoints(address, address);
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
        + "' is not a loopback address; use http://127.0.0.1:PORT. Other addresses are refused, so"
        + " that no AWS account is used by mistake";
  }
}
