package io.hindsight.contracts;

import io.hindsight.contracts.audit.AuditEvent.Gap;
import io.hindsight.contracts.audit.AuditEvent.KeysNamed;
import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.audit.AuditEvent.RecordsRead;
import io.hindsight.contracts.audit.SealStatement;
import io.hindsight.contracts.catalog.CatalogEvent.ItemDelisted;
import io.hindsight.contracts.catalog.CatalogEvent.ItemListed;
import io.hindsight.contracts.catalog.CatalogEvent.ItemRevised;
import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.consent.ConsentEvent.ConsentChanged;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureCompleted;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureDelayed;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureRequested;
import io.hindsight.contracts.erasure.ErasureEvent.LearnedModelsListed;
import io.hindsight.contracts.erasure.ErasureEvent.StorePurged;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.erasure.LearnedModels;
import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.ids.ImpressionId;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.MarketplaceId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.ids.RetentionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.impressions.ImpressionEvent.ImpressionRecorded;
import io.hindsight.contracts.impressions.Shown;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelEvent.ModelActivated;
import io.hindsight.contracts.models.ModelEvent.ModelMarkedForRetraining;
import io.hindsight.contracts.models.ModelEvent.ModelTrained;
import io.hindsight.contracts.models.ModelEvent.TrainingFailed;
import io.hindsight.contracts.models.ModelEvent.TrainingRequested;
import io.hindsight.contracts.models.Provenance;
import io.hindsight.contracts.placements.PlacementEvent.PlacementChanged;
import io.hindsight.contracts.placements.PlacementEvent.PlacementCreated;
import io.hindsight.contracts.placements.PlacementSettings;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.profiles.ProfileDetails;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileCreated;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileRevised;
import io.hindsight.contracts.quality.QualityEvent.RecordsRejected;
import io.hindsight.contracts.retention.RetentionEvent.InteractionsForgotten;
import io.hindsight.contracts.retention.RetentionEvent.RetentionCompleted;
import io.hindsight.contracts.retention.RetentionEvent.StoreSettled;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.serving.ServedItems;
import io.hindsight.contracts.serving.ServedList;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import io.hindsight.contracts.subjects.Personal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One event of each type, with everything in it that may be in it. */
final class SampleEvents {
  private static final Instant AT = Instant.parse("2026-02-03T04:05:06.789Z");
  private static final ItemId ITEM = new ItemId("lamp-7");
  private static final SubjectId SUBJECT = new SubjectId("sQx1");
  private static final PlacementId PLACEMENT = new PlacementId("home");
  private static final ErasureId ERASURE = new ErasureId("e-1");
  private static final RetentionId RETENTION = new RetentionId("search_click-2026-05");
  private static final TrainingId TRAINING = new TrainingId("t-42");
  private static final MarketplaceId MARKETPLACE = new MarketplaceId("de");
  private static final RecommendationId LIST = new RecommendationId("r-9");
  private static final Map<String, String> SETTINGS = Map.of("neighbours", "50");
  private static final LogPosition POSITION = new LogPosition(12_345);

  private SampleEvents() {}

  static List<Object> all() {
    return List.of(
        new ItemListed(ITEM, item(), AT),
        new ItemRevised(ITEM, item(), AT),
        new ItemDelisted(ITEM, AT),
        interaction(),
        new InteractionRetracted(new InteractionId("x-1"), interaction(), AT),
        impression(),
        new ProfileCreated(SUBJECT, profile(), AT),
        new ProfileRevised(SUBJECT, profile(), AT),
        new PlacementCreated(PLACEMENT, 1, placement(), AT),
        new PlacementChanged(PLACEMENT, 2, placement(), AT),
        new TrainingRequested(TRAINING, "item-knn", 3, SETTINGS, 7, POSITION, AT),
        new ModelTrained(TRAINING, "item-knn", 3, provenance(), AT),
        new TrainingFailed(TRAINING, "item-knn", 3, "timeout", "it took too long", AT),
        new ModelActivated(TRAINING, "item-knn", 3, "0f3a", AT),
        new ModelMarkedForRetraining("item-knn", 3, ERASURE, AT),
        receipt(),
        new ConsentChanged(SUBJECT, Consent.LIMITED, AT),
        new ErasureRequested(ERASURE, SUBJECT, AT),
        new SubjectErased(ERASURE, SUBJECT, AT),
        new StorePurged(ERASURE, SUBJECT, "views", POSITION, AT),
        new LearnedModelsListed(
            ERASURE, SUBJECT, List.of(new LearnedModels("item-knn", 1, 3, 3)), AT),
        new ErasureDelayed(ERASURE, SUBJECT, "purge-views", AT),
        new ErasureCompleted(ERASURE, SUBJECT, "{}", "0f3a", "c2ln", AT),
        new InteractionsForgotten(RETENTION, InteractionType.SEARCH_CLICK, "2026-05", "P90D", AT),
        new StoreSettled(RETENTION, "views", POSITION, AT),
        new RetentionCompleted(RETENTION, "{}", "0f3a", "c2ln", AT),
        new RecordsRejected("q-5", "interactions", Map.of("price-negative", 2), AT),
        new LogSealed(
            new SealStatement("l-1", 2, POSITION, new LogPosition(12_347), 1, "0a", "0b", "0c"),
            "5e1f",
            "c2lnbmF0dXJl",
            "AAECAw==",
            List.of(new Gap(new LogPosition(12_346), new LogPosition(12_346))),
            AT),
        new RecordsRead("recommendation", Map.of("recommendationId", "r-9"), "internal audit", AT),
        new KeysNamed("k-3", AT));
  }

  private static ItemDetails item() {
    return new ItemDetails(
        "A lamp",
        "It shines.",
        List.of("home", "light"),
        MARKETPLACE,
        "Lumen",
        new BigDecimal("12.50"),
        "EUR",
        List.of("new"),
        Map.of("colour", List.of("red", "blue")),
        AT,
        AT.plusSeconds(60));
  }

  private static InteractionRecorded interaction() {
    return new InteractionRecorded(
        new InteractionId("x-1"),
        SUBJECT,
        ITEM,
        InteractionType.PURCHASE,
        AT,
        2,
        new BigDecimal("12.50"),
        "EUR",
        4.5,
        31.25,
        sealed("q"),
        sealed("d"),
        sealed("s"),
        PLACEMENT,
        MARKETPLACE,
        "de-DE",
        LIST);
  }

  private static ImpressionRecorded impression() {
    return new ImpressionRecorded(
        new ImpressionId("i-1"),
        SUBJECT,
        List.of(new Shown(ITEM, 1, 0.25, true), new Shown(new ItemId("lamp-8"), 2, 0.5, false)),
        "bts",
        AT,
        new Personal(SUBJECT, "AAECAw"),
        new Personal(SUBJECT, "BAUGBw"),
        PLACEMENT,
        MARKETPLACE,
        "de-AT",
        LIST);
  }

  private static ProfileDetails profile() {
    return new ProfileDetails(
        sealed("n"), sealed("e"), sealed("a"), new Preferences(List.of("home"), List.of("Lumen")));
  }

  private static PlacementSettings placement() {
    return new PlacementSettings(
        "Home page", "item-knn", 10, 0.25, PlacementSettings.DEFAULT_CONSUMED_BY, 0.5);
  }

  private static Provenance provenance() {
    return new Provenance(
        "item-knn", SETTINGS, 7, POSITION, "0.1.0", "0f3a", 1_000, 100, 50, Map.of("loss", 0.5));
  }

  private static RecommendationServed receipt() {
    ListFilter filter =
        new ListFilter(
            List.of("home"),
            Map.of("colour", List.of("red")),
            List.of(new ItemId("lamp-8")),
            MARKETPLACE,
            new BigDecimal("1.00"),
            new BigDecimal("99.00"),
            true);
    return new RecommendationServed(
        LIST,
        List.of(
            new ServedList(
                new ListRequest(ListKind.PERSONAL, SUBJECT, ITEM, PLACEMENT, 10, 0.25, 7, filter),
                new Basis(
                    "0f3a", POSITION, POSITION, POSITION, 2, 7, 24, Basis.STATED_PREFERENCES, AT),
                new ServedItems(List.of(ITEM), List.of(0.75f), List.of(0.5f)))));
  }

  private static Personal sealed(String ciphertext) {
    return new Personal(SUBJECT, ciphertext);
  }
}
