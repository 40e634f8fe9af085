package io.surgetank.infra.terraform;

import io.surgetank.stack.Function;
import io.surgetank.stack.Function.Statement;
import io.surgetank.stack.Stack;
import io.surgetank.stack.Table;
import java.util.Comparator;
import java.util.List;

/// A stack in one order, down to the rights and the indexes: Terraform keeps sets, and maps by
/// name.
final class Sorted {
  private Sorted() {}

  static Stack of(Stack stack) {
    Stack sorted = stack.inOrder();
    Table table = sorted.table();
    return new Stack(
        sorted.name(),
        sorted.region(),
        sorted.functions().stream().map(Sorted::function).toList(),
        sorted.queues(),
        sorted.mappings(),
        new Table(
            table.name(), table.key(), by(table.indexes(), Table.Index::name), table.expiry()),
        sorted.api(),
        sorted.schedules());
  }

  private static Function function(Function function) {
    List<Statement> policy =
        function.policy().stream()
            .map(one -> new Statement(inOrder(one.actions()), inOrder(one.resources())))
            .toList();
    return new Function(
        function.name(),
        function.handler(),
        function.memory(),
        function.timeout(),
        function.reserved(),
        function.environment(),
        by(policy, Statement::toString));
  }

  private static List<String> inOrder(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  private static <T> List<T> by(List<T> list, java.util.function.Function<T, String> key) {
    return list.stream().sorted(Comparator.comparing(key)).toList();
  }
}
