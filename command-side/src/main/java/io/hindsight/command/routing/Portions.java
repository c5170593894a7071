package io.hindsight.command.routing;

import io.axoniq.axonserver.grpc.SerializedObject;
import io.hindsight.contracts.intake.Draft;
import io.hindsight.contracts.intake.IntakeCommand;
import io.hindsight.contracts.intake.IntakeCommand.ListItems;
import io.hindsight.contracts.intake.IntakeCommand.RecordImpressions;
import io.hindsight.contracts.intake.IntakeCommand.RecordInteractions;
import io.hindsight.contracts.intake.IntakeCommand.RecordProfiles;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Rejection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a batch of records into as many messages as it takes. A record that fits into none is judged
 * here by the worker's own rules, which refuse it, and goes along as refused: it is answered and
 * counted as if the worker had seen it.
 */
final class Portions {
  /** Half of what the server and its clients take, unless configured otherwise. */
  static final int LARGEST_MESSAGE = 2 << 20;

  private final WireFormat format;
  private final Function<Draft, Optional<Rejection>> rules;
  private final int largest;

  Portions(WireFormat format, Function<Draft, Optional<Rejection>> rules, int largest) {
    this.format = format;
    this.rules = rules;
    this.largest = largest;
  }

  /** At least one, to be sent one after the other: a later record may repeat an earlier one. */
  List<SerializedObject> of(IntakeCommand command) {
    SerializedObject whole = written(command);
    if (whole != null) {
      return List.of(whole);
    }
    return switch (command) {
      case RecordInteractions(var id, var drafts, var malformed) ->
          cut(drafts, malformed, (some, bad) -> new RecordInteractions(id, some, bad));
      case RecordImpressions(var id, var drafts, var malformed) ->
          cut(drafts, malformed, (some, bad) -> new RecordImpressions(id, some, bad));
      case ListItems(var id, var drafts, var malformed) ->
          cut(drafts, malformed, (some, bad) -> new ListItems(id, some, bad));
      case RecordProfiles(var id, var drafts, var malformed) ->
          cut(drafts, malformed, (some, bad) -> new RecordProfiles(id, some, bad));
      case IntakeCommand.RetractInteraction _, IntakeCommand.DelistItem _ ->
          throw new IllegalArgumentException("one id is longer than any message may be");
    };
  }

  private <D extends Draft> List<SerializedObject> cut(
      List<D> drafts,
      List<Rejection> malformed,
      BiFunction<List<D>, List<Rejection>, IntakeCommand> command) {
    List<D> fitting = new ArrayList<>();
    List<Rejection> refused = new ArrayList<>(malformed);
    for (D draft : drafts) {
      if (written(command.apply(List.of(draft), List.of())) != null) {
        fitting.add(draft);
      } else {
        refused.add(refusedHere(draft));
      }
    }
    List<SerializedObject> portions = new ArrayList<>();
    if (!refused.isEmpty() || fitting.isEmpty()) {
      portions.add(format.write(command.apply(List.of(), refused)));
    }
    halve(fitting, some -> command.apply(some, List.of()), portions);
    return portions;
  }

  private <D> void halve(
      List<D> drafts, Function<List<D>, IntakeCommand> command, List<SerializedObject> portions) {
    if (drafts.isEmpty()) {
      return;
    }
    SerializedObject whole = written(command.apply(drafts));
    if (whole != null) {
      portions.add(whole);
    } else {
      int half = drafts.size() / 2;
      halve(drafts.subList(0, half), command, portions);
      halve(drafts.subList(half, drafts.size()), command, portions);
    }
  }

  /** Null for what one message does not hold. */
  private @Nullable SerializedObject written(IntakeCommand command) {
    SerializedObject message = format.write(command);
    return message.getData().size() <= largest ? message : null;
  }

  private Rejection refusedHere(Draft draft) {
    return rules
        .apply(draft)
        .orElseThrow(
            () -> new IllegalStateException("a record is fit, and too large to be passed on"));
  }

  /** What one receipt says of all. */
  static IntakeReceipt together(IntakeReceipt one, IntakeReceipt next) {
    List<Rejection> rejected = new ArrayList<>(one.rejected());
    rejected.addAll(next.rejected());
    rejected.sort(Comparator.comparingLong(Rejection::index));
    List<String> ids = new ArrayList<>(one.ids());
    ids.addAll(next.ids());
    return new IntakeReceipt(
        one.accepted() + next.accepted(),
        one.duplicates() + next.duplicates(),
        one.derivedIds() + next.derivedIds(),
        one.unknownItems() + next.unknownItems(),
        one.unknownUsers() + next.unknownUsers(),
        rejected,
        ids,
        one.position().max(next.position()));
  }
}
