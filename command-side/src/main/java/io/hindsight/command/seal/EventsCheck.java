package io.hindsight.command.seal;

import io.hindsight.command.seal.SealBook.Seal;
import io.hindsight.contracts.audit.Finding;
import io.hindsight.contracts.audit.Finding.Kind;
import io.hindsight.contracts.audit.SealStatement;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares events, in the order of the log, with the seals over them. */
final class EventsCheck {
  private final Iterator<Seal> seals;
  private final Findings findings;
  private @Nullable Seal seal;
  private LogPosition last;
  private LogPosition sealedTo;
  private long compared;

  /** Up to where the seal begins, where a seal before it vouches for nothing. */
  private Stretch orphans;

  private Stretch stretch;
  private final List<StoredEvent> events = new ArrayList<>();

  /**
   * @param seals genuine ones, in order
   * @param after everything up to here was checked before
   * @param chain the link up to there
   */
  EventsCheck(List<Seal> seals, LogPosition after, String chain, Findings findings) {
    this.seals = seals.iterator();
    this.findings = findings;
    this.last = after;
    this.sealedTo = after;
    this.orphans = new Stretch(after, chain);
    this.stretch = orphans;
    this.seal = next();
  }

  /** How many events were compared with a seal. */
  long compared() {
    return compared;
  }

  /** The last position that was. */
  LogPosition sealedTo() {
    return sealedTo;
  }

  void accept(StoredEvent event) {
    LogPosition position = event.position();
    if (last.reaches(position)) {
      findings.add(
          Kind.OUT_OF_ORDER,
          position,
          "%s in %s comes after position %s".formatted(event.type(), event.stream(), last));
      return;
    }
    last = position;
    while (seal != null && !seal.statement().upTo().reaches(position)) {
      close(seal);
    }
    if (seal == null) {
      return; // Not sealed yet.
    }
    if (seal.statement().after().reaches(position)) {
      orphans.add(event);
    } else {
      stretch().add(event);
      events.add(event);
    }
  }

  /** After the last event. */
  void end() {
    while (seal != null) {
      close(seal);
    }
  }

  /** Its chain goes on from the orphans, so it begins with the first event after them. */
  private Stretch stretch() {
    if (stretch == orphans) {
      stretch = new Stretch(sealedTo, orphans.chain());
    }
    return stretch;
  }

  private void close(Seal done) {
    SealStatement statement = done.statement();
    Stretch found = stretch();
    boolean fits =
        found.size() > 0
            && found.size() == statement.events()
            && found.root().equals(statement.root());
    if (!fits) {
      new StretchCheck(done.event(), findings).locate(events, found.leaves());
    } else if (!found.chain().equals(statement.chain())) {
      findings.add(
          new Finding(
              Kind.CHANGED,
              new LogPosition(sealedTo.value() + 1),
              statement.after(),
              "no seal is left over these %d events, and by the next seal's chain they are not what"
                      .formatted(orphans.size())
                  + " they were"));
    }
    compared += found.size();
    sealedTo = statement.upTo();
    orphans = new Stretch(sealedTo, statement.chain());
    stretch = orphans;
    events.clear();
    seal = next();
  }

  private @Nullable Seal next() {
    return seals.hasNext() ? seals.next() : null;
  }
}
