package io.surgetank.core.access;

import java.util.regex.Pattern;

/// Names that someone has chosen, as the audit log and lists show them.
public final class GivenName {
  /// What a name needs to look like the rest of an entry, such as `x) from 203.0.113.7`.
  private static final Pattern AMBIGUOUS = Pattern.compile("[()\"]| from ");

  private GivenName() {}

  /// The name; in quotation marks if it could be taken for another part of an entry.
  public static String shown(String name) {
    return AMBIGUOUS.matcher(name).find()
        ? '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : name;
  }
}
