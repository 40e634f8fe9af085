package io.surgetank.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import io.surgetank.core.pipeline.ReplyTemplate.Node;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

class ReplyTemplateTest {
  private static final Map<String, JsonNode> VALUES =
      Map.of(
          "id", Json.read("\"j-1\""),
          "payload.taskId", Json.read("1"),
          "payload.price", Json.read("100.00"),
          "payload.box", Json.read("{\"a\": [1]}"));

  private static String rendered(Node node) {
    Function<String, JsonNode> values =
        name -> VALUES.getOrDefault(name, MissingNode.getInstance());
    return Json.write(new TemplateRendering(new ReplyTemplate(Map.of("m", node))).render(values));
  }

  private static String rendered(String text) {
    return rendered(new Node.Text(text));
  }

  @Test
  void a_single_placeholder_keeps_its_type() {
    assertThat(rendered("{payload.taskId}")).isEqualTo("{\"m\":1}");
    assertThat(rendered("{id}")).isEqualTo("{\"m\":\"j-1\"}");
    assertThat(rendered("{payload.price}")).isEqualTo("{\"m\":100.00}");
    assertThat(rendered("{payload.box}")).isEqualTo("{\"m\":{\"a\":[1]}}");
  }

  @Test
  void a_placeholder_within_a_text_becomes_text() {
    assertThat(rendered("job {id}: {payload.taskId} at {payload.price}"))
        .isEqualTo("{\"m\":\"job j-1: 1 at 100.00\"}");
    assertThat(rendered("{id}{id}")).isEqualTo("{\"m\":\"j-1j-1\"}");
  }

  @Test
  void doubled_braces_are_literal_braces() {
    assertThat(rendered("{{id}} {{{id}}}")).isEqualTo("{\"m\":\"{id} {j-1}\"}");
  }

  @Test
  void a_brace_before_a_placeholder_is_printed_as_it_is() {
    assertThat(rendered("a{b{id}c")).isEqualTo("{\"m\":\"a{bj-1c\"}");
  }

  @Test
  void a_missing_value_omits_its_member() {
    assertThat(rendered("{payload.none}")).isEqualTo("{}");
    assertThat(rendered("<{payload.none}>")).isEqualTo("{\"m\":\"<>\"}");
  }

  @Test
  void literals_lists_and_members_are_rendered_verbatim() {
    var members = new Node.Members(new ReplyTemplate(Map.of("b", new Node.Text("{id}"))));
    var node = new Node.Items(List.of(new Node.Literal("1.50"), new Node.Literal("null"), members));
    assertThat(rendered(node)).isEqualTo("{\"m\":[1.50,null,{\"b\":\"j-1\"}]}");
  }

  @Test
  void unmatched_braces_are_rendered_verbatim() {
    assertThat(rendered("a } {id} {")).isEqualTo("{\"m\":\"a } j-1 {\"}");
  }

  @Test
  void an_unclosed_brace_is_unmatched() {
    assertThat(TemplateText.of("a {id").pieces())
        .containsExactly(
            new TemplateText.Piece.Fixed("a "),
            new TemplateText.Piece.Stray("{"),
            new TemplateText.Piece.Fixed("id"));
  }
}
