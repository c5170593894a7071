package io.hindsight.command.seal;

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
  private @Nullable Seal before;
  private @Nullable Seal seal;
  private LogPosition last;
  private LogPosition sealedTo;
  private long compared;

  /** Up to where the seal begins, where a seal before it vouches for nothing. */
  private Stretch orphans;

  private @Nullable Stretch stretch;
  private final List<String> labels = new ArrayList<>();

  /**
   * @param seals genuine ones, in order
   * @param before everything up to this seal's end was checked; null: nothing was
   */
  EventsCheck(List<Seal> seals, @Nullable Seal before, Findings findings) {
    this.seals = seals.iterator();
    this.findings = findings;
    this.before = before;
    this.sealedTo = before == null ? LogPosition.START : before.statement().upTo();
    this.last = sealedTo;
    this.orphans = new Stretch(sealedTo, chain(before));
    this.seal = next();
  }

  private static String chain(@Nullable Seal seal) {
    return seal == null ? Statements.NONE : seal.statement().chain();
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
    String label = Findings.shown(event.type() + " in " + event.stream());
    if (last.reaches(position)) {
      findings.add(Kind.OUT_OF_ORDER, position, label + " comes after position " + last);
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
      labels.add(label);
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
    if (stretch == null) {
      stretch = new Stretch(sealedTo, orphans.chain());
    }
    return stretch;
  }

  private void close(Seal done) {
    SealStatement statement = done.statement();
    Stretch found = stretch();
    boolean fits = found.size() == statement.events() && found.root().equals(statement.root());
    if (!statement.after().equals(sealedTo)) {
      checkOrphans(done, fits && found.chain().equals(statement.chain()));
    } else if (fits && !found.chain().equals(statement.chain())) {
      findings.add(
          Kind.SEAL_BROKEN, done.position(), "its root fits the events, and its chain does not");
    }
    if (!fits) {
      new StretchCheck(done.event(), findings).locate(found, labels);
    }
    compared += found.size();
    sealedTo = statement.upTo();
    orphans = new Stretch(sealedTo, statement.chain());
    stretch = null;
    labels.clear();
    before = done;
    seal = next();
  }

  /**
   * Of the seal that was over them, the next one knows the digest: where it was the only one, it
   * can be made again from the events, and compared. Where the chain fits, all of them do.
   */
  private void checkOrphans(Seal next, boolean chainFits) {
    if (chainFits || (orphans.size() > 0 && next.statement().previous().equals(lostDigest(next)))) {
      compared += orphans.size();
      return;
    }
    findings.add(
        new Finding(
            Kind.CHANGED,
            new LogPosition(sealedTo.value() + 1),
            next.statement().after(),
            "no seal is left over these positions, and by the next seal the %d events there are not"
                    .formatted(orphans.size())
                + " what they were, or it cannot be told"));
  }

  private String lostDigest(Seal next) {
    return Statements.digest(
        new SealStatement(
            next.statement().logId(),
            next.statement().number() - 1,
            sealedTo,
            next.statement().after(),
            orphans.size(),
            orphans.root(),
            orphans.chain(),
            before == null ? Statements.NONE : before.digest()));
  }

  private @Nullable Seal next() {
    return seals.hasNext() ? seals.next() : null;
  }
}
