package io.surgetank.aws.table;

import java.nio.charset.StandardCharsets;

/// Where a job's payload is stored. Each write of an item costs a unit for each started kilobyte,
/// so a long payload is written once, and a short one costs less in the job's own item.
enum PayloadLocation {
  JOB_ITEM,
  /// An item `P#id`, of which only the expiry changes.
  SEPARATE_ITEM;

  /// The rest of a job's item has some 400 bytes. Its three writes cost two units each up to this
  /// length, less than a second item with its expiry.
  static final int MAX_BYTES_IN_JOB_ITEM = 1_536;

  static PayloadLocation of(String payload) {
    return payload.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES_IN_JOB_ITEM
        ? JOB_ITEM
        : SEPARATE_ITEM;
  }
}
