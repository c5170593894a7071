package io.hindsight.projections.views;

import io.hindsight.projections.processing.ViewProjection;
import java.util.List;

/** Every projection there is. */
public final class Projections {
  private Projections() {}

  /** One for each view, stateless. */
  public static List<ViewProjection<?>> all() {
    return List.of(
        new ItemsProjection(),
        new ProfilesProjection(),
        new HistoryProjection(),
        new PopularityProjection(),
        new TrendingProjection(),
        new UserFeaturesProjection(),
        new ItemFeaturesProjection(),
        new QualityProjection(),
        new PlacementsProjection(),
        new ModelsProjection(),
        new ErasuresProjection());
  }
}
