package io.hindsight.projections.views;

import io.hindsight.contracts.audit.AuditEvent;
import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.consent.ConsentEvent;
import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.impressions.ImpressionEvent;
import io.hindsight.contracts.interactions.InteractionEvent;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelEvent;
import io.hindsight.contracts.placements.PlacementEvent;
import io.hindsight.contracts.profiles.ProfileDetails;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileCreated;
import io.hindsight.contracts.profiles.ProfileEvent.ProfileRevised;
import io.hindsight.contracts.quality.QualityEvent;
import io.hindsight.contracts.retention.RetentionEvent;
import io.hindsight.contracts.serving.ServingEvent;
import io.hindsight.projections.processing.ViewBuffer;
import io.hindsight.projections.processing.ViewProjection;
import io.hindsight.readmodel.views.ProfileRow;
import io.hindsight.readmodel.views.Views;
import java.util.List;
import java.util.Set;

/** Personal parts stay in their envelopes: a rebuilt view copies them, and needs no key. */
final class ProfilesProjection extends ViewProjection<ProfileRow> {

  ProfilesProjection() {
    super(
        Views.PROFILES,
        Set.of(
            InteractionEvent.class,
            CatalogEvent.class,
            PlacementEvent.class,
            ModelEvent.class,
            ServingEvent.class,
            QualityEvent.class,
            AuditEvent.class,
            ErasureEvent.Progress.class,
            ConsentEvent.class,
            ImpressionEvent.class,
            RetentionEvent.class));
  }

  @Override
  public List<String> keys(Object event) {
    return switch (event) {
      case ProfileEvent profile -> List.of(profile.subjectId().value());
      case SubjectErased erased -> List.of(erased.subjectId().value());
      default -> List.of();
    };
  }

  @Override
  protected void on(ProfileEvent event, LogPosition position, ViewBuffer<ProfileRow> rows) {
    ProfileDetails details =
        switch (event) {
          case ProfileCreated created -> created.details();
          case ProfileRevised revised -> revised.details();
        };
    var row = new ProfileRow(event.subjectId(), details);
    rows.update(event.subjectId().value(), position, before -> row);
  }

  @Override
  protected void on(ErasureEvent event, LogPosition position, ViewBuffer<ProfileRow> rows) {
    if (event instanceof SubjectErased erased) {
      rows.update(erased.subjectId().value(), position, before -> null);
    }
  }
}
