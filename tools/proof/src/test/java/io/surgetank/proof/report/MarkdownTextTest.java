package io.surgetank.proof.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTextTest {
  private static final String WORDS = "word ".repeat(30).strip();

  @Test
  void paragraphs_and_items_are_wrapped() {
    String text = MarkdownText.wrap("first\nparagraph\n\n- an item\n- " + WORDS);

    assertThat(text)
        .startsWith("first paragraph\n\n- an item\n- word word ")
        .endsWith(" word\n  word word word word word word word\n");
    assertThat(text.lines()).allMatch(line -> line.length() <= 118);
  }

  @Test
  void a_command_is_not_broken() {
    assertThat(MarkdownText.wrap(WORDS.substring(0, 109) + " (`run it --seed 7`)."))
        .endsWith(" word\n(`run it --seed 7`).\n");
  }
}
