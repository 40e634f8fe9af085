/// The durable store and queue of one machine, on SQLite: one writer with group commit, and readers
/// that never wait for it. Implements the ports of `store`, `queue` and `ledger`; used by `cli`.
@NullMarked
package io.surgetank.sqlite;

import org.jspecify.annotations.NullMarked;
