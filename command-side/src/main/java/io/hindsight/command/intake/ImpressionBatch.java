package io.hindsight.command.intake;

import io.hindsight.command.keys.KeyStore;
import io.hindsight.contracts.ids.ImpressionId;
import io.hindsight.contracts.ids.MarketplaceId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.impressions.ImpressionEvent.ImpressionRecorded;
import io.hindsight.contracts.impressions.Shown;
import io.hindsight.contracts.intake.Draft.Context;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Rejection;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The impressions of one command on their way into the log, as {@link InteractionBatch} is for
 * interactions.
 */
final class ImpressionBatch {
  private final KeyStore keys;
  private final Map<String, String> metadata;
  private final List<Entry> entries;
  private final List<Entry> appending = new ArrayList<>();
  private Set<String> existing = Set.of();
  private int duplicates;

  /**
   * One impression under its final names.
   *
   * @param derived whether the id follows from the content
   */
  private record Entry(
      Impression impression, @Nullable SubjectId subject, ImpressionId id, boolean derived) {
    Stream stream() {
      return Stream.of(id);
    }

    boolean hasUnknownItems(Set<String> existing) {
      return impression.items().stream()
          .anyMatch(item -> !existing.contains(Stream.of(item.itemId()).name()));
    }

    boolean hasUnknownUser(Set<String> existing) {
      return subject != null && !existing.contains(Stream.of(subject).name());
    }
  }

  /**
   * @param subjects of all users
   */
  ImpressionBatch(
      List<Impression> impressions,
      Map<UserId, SubjectId> subjects,
      KeyStore keys,
      Ids ids,
      Map<String, String> metadata) {
    this.keys = keys;
    this.metadata = metadata;
    this.entries = new ArrayList<>(impressions.size());
    for (Impression impression : impressions) {
      UserId user = impression.user();
      entries.add(name(impression, user == null ? null : subjects.get(user), ids));
    }
  }

  private static Entry name(Impression impression, @Nullable SubjectId subject, Ids ids) {
    ImpressionId given = impression.id();
    if (given != null) {
      return new Entry(impression, subject, given, false);
    }
    boolean derived = impression.timed();
    ImpressionId id = derived ? derive(subject, impression) : new ImpressionId(ids.next());
    return new Entry(impression, subject, id, derived);
  }

  static ImpressionId derive(@Nullable SubjectId subject, Impression impression) {
    Instant at = impression.occurredAt();
    ContentHash hash =
        new ContentHash()
            .text(subject == null ? null : subject.value())
            .text(impression.policy())
            .text(impression.context().placement())
            .time(at);
    for (Shown item : impression.items()) {
      hash.text(item.itemId().value())
          .number(item.position())
          .number(item.propensity())
          .number(item.clicked() ? 1 : 0);
    }
    return new ImpressionId(hash.name(at));
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
    List<String> impressions = new ArrayList<>(entries.size());
    Set<String> others = new LinkedHashSet<>();
    for (Entry entry : entries) {
      if (entry.derived() || entry.impression().id() != null) {
        impressions.add(entry.stream().name());
      }
      entry.impression().items().forEach(item -> others.add(Stream.of(item.itemId()).name()));
      if (entry.subject() != null) {
        others.add(Stream.of(entry.subject()).name());
      }
    }
    existing = known.existing(impressions, others);
  }

  /** Unknown items and users are counted in impressions. */
  IntakeReceipt receipt(Appended appended, List<Rejection> rejected) {
    Set<Integer> late = new HashSet<>(appended.duplicates());
    List<Entry> stored = new ArrayList<>(appending.size());
    for (int i = 0; i < appending.size(); i++) {
      if (!late.contains(i)) {
        stored.add(appending.get(i));
      }
    }
    return new IntakeReceipt(
        stored.size(),
        duplicates + late.size(),
        (int) stored.stream().filter(Entry::derived).count(),
        (int) stored.stream().filter(entry -> entry.hasUnknownItems(existing)).count(),
        (int) stored.stream().filter(entry -> entry.hasUnknownUser(existing)).count(),
        rejected,
        entries.stream().map(entry -> entry.id().value()).toList(),
        appended.position());
  }

  private ImpressionRecorded sealed(Entry entry) {
    Impression plain = entry.impression();
    Context context = plain.context();
    return new ImpressionRecorded(
        entry.id(),
        entry.subject(),
        plain.items(),
        plain.policy(),
        plain.occurredAt(),
        seal(entry.subject(), Findings.present(context.device())),
        seal(entry.subject(), Findings.present(context.sessionId())),
        orNull(context.placement(), PlacementId::new),
        orNull(context.marketplaceId(), MarketplaceId::new),
        context.locale(),
        orNull(context.recommendationId(), RecommendationId::new));
  }

  private @Nullable Personal seal(@Nullable SubjectId subject, @Nullable String text) {
    return subject == null || text == null ? null : keys.seal(subject, text);
  }

  private static <T> @Nullable T orNull(@Nullable String text, Function<String, T> make) {
    return text == null ? null : make.apply(text);
  }
}
