package io.hindsight.contracts.queries;

import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.erasure.LearnedModels;
import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.Provenance;
import io.hindsight.contracts.placements.PlacementSettings;
import io.hindsight.contracts.profiles.Preferences;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What views answer. */
public sealed interface ViewAnswer {

  /**
   * @param listed false once it was delisted
   */
  record Item(ItemId itemId, ItemDetails details, boolean listed) implements ViewAnswer {}

  record Items(List<Item> items, @Nullable String next) implements ViewAnswer {}

  /**
   * Personal parts read "erased" once the person's key is gone.
   *
   * @param attributes one JSON object as text
   */
  record Profile(
      UserId userId,
      @Nullable String name,
      @Nullable String email,
      @Nullable String attributes,
      Preferences preferences)
      implements ViewAnswer {
    @Override
    public String toString() {
      return "Profile(not printed)";
    }
  }

  record PersonConsent(Consent consent) implements ViewAnswer {}

  /**
   * @param upTo up to where the whole export goes
   * @param next the following page is after this; null at the end
   */
  record ExportPage(
      SubjectId subjectId, List<ExportedEvent> events, LogPosition upTo, @Nullable LogPosition next)
      implements ViewAnswer {
    public ExportPage {
      events = List.copyOf(events);
    }
  }

  /**
   * One event about a person.
   *
   * @param account what it says, in plain words
   * @param data a JSON object: the event as stored, personal text opened
   */
  record ExportedEvent(
      LogPosition position, Instant recordedAt, String type, String account, String data) {
    @Override
    public String toString() {
      return "ExportedEvent(" + position + ")";
    }
  }

  record History(List<Interaction> interactions, @Nullable String next) implements ViewAnswer {}

  record Interaction(
      InteractionId interactionId,
      ItemId itemId,
      InteractionType type,
      Instant timestamp,
      @Nullable Integer quantity,
      @Nullable BigDecimal unitPrice,
      @Nullable String currency,
      @Nullable Double value,
      @Nullable Double seconds,
      @Nullable String query,
      @Nullable PlacementId placement,
      @Nullable RecommendationId recommendationId) {}

  /**
   * Features of a user or of an item.
   *
   * @param counts interactions by type
   * @param rates such as clicks per view; a rate whose denominator is zero is left out
   * @param meanDwellSeconds null where nobody dwelt
   * @param meanRating null where nothing was rated
   * @param categories share of the user's interactions by category, largest first; of an item:
   *     empty
   * @param brands likewise
   */
  record Features(
      Map<InteractionType, Long> counts,
      Map<String, Double> rates,
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen,
      @Nullable Double meanDwellSeconds,
      @Nullable Double meanRating,
      Map<String, Double> categories,
      Map<String, Double> brands)
      implements ViewAnswer {}

  record Placements(List<Placement> placements) implements ViewAnswer {}

  record Placement(PlacementId placementId, int revision, PlacementSettings settings)
      implements ViewAnswer {}

  record Models(List<Model> models) implements ViewAnswer {}

  /**
   * @param status requested, trained, active, retired or failed
   * @param reason why it failed
   * @param retrainingDueSince it learned from somebody who was erased since
   */
  record Model(
      String algorithm,
      int version,
      TrainingId trainingId,
      String status,
      @Nullable Provenance provenance,
      @Nullable String reason,
      Instant requestedAt,
      @Nullable Instant trainedAt,
      @Nullable Instant activatedAt,
      @Nullable Instant retrainingDueSince) {}

  /**
   * @param rejected records that were not stored, by kind and code
   * @param accepted stored interactions
   * @param unknownItem stored interactions whose item is not in the catalog by now
   * @param unknownUser stored interactions whose user has no profile by now
   * @param unknownItems examples of such items, most interactions first, at most 20
   */
  record Quality(
      Map<String, Map<String, Long>> rejected,
      long accepted,
      long retracted,
      long unknownItem,
      long unknownUser,
      Map<ItemId, Long> unknownItems)
      implements ViewAnswer {}

  /**
   * @param status underway, delayed or completed
   * @param steps all of them, in their order
   * @param delayed the step that takes longer than it should
   */
  record Erasure(
      ErasureId erasureId,
      String status,
      Instant requestedAt,
      List<Step> steps,
      @Nullable String delayed,
      @Nullable Receipt receipt)
      implements ViewAnswer {

    /**
     * @param doneAt null until it is done
     */
    public record Step(
        String step,
        @Nullable Instant doneAt,
        @Nullable LogPosition upTo,
        @Nullable List<LearnedModels> models) {}

    /** What {@link io.hindsight.contracts.erasure.ErasureEvent.ErasureCompleted} holds. */
    public record Receipt(String statement, String keyId, String signature) {}
  }

  record Views(List<View> views, LogPosition head) implements ViewAnswer {}

  /**
   * @param generation counts rebuilds, from 1
   * @param status live, rebuilding or stopped
   * @param lag events of the log not yet seen
   * @param problem why it stopped
   */
  record View(
      String name,
      int generation,
      String status,
      LogPosition position,
      long lag,
      @Nullable String problem) {}
}
