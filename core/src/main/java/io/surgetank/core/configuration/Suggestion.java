package io.surgetank.core.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Suggests the known word that is closest to a misspelled one.
final class Suggestion {
  /// With more typing errors, a suggestion would be a guess.
  private static final int MAX_DISTANCE = 2;

  /// No key is longer; comparing longer words would only take time.
  private static final int MAX_LENGTH = 40;

  private Suggestion() {}

  static Optional<String> to(String word, Collection<String> known) {
    if (word.length() > MAX_LENGTH) return Optional.empty();
    String plain = plain(word);
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(plain, plain(candidate))))
        .filter(candidate ->
            distance(plain, plain(candidate)) <= Math.min(MAX_DISTANCE, candidate.length() / 2));
  }

  /// Case, dashes and underscores are confused most often, so they do not count.
  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /// The edit distance: letters to insert, delete, replace or swap with their neighbour.
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
    return cost[a.length()][b.length()];
  }
}
