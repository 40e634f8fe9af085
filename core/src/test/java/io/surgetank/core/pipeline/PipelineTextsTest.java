package io.surgetank.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineTextsTest {
  @Test
  void the_placeholders_of_a_template_are_listed_with_braces() {
    assertThat(PlaceholderNames.REJECTION.listed()).isEqualTo("{detail}");
    assertThat(PlaceholderNames.REPLY.listed())
        .startsWith("{id}, {")
        .endsWith("}, {payload.<member>}");
  }

  @Test
  void handlers_without_a_package_are_built_in() {
    assertThat(new HandlerRef("order", Map.of()).builtIn()).isTrue();
    assertThat(new HandlerRef("com.example.Order", Map.of()).builtIn()).isFalse();
  }
}
