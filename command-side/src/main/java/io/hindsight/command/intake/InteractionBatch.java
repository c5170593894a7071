package io.hindsight.command.intake;

import static java.util.Objects.requireNonNull;

import io.hindsight.command.intake.NewRecords.Origin;
import io.hindsight.command.keys.KeyStore;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Rejection;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.subjects.Personal;
import io.hindsight.contracts.time.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names and seals the interactions of one command. */
final class InteractionBatch {
  private final KeyStore keys;
  private final Map<String, String> metadata;
  private final NewRecords<Entry> records;

  /** One interaction under its final names. */
  private record Entry(Interaction interaction, SubjectId subject, InteractionId id, Origin origin)
      implements NewRecords.Entry {
    @Override
    public Stream stream() {
      return Stream.of(id);
    }

    @Override
    public String name() {
      return id.value();
    }

    @Override
    public List<String> items() {
      return List.of(Stream.of(interaction.item()).name());
    }

    @Override
    public String profile() {
      return Stream.of(subject).name();
    }
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
    List<Entry> entries = new ArrayList<>(interactions.size());
    for (Interaction interaction : interactions) {
      entries.add(name(interaction, requireNonNull(subjects.get(interaction.user())), ids));
    }
    this.records = new NewRecords<>(entries);
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
    return records.facts(known, this::sealed, metadata);
  }

  IntakeReceipt receipt(Appended appended, List<Rejection> rejected) {
    return records.receipt(appended, rejected);
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
