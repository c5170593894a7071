package io.hindsight.command.seal;

import io.hindsight.contracts.audit.Finding;
import io.hindsight.contracts.audit.Finding.Kind;
import io.hindsight.contracts.log.LogPosition;
import java.util.ArrayList;
import java.util.List;

/** The first findings of a check: a log that was rewritten has as many as events. */
final class Findings {
  private static final int MOST = 100;

  private final List<Finding> first = new ArrayList<>();

  void add(Kind kind, LogPosition position, String detail) {
    add(new Finding(kind, position, position, detail));
  }

  void add(Finding finding) {
    if (first.size() < MOST) {
      first.add(finding);
    }
  }

  /** What was put into the log by hand is shown to people: it must not steer their terminals. */
  static String shown(String text) {
    return text.codePoints()
        .limit(200)
        .map(c -> Character.isISOControl(c) || !Character.isDefined(c) ? '\uFFFD' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  List<Finding> first() {
    return List.copyOf(first);
  }
}
