package io.hindsight.command.intake;

import static java.util.Objects.requireNonNull;

import io.hindsight.command.keys.KeyStore;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.subjects.Personal;
import io.hindsight.contracts.time.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The interactions of one command on their way into the log. What the log has already is left out
 * before anything is sealed; what others bring at the same moment the log finds out itself.
 */
final class InteractionBatch {
  private final KeyStore keys;
  private final Map<String, String> metadata;
  private final List<Entry> entries;
  private final List<Entry> appending = new ArrayList<>();
  private Set<String> existing = Set.of();
  private int duplicates;

  /** One interaction under its final names. */
  private record Entry(
      Interaction interaction, SubjectId subject, InteractionId id, Origin origin) {
    Stream stream() {
      return Stream.of(id);
    }
  }

  private enum Origin {
    GIVEN,
    DERIVED,
    DRAWN
  }

  /**
   * @param subjects of all their users
   */
  InteractionBatch(
      List<Interaction> interactions,
      Map<UserId, SubjectId> subjects,
      KeyStore keys,
      Ids ids,
      Map<String, String> metadata) {
    this.keys = keys;
    this.metadata = metadata;
    this.entries = new ArrayList<>(interactions.size());
    for (Interaction interaction : interactions) {
      entries.add(name(interaction, requireNonNull(subjects.get(interaction.user())), ids));
    }
  }

  private static Entry name(Interaction interaction, SubjectId subject, Ids ids) {
    if (interaction.id() != null) {
      return new Entry(interaction, subject, interaction.id(), Origin.GIVEN);
    }
    return interaction.timed()
        ? new Entry(interaction, subject, derive(subject, interaction), Origin.DERIVED)
        : new Entry(interaction, subject, new InteractionId(ids.next()), Origin.DRAWN);
  }

  static InteractionId derive(SubjectId subject, Interaction interaction) {
    Instant at = interaction.occurredAt();
    return new InteractionId(
        new ContentHash()
            .text(subject.value())
            .text(interaction.item().value())
            .text(interaction.type().wireName())
            .time(at)
            .number(interaction.quantity())
            .price(interaction.unitPrice())
            .text(interaction.currency())
            .number(interaction.value())
            .number(interaction.seconds())
            .name(at));
  }

  /** The facts that seem to be new. */
  List<Fact> facts(KnownStreams known) {
    lookUp(known);
    List<Fact> facts = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      if (existing.contains(entry.stream().name())) {
        duplicates++;
      } else {
        appending.add(entry);
        facts.add(new Fact(entry.stream(), Expectation.NEW_STREAM, sealed(entry), metadata));
      }
    }
    return facts;
  }

  private void lookUp(KnownStreams known) {
    List<String> interactions = new ArrayList<>(entries.size());
    Set<String> others = new LinkedHashSet<>();
    for (Entry entry : entries) {
      if (entry.origin() != Origin.DRAWN) {
        interactions.add(entry.stream().name());
      }
      others.add(itemStream(entry));
      others.add(profileStream(entry));
    }
    existing = known.existing(interactions, others);
  }

  IntakeReceipt receipt(Appended appended, List<Rejection> rejected) {
    Set<Integer> late = new HashSet<>(appended.duplicates());
    int derived = 0;
    int unknownItems = 0;
    int unknownUsers = 0;
    for (int i = 0; i < appending.size(); i++) {
      if (late.contains(i)) {
        continue;
      }
      Entry entry = appending.get(i);
      derived += entry.origin() == Origin.DERIVED ? 1 : 0;
      unknownItems += existing.contains(itemStream(entry)) ? 0 : 1;
      unknownUsers += existing.contains(profileStream(entry)) ? 0 : 1;
    }
    List<String> ids = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      ids.add(entry.id().value());
    }
    return new IntakeReceipt(
        appending.size() - late.size(),
        duplicates + late.size(),
        derived,
        unknownItems,
        unknownUsers,
        rejected,
        ids,
        appended.position());
  }

  private static String itemStream(Entry entry) {
    return Stream.of(entry.interaction().item()).name();
  }

  private static String profileStream(Entry entry) {
    return Stream.of(entry.subject()).name();
  }

  private InteractionRecorded sealed(Entry entry) {
    Interaction plain = entry.interaction();
    SubjectId subject = entry.subject();
    return new InteractionRecorded(
        entry.id(),
        subject,
        plain.item(),
        plain.type(),
        plain.occurredAt(),
        plain.quantity(),
        plain.unitPrice(),
        plain.currency(),
        plain.value(),
        plain.seconds(),
        seal(subject, plain, plain.query()),
        seal(subject, plain, plain.device()),
        seal(subject, plain, plain.sessionId()),
        plain.placement(),
        plain.marketplace(),
        plain.locale(),
        plain.recommendation());
  }

  private @Nullable Personal seal(SubjectId subject, Interaction plain, @Nullable String text) {
    return text == null ? null : keys.seal(subject, plain.type(), plain.occurredAt(), text);
  }
}
