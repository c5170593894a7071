package io.hindsight.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.placements.PlacementSettings;
import io.hindsight.contracts.queries.AuditAnswer.Candidate;
import io.hindsight.contracts.queries.AuditAnswer.Deed;
import io.hindsight.contracts.queries.AuditAnswer.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a list's account tells of the states that it was made of. */
final class AccountView {
  private AccountView() {}

  /** A placement's settings, as they were. */
  record PlacementThen(
      String name,
      String algorithm,
      int listLength,
      double diversity,
      List<String> consumedBy,
      double receiptSample) {
    static PlacementThen of(PlacementSettings settings) {
      return new PlacementThen(
          settings.name(),
          settings.algorithm(),
          settings.listLength(),
          settings.diversity(),
          settings.consumedBy().stream().map(InteractionType::wireName).toList(),
          settings.receiptShare());
    }
  }

  /**
   * A person, as the log knew them.
   *
   * @param interactions how many counted, at most 10,000
   * @param byType how many of each type
   * @param latest the newest, newest first
   * @param categories that they said they like
   * @param brands that they said they like
   */
  record PersonThen(
      int interactions,
      Map<String, Integer> byType,
      List<Did> latest,
      List<String> categories,
      List<String> brands) {
    static PersonThen of(Person person) {
      Map<String, Integer> byType = new TreeMap<>();
      person.byType().forEach((type, count) -> byType.put(type.wireName(), count));
      return new PersonThen(
          person.interactions(),
          byType,
          person.latest().stream().map(Did::of).toList(),
          person.preferences().categories(),
          person.preferences().brands());
    }
  }

  /** An interaction. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Did(
      long position,
      String type,
      String itemId,
      @Nullable String title,
      @Nullable Float value,
      Instant timestamp) {
    static Did of(Deed deed) {
      return new Did(
          deed.position().value(),
          deed.type().wireName(),
          deed.itemId().value(),
          deed.title(),
          deed.value(),
          deed.occurredAt());
    }
  }

  /**
   * An item that was looked at.
   *
   * @param source model, stated, category, trending, popular or newcomer
   * @param score before any re-ranking
   * @param rank in the list; absent where it is not in it
   * @param keptOutBy unlisted, unavailable, excluded, category, marketplace, price, attribute,
   *     dismissed or consumed; absent where it is in the list, or others were better
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Considered(
      String itemId,
      @Nullable String title,
      String source,
      float score,
      @Nullable Integer rank,
      @Nullable String keptOutBy) {
    static Considered of(Candidate candidate) {
      return new Considered(
          candidate.itemId().value(),
          candidate.title(),
          candidate.source(),
          candidate.score(),
          candidate.rank(),
          candidate.rule());
    }
  }
}
