package io.surgetank.core.intake;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import java.util.HashSet;
import tools.jackson.databind.JsonNode;

/// The keyword `uniqueItems`, in linear time even for long lists of equal hashes. The library puts
/// items into a hash table whose collisions a client can choose; here items are compared by their
/// canonical texts, for which such a table falls back to their order.
final class UniqueItemsKeyword extends AbstractKeyword {
  UniqueItemsKeyword() {
    super(KeywordType.UNIQUE_ITEMS.getValue());
  }

  @Override
  public KeywordValidator newValidator(
      SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
    return new Checking(location, value, parent, context);
  }

  private static final class Checking extends BaseKeywordValidator {
    private final boolean isRequired;

    Checking(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
      super(KeywordType.UNIQUE_ITEMS, value, location, parent, context);
      this.isRequired = value.isBoolean() && value.booleanValue();
    }

    @Override
    public void validate(
        ExecutionContext context, JsonNode node, JsonNode root, NodePath instance) {
      if (!isRequired || !node.isArray() || node.size() < 2) return;
      var seen = new HashSet<String>();
      for (JsonNode item : node)
        if (!seen.add(Fingerprint.canonical(item))) {
          context.addError(
              error()
                  .instanceNode(node)
                  .instanceLocation(instance)
                  .evaluationPath(context.getEvaluationPath())
                  .locale(context.getExecutionConfig().getLocale())
                  .build());
          return;
        }
    }
  }
}
