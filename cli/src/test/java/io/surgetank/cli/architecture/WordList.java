package io.surgetank.cli.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words that are not used in this repository, with the standard ones: `words.txt`.
final class WordList {
  /// As `camelCase`, `PascalCase` and `HTTPCase` are read.
  private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+");

  private static final Pattern EXCEPT = Pattern.compile("except (\\S+): \\S.*");
  private static final Pattern ALLOW = Pattern.compile("allow (.+) in (\\S+): \\S.*");
  private static final Pattern ENTRY = Pattern.compile("([a-z ]+) → (\\S.*)");

  /// @param standard what to write instead
  record Entry(List<String> words, String standard) {
    String text() {
      return String.join(" ", words);
    }
  }

  private record Allowed(String text, String path) {}

  /// By the first word.
  private final Map<String, List<Entry>> entries = new HashMap<>();

  private final List<String> excluded = new ArrayList<>();
  private final List<Allowed> allowed = new ArrayList<>();

  WordList(String text) {
    text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::add);
  }

  static WordList read() {
    try (InputStream in =
        Objects.requireNonNull(WordList.class.getResourceAsStream("words.txt"), "words.txt")) {
      return new WordList(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void add(String line) {
    Matcher except = EXCEPT.matcher(line);
    Matcher allow = ALLOW.matcher(line);
    Matcher entry = ENTRY.matcher(line);
    if (except.matches()) excluded.add(except.group(1));
    else if (allow.matches()) allowed.add(new Allowed(allow.group(1), allow.group(2)));
    else if (entry.matches()) {
      List<String> words = List.of(entry.group(1).split(" ", -1));
      entries
          .computeIfAbsent(words.getFirst(), _ -> new ArrayList<>())
          .add(new Entry(words, entry.group(2)));
    } else throw new IllegalArgumentException("invalid line in words.txt: " + line);
  }

  /// Whether the file is not checked. Paths are relative to the repository, with `/`.
  boolean isExcluded(String path) {
    return excluded.stream().anyMatch(prefix -> isBelow(path, prefix));
  }

  private static boolean isBelow(String path, String prefix) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }

  /// The refused words of a line.
  List<Entry> find(String path, String line) {
    List<String> words = words(line);
    var found = new ArrayList<Entry>();
    for (int at = 0; at < words.size(); at++)
      for (Entry entry : entries.getOrDefault(words.get(at), List.of()))
        if (startsWith(words.subList(at, words.size()), entry.words()) && !isAllowed(path, entry))
          found.add(entry);
    return found;
  }

  static List<String> words(String line) {
    return WORD.matcher(line).results().map(word -> word.group().toLowerCase(Locale.ROOT)).toList();
  }

  private static boolean startsWith(List<String> words, List<String> start) {
    return words.size() >= start.size() && words.subList(0, start.size()).equals(start);
  }

  private boolean isAllowed(String path, Entry entry) {
    return allowed.stream()
        .anyMatch(each -> each.text().equals(entry.text()) && isBelow(path, each.path()));
  }
}
