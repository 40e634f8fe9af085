package io.surgetank.deploy.infra.terraform;

import io.surgetank.deploy.stack.DynamoTable;
import io.surgetank.deploy.stack.LambdaFunction;
import io.surgetank.deploy.stack.LambdaFunction.Statement;
import io.surgetank.deploy.stack.Stack;
import java.util.Comparator;
import java.util.List;

/// A stack in one order, down to the rights and the indexes: Terraform keeps sets, and maps by
/// name.
final class Sorted {
  private Sorted() {}

  static Stack of(Stack stack) {
    Stack sorted = stack.inOrder();
    DynamoTable dynamoTable = sorted.dynamoTable();
    return new Stack(
        sorted.name(),
        sorted.region(),
        sorted.functions().stream().map(Sorted::function).toList(),
        sorted.queues(),
        sorted.mappings(),
        new DynamoTable(
            dynamoTable.name(),
            dynamoTable.key(),
            by(dynamoTable.indexes(), DynamoTable.Index::name),
            dynamoTable.expiry()),
        sorted.api(),
        sorted.schedules());
  }

  private static LambdaFunction function(LambdaFunction lambdaFunction) {
    List<Statement> policy =
        lambdaFunction.policy().stream()
            .map(one -> new Statement(inOrder(one.actions()), inOrder(one.resources())))
            .toList();
    return new LambdaFunction(
        lambdaFunction.name(),
        lambdaFunction.handler(),
        lambdaFunction.memory(),
        lambdaFunction.timeout(),
        lambdaFunction.reserved(),
        lambdaFunction.environment(),
        by(policy, Statement::toString));
  }

  private static List<String> inOrder(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  private static <T> List<T> by(List<T> list, java.util.function.Function<T, String> key) {
    return list.stream().sorted(Comparator.comparing(key)).toList();
  }
}
