package io.surgetank.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Compares our reader with an independent one: what ours accepts, the other accepts with an equal
/// result.
class JsonReaderFuzzTest {
  private static final byte[] VALID =
      ("{\"a\": 1.50, \"b\":[true,false,null,-0.0,1E+2],\"é\":\"x\\u00e9\\n\",\"c\":{\"d\":{},"
              + "\"e\":[],\"😀\":12345678901234567890}}")
          .getBytes(StandardCharsets.UTF_8);
  private static final String ALPHABET = "{}[]\":,\\u0123456789abcdefEtrunlNI.+- \n\t/é\u0000";

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14, 15, 16})
  void what_is_accepted_reads_back_equal(long seed) {
    var random = new Random(seed);
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] body = random.nextInt(4) == 0 ? random(random) : mutated(random);
      if (JsonReader.read(body) instanceof ParseResult.Parsed(var node, var text)) {
        accepted++;
        assertThat(Json.read(text)).isEqualTo(node);
        assertThat(theirs(body)).isEqualTo(node);
      }
    }
    assertThat(accepted).isGreaterThan(100);
  }

  private static JsonNode theirs(byte[] body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JacksonException refused) {
      throw new AssertionError(
          "ours took what the other refused: " + new String(body, StandardCharsets.UTF_8), refused);
    }
  }

  private static byte[] mutated(Random random) {
    byte[] body = VALID.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      byte[] letters = ALPHABET.getBytes(StandardCharsets.UTF_8);
      body[random.nextInt(body.length)] =
          random.nextInt(5) == 0
              ? (byte) random.nextInt(256)
              : letters[random.nextInt(letters.length)];
    }
    return body;
  }

  private static byte[] random(Random random) {
    var text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++)
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
