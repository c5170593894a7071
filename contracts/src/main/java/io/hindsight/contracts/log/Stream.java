package io.hindsight.contracts.log;

import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.ImpressionId;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.ids.SubjectId;

/**
 * A stream of the log: events that are numbered together from 0. Its name carries its kind, because
 * all streams share one space of names in the store.
 *
 * @param kind the kind of stream, stored as Axon's aggregate type
 * @param name the whole name, kind included, as stored
 */
public record Stream(String kind, String name) {
  public static final String INTERACTION = "interaction";
  public static final String IMPRESSION = "impression";
  public static final String ITEM = "item";
  public static final String PROFILE = "profile";
  public static final String PLACEMENT = "placement";
  public static final String MODEL = "model";
  public static final String RECOMMENDATION = "recommendation";
  public static final String QUALITY = "quality";
  public static final String AUDIT = "audit";

  /** All seals of the log, in their order. */
  public static final Stream SEALS = of("seals", "log");

  /** Which keys are the log's; more than one event where they were lost and begun anew. */
  public static final Stream KEYS = of("keys", "log");

  public static final String ERASURE = "erasure";
  public static final String CONSENT = "consent";
  public static final String RETENTION = "retention";

  public static Stream of(InteractionId id) {
    return of(INTERACTION, id.value());
  }

  public static Stream of(ImpressionId id) {
    return of(IMPRESSION, id.value());
  }

  public static Stream of(ItemId id) {
    return of(ITEM, id.value());
  }

  /** The profile of a subject. */
  public static Stream of(SubjectId id) {
    return of(PROFILE, id.value());
  }

  public static Stream of(PlacementId id) {
    return of(PLACEMENT, id.value());
  }

  /** Of the event that holds the list's receipt. */
  public static Stream of(RecommendationId id) {
    return of(RECOMMENDATION, id.event().value());
  }

  public static Stream of(ErasureId id) {
    return of(ERASURE, id.value());
  }

  public static Stream of(RetentionId id) {
    return of(RETENTION, id.value());
  }

  public static Stream ofConsent(SubjectId id) {
    return of(CONSENT, id.value());
  }

  public static Stream ofModel(String algorithm) {
    return of(MODEL, algorithm);
  }

  /** The account of what one request brought in vain. */
  public static Stream ofRejections(String requestId) {
    return of(QUALITY, requestId);
  }

  /** The account of one look into the past. */
  public static Stream ofAuditRead(String id) {
    return of(AUDIT, id);
  }

  private static Stream of(String kind, String id) {
    return new Stream(kind, kind + "/" + id);
  }

  @Override
  public String toString() {
    return name;
  }
}
