package io.hindsight.command.intake;

import io.hindsight.command.intake.NewRecords.Origin;
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
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.Stream;
import io.hindsight.contracts.subjects.Personal;
import io.hindsight.contracts.time.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Names and seals the impressions of one command. */
final class ImpressionBatch {
  private final KeyStore keys;
  private final Map<String, String> metadata;
  private final NewRecords<Entry> records;

  /** One impression under its final names. */
  private record Entry(
      Impression impression, @Nullable SubjectId subject, ImpressionId id, Origin origin)
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
      return impression.items().stream().map(item -> Stream.of(item.itemId()).name()).toList();
    }

    @Override
    public @Nullable String profile() {
      return subject == null ? null : Stream.of(subject).name();
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
    List<Entry> entries = new ArrayList<>(impressions.size());
    for (Impression impression : impressions) {
      UserId user = impression.user();
      entries.add(name(impression, user == null ? null : subjects.get(user), ids));
    }
    this.records = new NewRecords<>(entries);
  }

  private static Entry name(Impression impression, @Nullable SubjectId subject, Ids ids) {
    if (impression.id() != null) {
      return new Entry(impression, subject, impression.id(), Origin.GIVEN);
    }
    return impression.timed()
        ? new Entry(impression, subject, derive(subject, impression), Origin.DERIVED)
        : new Entry(impression, subject, new ImpressionId(ids.next()), Origin.DRAWN);
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
    return records.facts(known, this::sealed, metadata);
  }

  IntakeReceipt receipt(Appended appended, List<Rejection> rejected) {
    return records.receipt(appended, rejected);
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
