package io.surgetank.bench;

/// The variants of the server.
enum ServerVariant {
  CEILING("ceiling: parse, validate, store nothing"),
  ACCEPT("accept only"),
  WORK("accept + process + store"),
  WORK_LOGGED("the same, log at its default (info)"),
  BUILT_IN("the same, the built-in configuration (concurrency 200)");

  final String label;

  ServerVariant(String label) {
    this.label = label;
  }

  /// Enough concurrency that the machine is the limit.
  private static final String PROCESSED = "{handler: order, batch: 256, concurrency: 256}";

  /// One job at the start, the next after 10,000 days.
  private static final String NOT_PROCESSED = "{handler: order, rate: 1/10000d}";

  String configuration() {
    return """
    pipelines:
      orders:
        intake:
          path: /orders
          schema: order.schema.json
          backlog: 1000000000
          reply: {message: "Order received", orderId: "{id}", created_at: "{acceptedAt}", status: "{status}"}
        work: %s
    """
        .formatted(this == ACCEPT ? NOT_PROCESSED : PROCESSED);
  }
}
