package io.surgetank.proof.load;

/// What the handler does with a job, as its payload says.
enum WorkKind {
  QUICK,
  SLOW,
  /// Fails in the first attempt of each round.
  FLAKY,
  /// Fails in every attempt.
  FAILING,
  HOPELESS;

  /// Most jobs are quick ones: rare kinds come with some of every ten numbers.
  static WorkKind of(int number) {
    return switch (Math.floorMod(number, 10)) {
      case 0, 1, 9 -> SLOW;
      case 2, 3 -> FLAKY;
      case 4 -> FAILING;
      case 5 -> HOPELESS;
      default -> QUICK;
    };
  }
}
