package io.hindsight.command.intake;

import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.Stream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The records of one command, each with a stream of its own, on their way into the log. What the
 * log has already is left out before anything is sealed; what others bring at the same moment the
 * log finds out itself.
 *
 * @param <E> what a record is under its final names
 */
final class NewRecords<E extends NewRecords.Entry> {
  private final List<E> entries;
  private final List<E> appending = new ArrayList<>();
  private Set<String> existing = Set.of();
  private int duplicates;

  /** Where a record's id comes from. */
  enum Origin {
    GIVEN,
    DERIVED,
    DRAWN
  }

  /** A record under its final names. */
  interface Entry {
    Stream stream();

    /** Without its kind. */
    String name();

    Origin origin();

    /** The streams of the items that it names. */
    List<String> items();

    /** The stream of its person's profile; null where nobody is known. */
    @Nullable String profile();
  }

  NewRecords(List<E> entries) {
    this.entries = entries;
  }

  /**
   * The facts that seem to be new.
   *
   * @param sealed makes the event of an entry
   */
  List<Fact> facts(KnownStreams known, Function<E, Object> sealed, Map<String, String> metadata) {
    lookUp(known);
    List<Fact> facts = new ArrayList<>(entries.size());
    for (E entry : entries) {
      if (existing.contains(entry.stream().name())) {
        duplicates++;
      } else {
        appending.add(entry);
        facts.add(new Fact(entry.stream(), Expectation.NEW_STREAM, sealed.apply(entry), metadata));
      }
    }
    return facts;
  }

  private void lookUp(KnownStreams known) {
    List<String> records = new ArrayList<>(entries.size());
    Set<String> others = new LinkedHashSet<>();
    for (E entry : entries) {
      if (entry.origin() != Origin.DRAWN) {
        records.add(entry.stream().name());
      }
      others.addAll(entry.items());
      if (entry.profile() != null) {
        others.add(entry.profile());
      }
    }
    existing = known.existing(records, others);
  }

  /** Unknown items and users are counted in records. */
  IntakeReceipt receipt(Appended appended, List<Rejection> rejected) {
    Set<Integer> late = new HashSet<>(appended.duplicates());
    int derived = 0;
    int unknownItems = 0;
    int unknownUsers = 0;
    for (int i = 0; i < appending.size(); i++) {
      if (late.contains(i)) {
        continue;
      }
      E entry = appending.get(i);
      derived += entry.origin() == Origin.DERIVED ? 1 : 0;
      unknownItems += existing.containsAll(entry.items()) ? 0 : 1;
      unknownUsers += entry.profile() == null || existing.contains(entry.profile()) ? 0 : 1;
    }
    return new IntakeReceipt(
        appending.size() - late.size(),
        duplicates + late.size(),
        derived,
        unknownItems,
        unknownUsers,
        rejected,
        entries.stream().map(Entry::name).toList(),
        appended.position());
  }
}
