package io.surgetank.proof.aws;

/// What goes wrong with a call.
enum AwsFault {
  NONE("calls without a fault"),
  THROTTLED("calls throttled"),
  SERVER_ERROR("calls answered with 500"),
  /// Another transaction has one of the items.
  CONFLICT("writes that conflict with a transaction"),
  /// The request times out and is not executed.
  REQUEST_LOST("calls lost before their effect"),
  /// The request is executed and times out.
  REPLY_LOST("calls whose reply is lost"),
  /// Only some of the keys or entries of a batch are executed.
  PARTIAL("batches executed in part"),
  /// The function is killed before the request is executed.
  KILLED_BEFORE("functions killed before the effect of a call"),
  /// The function is killed after the request was executed.
  KILLED_AFTER("functions killed after the effect of a call");

  private final String title;

  AwsFault(String title) {
    this.title = title;
  }

  /// What is counted.
  String title() {
    return title;
  }
}
