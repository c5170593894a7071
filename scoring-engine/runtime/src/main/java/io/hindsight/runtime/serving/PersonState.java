package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.runtime.weights.WeightTable;
import java.util.Collection;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What one person did and says they like, up to one position of the log; retracted interactions do
 * not count. Immutable. Entries are in the order of the log, the oldest first, and only the newest
 * {@link #MAX_ENTRIES}; which items were ever met, and how, is kept of all.
 *
 * <p>Items are numbers of the catalog's.
 */
public final class PersonState {
  public static final int MAX_ENTRIES = 10_000;

  private static final InteractionType[] TYPES = InteractionType.values();

  private final SubjectId subject;
  private final LogPosition position;
  private final PersonEntries entries;
  private final int from;
  private final int to;
  private final ItemMasks met;
  private final Object deeds;
  private final Preferences preferences;

  private PersonState(
      SubjectId subject,
      LogPosition position,
      PersonEntries entries,
      int from,
      int to,
      ItemMasks met,
      Object deeds,
      Preferences preferences) {
    this.subject = subject;
    this.position = position;
    this.entries = entries;
    this.from = from;
    this.to = to;
    this.met = met;
    this.deeds = deeds;
    this.preferences = preferences;
  }

  /** A person who did nothing up to a position. */
  public static PersonState empty(SubjectId subject, LogPosition position) {
    return new PersonState(
        subject,
        position,
        PersonEntries.NONE,
        0,
        0,
        ItemMasks.NONE,
        new Object(),
        Preferences.NONE);
  }

  /** Folds a person's whole history. */
  public static PersonState of(
      SubjectId subject, LogPosition position, Collection<PersonEvent> inLogOrder) {
    PersonState state = empty(subject, LogPosition.START);
    for (PersonEvent event : inLogOrder) {
      state = state.with(event);
    }
    return state.at(position);
  }

  /** The state after one more interaction. An interaction that was seen already changes nothing. */
  public PersonState with(PersonEvent event) {
    if (position.value() >= event.position()) {
      return this;
    }
    int kept = Math.max(from, to - MAX_ENTRIES + 1);
    PersonEntries grown = entries.append(kept, to, event);
    int start = grown == entries ? kept : 0;
    int end = start + (to - kept) + 1;
    return new PersonState(
        subject,
        new LogPosition(event.position()),
        grown,
        start,
        end,
        met.with(event.item(), event.type()),
        new Object(),
        preferences);
  }

  /** The state after the person said anew what they like. What was seen already changes nothing. */
  PersonState with(PersonChange.Stated stated) {
    return position.value() >= stated.position()
        ? this
        : stating(stated.preferences()).at(new LogPosition(stated.position()));
  }

  /** The same, but for what the person says they like. */
  public PersonState stating(Preferences stated) {
    return stated.equals(preferences)
        ? this
        : new PersonState(subject, position, entries, from, to, met, deeds, stated);
  }

  /** The same, known to be complete up to a later position. */
  public PersonState at(LogPosition later) {
    return later.equals(position)
        ? this
        : new PersonState(subject, position.max(later), entries, from, to, met, deeds, preferences);
  }

  /**
   * The same person, had they not done what the log holds at a position.
   *
   * @throws IllegalStateException if the person did more than is kept: then what they did before
   *     has left its mark, and cannot be told apart
   */
  public PersonState without(long position) {
    if (size() >= MAX_ENTRIES) {
      throw new IllegalStateException("the oldest of more than " + MAX_ENTRIES + " are not kept");
    }
    return only(i -> position(i) != position).at(this.position);
  }

  /** The same person, had they not done what is forgotten from a position on. */
  PersonState without(PersonChange.Forgot forgot) {
    boolean any = IntStream.range(0, size()).anyMatch(i -> forgot.covers(event(i)));
    PersonState rest = any ? only(i -> !forgot.covers(event(i))) : this;
    return rest.at(position.max(new LogPosition(forgot.position())));
  }

  private PersonState only(IntPredicate kept) {
    PersonState other = empty(subject, LogPosition.START).stating(preferences);
    for (int i = 0; i < size(); i++) {
      if (kept.test(i)) {
        other = other.with(event(i));
      }
    }
    return other;
  }

  private PersonEvent event(int i) {
    return new PersonEvent(position(i), item(i), type(i), value(i), occurredAtMillis(i));
  }

  public SubjectId subject() {
    return subject;
  }

  /** Up to where the person's events are known. */
  public LogPosition position() {
    return position;
  }

  /** The same object for states with the same entries: a key for what is made of these alone. */
  public Object deeds() {
    return deeds;
  }

  /** What the person says they like; {@link Preferences#NONE} where they say nothing. */
  public Preferences preferences() {
    return preferences;
  }

  /** Whether they say anything. */
  public boolean statesPreferences() {
    return !preferences.categories().isEmpty() || !preferences.brands().isEmpty();
  }

  /** How many entries there are. */
  public int size() {
    return to - from;
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  public int item(int i) {
    return entries.item(from + checked(i));
  }

  public InteractionType type(int i) {
    return TYPES[entries.type(from + checked(i))];
  }

  /** A rating's value, a dwell's seconds; NaN for other types. */
  public float value(int i) {
    return entries.value(from + checked(i));
  }

  public long occurredAtMillis(int i) {
    return entries.occurredAtMillis(from + checked(i));
  }

  /** When the newest of what weighs something happened; the least there is where nothing does. */
  public long newest(WeightTable weights) {
    long newest = Long.MIN_VALUE;
    for (int i = 0; i < size(); i++) {
      if (weights.counts(type(i), value(i))) {
        newest = Math.max(newest, occurredAtMillis(i));
      }
    }
    return newest;
  }

  /** Where in the log the entry was recorded. */
  public long position(int i) {
    return entries.position(from + checked(i));
  }

  /** Whether the person ever did one of these with the item. */
  public boolean consumed(int item, Set<InteractionType> by) {
    return met.any(item, ItemMasks.of(by));
  }

  /** Whether the person ever dismissed the item. */
  public boolean dismissed(int item) {
    return met.any(item, ItemMasks.of(InteractionType.DISMISS));
  }

  private int checked(int i) {
    if (i < 0 || i >= size()) {
      throw new IndexOutOfBoundsException("entry " + i + " of " + size());
    }
    return i;
  }
}
