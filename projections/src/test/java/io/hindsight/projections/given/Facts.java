package io.hindsight.projections.given;

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
import io.hindsight.contracts.erasure.ErasureEvent;
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
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Events, short to write. */
public final class Facts {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Facts() {}

  public static InteractionRecorded did(
      String id, String subject, InteractionType type, String item, Instant at) {
    return did(id, subject, type, item, at, null, null);
  }

  public static InteractionRecorded did(
      String id,
      String subject,
      InteractionType type,
      String item,
      Instant at,
      Double value,
      Double seconds) {
    return new InteractionRecorded(
        new InteractionId(id),
        new SubjectId(subject),
        new ItemId(item),
        type,
        at,
        null,
        null,
        null,
        value,
        seconds,
        null,
        new Personal(new SubjectId(subject), "sealed"),
        null,
        null,
        null,
        null,
        null);
  }

  public static InteractionRetracted retracted(InteractionRecorded recorded) {
    return new InteractionRetracted(recorded.interactionId(), recorded, NOON);
  }

  public static ItemDetails details(String title, String brand, String... categories) {
    return new ItemDetails(
        title, null, List.of(categories), null, brand, null, null, null, null, null, null);
  }

  public static ItemListed listed(String item, ItemDetails details) {
    return new ItemListed(new ItemId(item), details, NOON);
  }

  public static ItemRevised revised(String item, ItemDetails details) {
    return new ItemRevised(new ItemId(item), details, NOON);
  }

  public static ItemDelisted delisted(String item) {
    return new ItemDelisted(new ItemId(item), NOON);
  }

  public static ProfileDetails likes(String... categories) {
    return new ProfileDetails(null, null, null, new Preferences(List.of(categories), List.of()));
  }

  public static ProfileCreated profile(String subject, ProfileDetails details) {
    return new ProfileCreated(new SubjectId(subject), details, NOON);
  }

  public static ProfileRevised profileRevised(String subject, ProfileDetails details) {
    return new ProfileRevised(new SubjectId(subject), details, NOON);
  }

  public static PlacementSettings settings(int length) {
    return new PlacementSettings(
        "Home", "item-knn", length, 0.1, PlacementSettings.DEFAULT_CONSUMED_BY);
  }

  public static PlacementCreated placement(String id, int length) {
    return new PlacementCreated(new PlacementId(id), 1, settings(length), NOON);
  }

  public static PlacementChanged placementChanged(String id, int revision, int length) {
    return new PlacementChanged(new PlacementId(id), revision, settings(length), NOON);
  }

  public static TrainingRequested requested(String algorithm, int version) {
    return new TrainingRequested(
        training(algorithm, version), algorithm, version, Map.of(), 7, LogPosition.START, NOON);
  }

  private static TrainingId training(String algorithm, int version) {
    return new TrainingId(algorithm + "-" + version);
  }

  public static ModelTrained trained(String algorithm, int version) {
    return new ModelTrained(
        training(algorithm, version), algorithm, version, provenance(algorithm), NOON);
  }

  public static Provenance provenance(String algorithm) {
    return new Provenance(
        algorithm, Map.of("k", "20"), 7, LogPosition.START, "1", "abc", 10, 2, 3, Map.of("m", 0.5));
  }

  public static TrainingFailed failed(String algorithm, int version) {
    return new TrainingFailed(
        training(algorithm, version), algorithm, version, "no-data", "Nothing to learn.", NOON);
  }

  public static ModelActivated activated(String algorithm, int version) {
    return new ModelActivated(training(algorithm, version), algorithm, version, "abc", NOON);
  }

  public static RecordsRejected rejected(String request, String kind, Map<String, Integer> counts) {
    return new RecordsRejected(request, kind, counts, NOON);
  }

  public static LogSealed sealed(long number) {
    SealStatement statement =
        new SealStatement(
            "log", number, LogPosition.START, new LogPosition(1), 1, "00", "00", "00");
    return new LogSealed(statement, "key", "", "", List.of(), NOON);
  }

  public static RecommendationServed served(String id) {
    return new RecommendationServed(
        new RecommendationId(id),
        List.of(
            new ServedList(
                new ListRequest(
                    ListKind.POPULAR,
                    null,
                    null,
                    new PlacementId("home"),
                    10,
                    0,
                    0,
                    ListFilter.NONE),
                new Basis(null, LogPosition.START, LogPosition.START, null, 0, 1, NOON),
                new ServedItems(List.of(), List.of(), List.of()))));
  }

  public static SubjectErased erased(String subject) {
    return new SubjectErased(new ErasureId("e-" + subject), new SubjectId(subject), NOON);
  }

  /** The whole course of one. */
  public static List<ErasureEvent> erasure(String subject) {
    var id = new ErasureId("e-" + subject);
    var who = new SubjectId(subject);
    return List.of(
        new ErasureRequested(id, who, NOON),
        erased(subject),
        new ErasureDelayed(id, who, "purge-views", NOON),
        new StorePurged(id, who, "views", new LogPosition(9), NOON),
        new LearnedModelsListed(id, who, List.of(new LearnedModels("item-knn", 1, 1, 1)), NOON),
        new ErasureCompleted(id, who, "{}", "k1", "c2ln", NOON));
  }

  public static ModelMarkedForRetraining marked(String algorithm, int version) {
    return new ModelMarkedForRetraining(algorithm, version, new ErasureId("e-ann"), NOON);
  }

  /** Searches (or what else) up to the end of a month count no more. */
  public static InteractionsForgotten forgotten(InteractionType type, YearMonth month) {
    return new InteractionsForgotten(
        RetentionId.of(type, month), type, month.toString(), "P90D", NOON);
  }

  private static List<Object> retention() {
    var forgotten = forgotten(InteractionType.VIEW, YearMonth.of(2020, 1));
    var id = forgotten.retentionId();
    return List.of(
        forgotten,
        new StoreSettled(id, "views", new LogPosition(9), NOON),
        new RetentionCompleted(id, "{}", "k1", "c2ln", NOON));
  }

  /** One of every kind. */
  private static ImpressionRecorded impression() {
    return new ImpressionRecorded(
        new ImpressionId("p1"),
        new SubjectId("ann"),
        List.of(new Shown(new ItemId("tea"), 1, 0.5, true)),
        "bts",
        NOON,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  public static List<Object> oneOfEach() {
    var all = new ArrayList<Object>(facts());
    all.addAll(erasure("ann"));
    all.addAll(retention());
    all.add(new ConsentChanged(new SubjectId("ann"), Consent.LIMITED, NOON));
    all.add(impression());
    return all;
  }

  private static List<Object> facts() {
    var view = did("i1", "ann", InteractionType.VIEW, "tea", NOON);
    return List.of(
        listed("tea", details("Tea", "Acme", "drinks")),
        revised("tea", details("Green tea", "Acme", "drinks")),
        delisted("tea"),
        view,
        retracted(view),
        profile("ann", likes("drinks")),
        profileRevised("ann", likes("books")),
        placement("home", 10),
        placementChanged("home", 2, 20),
        requested("item-knn", 1),
        trained("item-knn", 1),
        failed("item-knn", 2),
        activated("item-knn", 1),
        marked("item-knn", 1),
        served("r1"),
        rejected("q1", "interactions", Map.of("bad-type", 2)),
        sealed(1),
        new RecordsRead("recommendation", Map.of("recommendationId", "r1"), null, NOON),
        new KeysNamed("k1", NOON));
  }
}
