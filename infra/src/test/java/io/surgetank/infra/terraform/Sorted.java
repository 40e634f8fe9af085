package io.surgetank.infra.terraform;

import io.surgetank.stack.Function;
import io.surgetank.stack.HttpApi;
import io.surgetank.stack.Mapping;
import io.surgetank.stack.Queue;
import io.surgetank.stack.Schedule;
import io.surgetank.stack.Stack;
import io.surgetank.stack.Table;
import java.util.Comparator;
import java.util.List;

/// A stack in one order. Nothing in it depends on the order that a tool keeps it in.
final class Sorted {
  private Sorted() {}

  static Stack of(Stack stack) {
    return new Stack(
        stack.name(),
        stack.region(),
        by(stack.functions().stream().map(Sorted::function).toList(), Function::name),
        by(stack.queues(), Queue::name),
        by(stack.mappings(), Mapping::queue),
        table(stack.table()),
        new HttpApi(
            stack.api().name(),
            by(stack.api().routes(), HttpApi.Route::key),
            stack.api().throttle()),
        by(stack.schedules(), Schedule::name));
  }

  private static Function function(Function function) {
    return new Function(
        function.name(),
        function.handler(),
        function.memory(),
        function.timeout(),
        function.reserved(),
        function.environment(),
        by(
            function.policy().stream()
                .map(one ->
                    new Function.Statement(
                        one.actions().stream().sorted().toList(),
                        one.resources().stream().sorted().toList()))
                .toList(),
            Function.Statement::toString));
  }

  private static Table table(Table table) {
    return new Table(
        table.name(), table.key(), by(table.indexes(), Table.Index::name), table.expiry());
  }

  private static <T> List<T> by(List<T> list, java.util.function.Function<T, String> key) {
    return list.stream().sorted(Comparator.comparing(key)).toList();
  }
}
