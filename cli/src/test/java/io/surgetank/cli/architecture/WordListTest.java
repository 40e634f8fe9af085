package io.surgetank.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names and sentences use the standard terms of Java, AWS and job queues.
class WordListTest {
  private static final WordList SAMPLE =
      new WordList(
          """
          except docs/old: a reason
          allow parrot in sqlite: a reason
          parrot → bird
          fly again → return
          """);

  @Test
  void no_file_has_a_word_of_the_list() throws IOException {
    var wordList = WordList.read();
    var found = new ArrayList<String>();
    for (Path file : Repository.textFiles()) {
      String path = Repository.root().relativize(file).toString().replace('\\', '/');
      if (wordList.isExcluded(path)) continue;
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        for (WordList.Entry entry : wordList.find(path, line))
          found.add(
              "%s:%d: \"%s\"; use: %s".formatted(path, number, entry.text(), entry.standard()));
      }
    }

    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int parrot;",
        "var greenParrot = 1;",
        "ParrotEntry",
        "HTTPParrot2",
        "PARROT_LENGTH",
        "a_test_of_the_parrot()",
        "// Of the Parrot.",
        "\"parrot: %s\"",
        "flyAgain",
        "they fly  again"
      })
  void words_are_found_in_identifiers_comments_and_strings(String line) {
    assertThat(SAMPLE.find("core/A.java", line)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"parrots", "parroting", "HTTPParroting", "fly, then again", "bird"})
  void parts_of_words_are_not_found(String line) {
    assertThat(SAMPLE.find("core/A.java", line)).isEmpty();
  }

  @Test
  void exceptions_apply_to_a_file_or_a_folder() {
    assertThat(SAMPLE.isExcluded("docs/old")).isTrue();
    assertThat(SAMPLE.isExcluded("docs/old/a.md")).isTrue();
    assertThat(SAMPLE.isExcluded("docs/older.md")).isFalse();
    assertThat(SAMPLE.find("sqlite/A.java", "parrot")).isEmpty();
    assertThat(SAMPLE.find("sqlite2/A.java", "parrot")).hasSize(1);
  }

  @Test
  void acronyms_and_numbers_are_words() {
    assertThat(WordList.words("readHTTPHeader2, X_RAY"))
        .isEqualTo(List.of("read", "http", "header", "2", "x", "ray"));
  }
}
