package io.hindsight.contracts.log;

import io.hindsight.contracts.audit.AuditEvent;
import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.consent.ConsentEvent;
import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.impressions.ImpressionEvent;
import io.hindsight.contracts.interactions.InteractionEvent;
import io.hindsight.contracts.models.ModelEvent;
import io.hindsight.contracts.placements.PlacementEvent;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.quality.QualityEvent;
import io.hindsight.contracts.retention.RetentionEvent;
import io.hindsight.contracts.serving.ServingEvent;
import java.util.List;

/** Every event that may stand in the log, by its stable name and current revision. */
public final class EventTypes {
  private EventTypes() {}

  public static List<MessageType> all() {
    return List.of(
        new MessageType("catalog.ItemListed", 2, CatalogEvent.ItemListed.class),
        new MessageType("catalog.ItemRevised", 2, CatalogEvent.ItemRevised.class),
        new MessageType("catalog.ItemDelisted", 1, CatalogEvent.ItemDelisted.class),
        new MessageType(
            "interaction.InteractionRecorded", 1, InteractionEvent.InteractionRecorded.class),
        new MessageType(
            "interaction.InteractionRetracted", 1, InteractionEvent.InteractionRetracted.class),
        new MessageType(
            "impression.ImpressionRecorded", 1, ImpressionEvent.ImpressionRecorded.class),
        new MessageType("profile.ProfileCreated", 1, ProfileEvent.ProfileCreated.class),
        new MessageType("profile.ProfileRevised", 1, ProfileEvent.ProfileRevised.class),
        new MessageType("placement.PlacementCreated", 1, PlacementEvent.PlacementCreated.class),
        new MessageType("placement.PlacementChanged", 1, PlacementEvent.PlacementChanged.class),
        new MessageType("model.TrainingRequested", 1, ModelEvent.TrainingRequested.class),
        new MessageType("model.ModelTrained", 1, ModelEvent.ModelTrained.class),
        new MessageType("model.TrainingFailed", 1, ModelEvent.TrainingFailed.class),
        new MessageType("model.ModelActivated", 1, ModelEvent.ModelActivated.class),
        new MessageType(
            "model.ModelMarkedForRetraining", 1, ModelEvent.ModelMarkedForRetraining.class),
        new MessageType("serving.RecommendationServed", 2, ServingEvent.RecommendationServed.class),
        new MessageType("consent.ConsentChanged", 1, ConsentEvent.ConsentChanged.class),
        new MessageType("erasure.ErasureRequested", 1, ErasureEvent.ErasureRequested.class),
        new MessageType("erasure.SubjectErased", 1, ErasureEvent.SubjectErased.class),
        new MessageType("erasure.StorePurged", 1, ErasureEvent.StorePurged.class),
        new MessageType("erasure.LearnedModelsListed", 1, ErasureEvent.LearnedModelsListed.class),
        new MessageType("erasure.ErasureDelayed", 1, ErasureEvent.ErasureDelayed.class),
        new MessageType("erasure.ErasureCompleted", 1, ErasureEvent.ErasureCompleted.class),
        new MessageType(
            "retention.InteractionsForgotten", 1, RetentionEvent.InteractionsForgotten.class),
        new MessageType("retention.StoreSettled", 1, RetentionEvent.StoreSettled.class),
        new MessageType("retention.RetentionCompleted", 1, RetentionEvent.RetentionCompleted.class),
        new MessageType("quality.RecordsRejected", 1, QualityEvent.RecordsRejected.class),
        new MessageType("audit.LogSealed", 1, AuditEvent.LogSealed.class),
        new MessageType("audit.RecordsRead", 1, AuditEvent.RecordsRead.class),
        new MessageType("audit.KeysNamed", 1, AuditEvent.KeysNamed.class));
  }
}
