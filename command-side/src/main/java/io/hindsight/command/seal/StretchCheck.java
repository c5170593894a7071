package io.hindsight.command.seal;

import io.hindsight.contracts.audit.AuditEvent.Gap;
import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.audit.Finding;
import io.hindsight.contracts.audit.Finding.Kind;
import io.hindsight.contracts.audit.SealStatement;
import io.hindsight.contracts.log.LogPosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Says which events of a stretch do not fit its seal, by the seal's marks. */
final class StretchCheck {
  /** Each is tried in the place of each other one. */
  private static final int MOST_MOVED = 200;

  private final SealStatement statement;
  private final SortedMap<LogPosition, byte[]> marks;
  private final Hashes hashes = new Hashes();
  private final Findings findings;

  StretchCheck(LogSealed seal, Findings findings) {
    this.statement = seal.statement();
    this.marks = marks(seal);
    this.findings = findings;
  }

  /** Empty where marks, gaps and statement do not fit one another: only the statement is signed. */
  private static SortedMap<LogPosition, byte[]> marks(LogSealed seal) {
    SortedMap<LogPosition, byte[]> marks = new TreeMap<>();
    SealStatement statement = seal.statement();
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(seal.marks());
    } catch (IllegalArgumentException e) {
      return marks;
    }
    if (bytes.length != Stretch.MARK_BYTES * (long) statement.events()) {
      return marks;
    }
    int gap = 0;
    long position = statement.after().value();
    for (int i = 0; i < statement.events() && position < statement.upTo().value(); i++) {
      position++;
      while (gap < seal.gaps().size() && seal.gaps().get(gap).from().value() <= position) {
        Gap next = seal.gaps().get(gap++);
        if (next.to().value() < position || next.to().reaches(statement.upTo())) {
          return new TreeMap<>();
        }
        position = next.to().value() + 1;
      }
      int from = i * Stretch.MARK_BYTES;
      marks.put(
          new LogPosition(position), Arrays.copyOfRange(bytes, from, from + Stretch.MARK_BYTES));
    }
    boolean fits = marks.size() == statement.events() && marks.lastKey().equals(statement.upTo());
    return fits ? marks : new TreeMap<>();
  }

  /**
   * To be asked only where the root does not fit.
   *
   * @param labels what each event is, for people
   */
  void locate(Stretch stretch, List<String> labels) {
    Map<Integer, LogPosition> unfit = new LinkedHashMap<>();
    SortedMap<LogPosition, byte[]> missing = new TreeMap<>(marks);
    for (int i = 0; i < stretch.size(); i++) {
      byte[] mark = missing.remove(stretch.position(i));
      if (mark == null || !fits(mark, stretch.leaves().get(i))) {
        unfit.put(i, stretch.position(i));
      }
    }
    if (marks.isEmpty() || (unfit.isEmpty() && missing.isEmpty())) {
      String what =
          "something here is not as seal %d has it; which event, cannot be told: its marks were"
              + " changed, too";
      findings.add(
          new Finding(
              Kind.CHANGED,
              new LogPosition(statement.after().value() + 1),
              statement.upTo(),
              what.formatted(statement.number())));
      return;
    }
    List<LogPosition> wanted = new ArrayList<>(missing.keySet());
    unfit.values().stream().filter(marks::containsKey).forEach(wanted::add);
    SortedMap<LogPosition, Finding> found = new TreeMap<>();
    unfit.forEach(
        (i, position) ->
            found.put(position, finding(position, stretch.content(i), labels.get(i), wanted)));
    missing
        .keySet()
        .forEach(gone -> found.put(gone, Finding.at(Kind.MISSING, gone, "the event is gone")));
    found.values().forEach(findings::add);
  }

  private Finding finding(
      LogPosition position, byte[] content, String what, List<LogPosition> wanted) {
    if (wanted.size() <= MOST_MOVED) {
      for (LogPosition elsewhere : wanted) {
        byte[] mark = marks.get(elsewhere);
        if (mark != null
            && !elsewhere.equals(position)
            && fits(mark, hashes.event(elsewhere, content))) {
          return Finding.at(Kind.MOVED, position, what + " stood at " + elsewhere);
        }
      }
    }
    return marks.containsKey(position)
        ? Finding.at(Kind.CHANGED, position, what + " is not what it was")
        : Finding.at(Kind.INSERTED, position, what + " was not there");
  }

  private static boolean fits(byte[] mark, byte[] leaf) {
    return Arrays.equals(mark, 0, Stretch.MARK_BYTES, leaf, 0, Stretch.MARK_BYTES);
  }
}
