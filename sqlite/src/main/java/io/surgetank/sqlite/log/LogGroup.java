package io.surgetank.sqlite.log;

import java.nio.ByteBuffer;

/// The records that were written and synced together.
///
/// @param number one more than that of the group before
public record LogGroup(long number, ByteBuffer content) {}
