package io.surgetank.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Removes a stack of CloudFormation, and its zips.
public final class StackRemoval implements Removal {
  private static final String NAME = "surgetank-unprotect";

  private final Account account;
  private final Formation formation;
  private final Storeroom storeroom;
  private final Watch watch;
  private final Consumer<String> say;

  /// Where the stack says that its zip lies; ours, unless somebody else put the stack there.
  private String codeBucket = "";

  public StackRemoval(Account account, Surroundings surroundings) {
    this.account = account;
    say = surroundings.say();
    formation = account.formation();
    storeroom = new Storeroom(account, say);
    watch = new Watch(formation, surroundings.pause(), say);
  }

  @Override
  public List<String> remove(String stack) throws InterruptedException {
    Optional<Standing> standing = settled(stack);
    if (standing.isPresent()) {
      codeBucket = standing.get().parameters().getOrDefault("CodeBucket", "");
      List<String> faults = unprotect(stack);
      if (!faults.isEmpty()) return faults;
      String id = standing.get().id();
      var mark = formation.lastHappening(id);
      say.accept("Removing the stack " + stack + ":");
      formation.remove(id);
      var outcome = watch.untilRest(id, mark);
      if (outcome.standing().isPresent() && !outcome.standing().get().isGone())
        return Failure.told("The removal", outcome);
    }
    storeroom.clear(stack);
    return List.of();
  }

  /// The stack once CloudFormation rests, if there is one.
  private Optional<Standing> settled(String stack) throws InterruptedException {
    Optional<Standing> standing = formation.standing(stack);
    while (standing.isPresent() && standing.get().isBusy()) {
      say.accept("CloudFormation is at work on it, waiting for its end:");
      String id = standing.get().id();
      watch.untilRest(id, formation.lastHappening(id));
      standing = formation.standing(stack);
    }
    return standing.filter(each -> !each.isGone());
  }

  /// Lets the table go. By an update, so that CloudFormation knows; by hand where a stack takes no
  /// update.
  List<String> unprotect(String stack) throws InterruptedException {
    Optional<Standing> standing = settled(stack);
    if (standing.isEmpty()) return List.of();
    if (!(Step.of(standing) instanceof Step.Update)) {
      if (account.sight(stack).hasTable()) account.sight(stack).unprotectTable();
      return List.of();
    }
    String protection = standing.get().parameters().getOrDefault(Blueprint.PROTECTION, "none");
    if (!protection.equals("true")) return List.of();
    say.accept("Taking the table's protection off:");
    var drafts = formation.drafts(stack);
    drafts.make(Proposal.only(NAME, standing.get(), Map.of(Blueprint.PROTECTION, "false")));
    return switch (watch.untilComputed(drafts, NAME)) {
      case Draft.Refused(var why) -> List.of(why);
      case Draft.Pending() -> throw new IllegalStateException("waited for");
      case Draft.Nothing() -> {
        drafts.discard(NAME);
        yield List.of();
      }
      case Draft.Ready(_) -> {
        var mark = formation.lastHappening(standing.get().id());
        drafts.execute(NAME);
        var outcome = watch.untilRest(standing.get().id(), mark);
        yield outcome.standing().map(Standing::isWell).orElse(false)
            ? List.of()
            : Failure.told("Taking the protection off", outcome);
      }
    };
  }

  @Override
  public List<Left> leaves(String stack) {
    var left = new ArrayList<Left>();
    if (storeroom.isThere())
      left.add(bucket("bucket, with objects that are not this stage's", storeroom.name()));
    if (!codeBucket.isEmpty() && !codeBucket.equals(storeroom.name()))
      left.add(bucket("bucket that its zip lay in, not made by us", codeBucket));
    return left;
  }

  private static Left bucket(String what, String name) {
    return new Left(
        what,
        name,
        "aws s3 ls --recursive s3://%s, then aws s3 rb --force s3://%s".formatted(name, name));
  }
}
