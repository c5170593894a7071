package io.hindsight.api.intake;

import io.hindsight.contracts.intake.IntakeCommand;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.log.LogPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up what became of the chunks of one request, in bounded memory. */
final class Tally {
  private final int maxShown;
  private final List<Rejection> shown = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private boolean idsComplete = true;
  private long accepted;
  private long duplicates;
  private long derivedIds;
  private long unknownItems;
  private long unknownUsers;
  private long rejected;
  private LogPosition position = LogPosition.START;

  Tally(int maxShown) {
    this.maxShown = maxShown;
  }

  /**
   * @param malformed what was sent along as rejected before; the receipt may or may not repeat it
   */
  void add(List<Rejection> malformed, IntakeReceipt receipt) {
    accepted += receipt.accepted();
    duplicates += receipt.duplicates();
    derivedIds += receipt.derivedIds();
    unknownItems += receipt.unknownItems();
    unknownUsers += receipt.unknownUsers();
    position = position.max(receipt.position());
    TreeMap<Long, Rejection> byIndex = new TreeMap<>();
    malformed.forEach(rejection -> byIndex.put(rejection.index(), rejection));
    receipt.rejected().forEach(rejection -> byIndex.put(rejection.index(), rejection));
    rejected += byIndex.size();
    for (Rejection rejection : byIndex.values()) {
      if (shown.size() < maxShown) {
        shown.add(rejection);
      }
    }
    idsComplete &= ids.size() + receipt.ids().size() <= IntakeCommand.MAX_BATCH;
    if (idsComplete) {
      ids.addAll(receipt.ids());
    }
  }

  void at(LogPosition head) {
    position = position.max(head);
  }

  LogPosition position() {
    return position;
  }

  long accepted() {
    return accepted;
  }

  long duplicates() {
    return duplicates;
  }

  long rejected() {
    return rejected;
  }

  @Nullable Rejection firstRejection() {
    return shown.isEmpty() ? null : shown.getFirst();
  }

  IntakeAnswer answer(IntakeKind kind) {
    boolean interactions = kind == IntakeKind.INTERACTIONS;
    boolean impressions = kind == IntakeKind.IMPRESSIONS;
    boolean deeds = interactions || impressions;
    return new IntakeAnswer(
        accepted,
        duplicates,
        shown.stream().map(IntakeAnswer.Rejected::of).toList(),
        rejected,
        deeds ? (Long) derivedIds : null,
        deeds ? (Long) unknownItems : null,
        deeds ? (Long) unknownUsers : null,
        interactions && idsComplete ? List.copyOf(ids) : null,
        impressions && idsComplete ? List.copyOf(ids) : null,
        position.value());
  }
}
