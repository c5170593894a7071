package io.hindsight.command.intake;

import io.hindsight.command.log.StreamHeads;
import io.hindsight.command.log.StreamHeads.Head;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import io.hindsight.contracts.log.Stream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings in records that replace what their stream says: each is decided against the stream's last
 * event and expects to follow just that one. Where another caller came between, it is decided anew.
 *
 * @param <R> a record
 * @param <S> what a stream says
 */
final class Revisions<R, S> {
  private static final int ATTEMPTS = 20;

  private final IntakeLog log;
  private final StreamHeads heads;
  private final Rules<R, S> rules;

  /** How one kind of stream reads and is written. */
  interface Rules<R, S> {
    Stream stream(R entry);

    /** What a stream says whose last event this is; null: nothing that counts. */
    @Nullable S read(Object lastEvent);

    /** What the record makes of it. */
    S wanted(R entry);

    /** The event that says so. */
    Object event(R entry, @Nullable S before);
  }

  record Outcome(int accepted, int duplicates, LogPosition position) {}

  private record Known<S>(long head, @Nullable S state) {}

  Revisions(IntakeLog log, StreamHeads heads, Rules<R, S> rules) {
    this.log = log;
    this.heads = heads;
    this.rules = rules;
  }

  /** Appends the extra facts with the first of the records. */
  Outcome bring(List<R> entries, List<Fact> extra, Map<String, String> metadata) {
    List<R> left = entries;
    List<Fact> alongside = extra;
    int accepted = 0;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Map<String, Known<S>> known = lookUp(left);
      List<R> deciding = new ArrayList<>(left.size());
      List<Fact> facts = new ArrayList<>(left.size() + alongside.size());
      for (R entry : left) {
        Fact fact = decide(entry, known, metadata);
        if (fact != null) {
          deciding.add(entry);
          facts.add(fact);
        }
      }
      facts.addAll(alongside);
      Appended appended = log.append(facts);
      Set<Integer> refused = new HashSet<>(appended.refused());
      accepted += deciding.size() - refused.size();
      if (refused.isEmpty()) {
        return new Outcome(accepted, entries.size() - accepted, appended.position());
      }
      left = again(deciding, refused);
      alongside = List.of();
    }
    throw new LogUnavailable("others keep changing the same records", null);
  }

  private static <R> List<R> again(List<R> decided, Set<Integer> refused) {
    List<R> again = new ArrayList<>(refused.size());
    for (int i = 0; i < decided.size(); i++) {
      if (refused.contains(i)) {
        again.add(decided.get(i));
      }
    }
    return again;
  }

  private @Nullable Fact decide(
      R entry, Map<String, Known<S>> known, Map<String, String> metadata) {
    Stream stream = rules.stream(entry);
    Known<S> before = known.getOrDefault(stream.name(), new Known<>(-1, null));
    S wanted = rules.wanted(entry);
    if (wanted.equals(before.state())) {
      return null;
    }
    known.put(stream.name(), new Known<>(before.head() + 1, wanted));
    Object event = rules.event(entry, before.state());
    return new Fact(stream, Expectation.headIs(before.head()), event, metadata);
  }

  private Map<String, Known<S>> lookUp(List<R> entries) {
    Set<String> streams = new LinkedHashSet<>();
    for (R entry : entries) {
      streams.add(rules.stream(entry).name());
    }
    Map<String, Known<S>> known = new HashMap<>();
    if (!streams.isEmpty()) {
      for (Map.Entry<String, Head> last : heads.last(streams).entrySet()) {
        Head head = last.getValue();
        known.put(last.getKey(), new Known<>(head.sequence(), rules.read(head.event())));
      }
    }
    return known;
  }
}
