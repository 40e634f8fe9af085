package io.surgetank.core.handler;

import io.surgetank.core.job.Attempt;
import io.surgetank.core.job.Job;
import io.surgetank.core.json.Json;
import io.surgetank.core.work.Handler;
import io.surgetank.core.work.Outcome;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/// Processes an order with exact decimal arithmetic. It distinguishes three forms: an order of one
/// product (`productId`, `quantity`, `unitPrice`), of several (`items` of `sku` and `qty`), and one
/// with an `order_id`, optionally with `quantity` and `price`.
final class OrderHandler implements Handler {
  /// More digits before or after the point are a mistake or an attack; and a result of 80 digits
  /// can still be read back ([Json#MAX_NUMBER_LENGTH]).
  static final int MAX_DIGITS = 40;

  @Override
  public Outcome handle(Job job, Attempt attempt) {
    JsonNode order = Json.read(job.payload());
    if (order.path("items").isArray()) return counted(order.path("items"));
    if (order.has("order_id")) return referenced(order);
    if (order.has("productId")) return priced(order, "unitPrice");
    return new Outcome.Dead("not an order: it has neither productId nor items nor order_id");
  }

  private static Outcome priced(JsonNode order, String priceMember) {
    JsonNode quantity = order.path("quantity");
    JsonNode price = order.path(priceMember);
    if (!quantity.isNumber()) return new Outcome.Dead("quantity is not a number");
    if (!price.isNumber()) return new Outcome.Dead(priceMember + " is not a number");
    if (isTooLong(quantity.decimalValue()) || isTooLong(price.decimalValue())) return tooLong();
    BigDecimal total = quantity.decimalValue().multiply(price.decimalValue());
    if (isTooLong(total)) return tooLong();
    return processed(Json.MAPPER.createObjectNode().put("total", total).set("quantity", quantity));
  }

  private static Outcome referenced(JsonNode order) {
    if (order.path("quantity").isNumber() && order.path("price").isNumber())
      return priced(order, "price");
    return processed(Json.MAPPER.createObjectNode().set("order_id", order.path("order_id")));
  }

  private static Outcome counted(JsonNode items) {
    BigDecimal units = BigDecimal.ZERO;
    for (JsonNode item : items) {
      JsonNode qty = item.path("qty");
      if (!qty.isNumber()) return new Outcome.Dead("qty of an item is not a number");
      if (isTooLong(qty.decimalValue())) return tooLong();
      units = units.add(qty.decimalValue());
    }
    if (isTooLong(units)) return tooLong();
    return processed(Json.MAPPER.createObjectNode().put("items", items.size()).put("units", units));
  }

  /// Checks the digits before any arithmetic: 1E999999999 is short to write and long to compute.
  private static boolean isTooLong(BigDecimal number) {
    long whole = (long) number.precision() - number.scale();
    return whole > MAX_DIGITS || number.scale() > MAX_DIGITS;
  }

  private static Outcome tooLong() {
    return new Outcome.Dead("arithmetic overflow: more than " + MAX_DIGITS + " digits");
  }

  private static Outcome processed(JsonNode result) {
    return new Outcome.Processed(Json.write(result));
  }
}
