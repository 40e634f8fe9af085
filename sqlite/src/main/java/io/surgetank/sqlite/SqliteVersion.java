package io.surgetank.sqlite;

import java.sql.SQLException;
import java.util.Arrays;

/// Refuses SQLite versions that can lose data. Up to 3.51.2, restarting a write-ahead log during a
/// checkpoint could damage the database; 3.50.7 and 3.44.6 have the fix.
///
/// Checked at run time, since a program that embeds the engine may use an older driver than the one
/// it was built with.
record SqliteVersion(int major, int minor, int patch) implements Comparable<SqliteVersion> {
  private static final SqliteVersion REPAIRED = new SqliteVersion(3, 51, 3);
  private static final SqliteVersion REPAIRED_50 = new SqliteVersion(3, 50, 7);
  private static final SqliteVersion REPAIRED_44 = new SqliteVersion(3, 44, 6);

  static void check(DatabaseConnection connection) throws SQLException {
    String text =
        connection.query("SELECT sqlite_version()").first(row -> row.getString(1)).orElse("");
    if (!parse(text).isSafe()) throw new Schema.UnusableStore(refusal(text));
  }

  /// The message for the operator; follows the file's name.
  static String refusal(String version) {
    return "cannot be opened with SQLite %s, which can damage a database when its log is reset;"
            .formatted(version)
        + " use org.xerial:sqlite-jdbc 3.51.3.0 or newer (in Maven, set the property"
        + " sqlite-jdbc.version or pin the artifact in dependencyManagement)";
  }

  static SqliteVersion parse(String text) {
    int[] parts =
        Arrays.stream(text.split("\\.", -1))
            .limit(3)
            .mapToInt(part -> part.matches("\\d{1,6}") ? Integer.parseInt(part) : 0)
            .toArray();
    int[] all = Arrays.copyOf(parts, 3);
    return new SqliteVersion(all[0], all[1], all[2]);
  }

  boolean isSafe() {
    return compareTo(REPAIRED) >= 0 || isRepaired(REPAIRED_50) || isRepaired(REPAIRED_44);
  }

  private boolean isRepaired(SqliteVersion since) {
    return major == since.major && minor == since.minor && patch >= since.patch;
  }

  @Override
  public int compareTo(SqliteVersion other) {
    return Arrays.compare(
        new int[] {major, minor, patch}, new int[] {other.major, other.minor, other.patch});
  }
}
