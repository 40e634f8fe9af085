package io.surgetank.bench;

/// What is loaded.
enum ServerVariant {
  CEILING("ceiling: parse, validate, store nothing"),
  ACCEPT("accept only"),
  WORK("accept + process + store"),
  WORK_LOGGED("the same, log at its default (info)"),
  BUILT_IN("the same, the built-in descriptor (concurrency 200)");

  final String words;

  ServerVariant(String words) {
    this.words = words;
  }

  /// Room for the workers to keep up with the intake, so that the machine is what is measured.
  private static final String WORKED = "{handler: order, batch: 256, concurrency: 256}";

  /// One job at the start, the next in some years.
  private static final String UNWORKED = "{handler: order, rate: 1/10000d}";

  String descriptor() {
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
        .formatted(this == ACCEPT ? UNWORKED : WORKED);
  }
}
