package io.hindsight.projections.processing;

import io.hindsight.contracts.audit.AuditEvent;
import io.hindsight.contracts.catalog.CatalogEvent;
import io.hindsight.contracts.consent.ConsentEvent;
import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.impressions.ImpressionEvent;
import io.hindsight.contracts.interactions.InteractionEvent;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelEvent;
import io.hindsight.contracts.placements.PlacementEvent;
import io.hindsight.contracts.profiles.ProfileEvent;
import io.hindsight.contracts.quality.QualityEvent;
import io.hindsight.contracts.retention.RetentionEvent;
import io.hindsight.contracts.serving.ServingEvent;
import io.hindsight.readmodel.store.ViewDefinition;
import java.util.List;
import java.util.Set;

/**
 * Event in, view out. A pure fold: what it writes depends only on the events and its own rows.
 *
 * <p>For each family of events a projection either overrides its method, and there switches over
 * the sealed type without a default, or names the family in {@link #ignored}.
 *
 * @param <T> the view's shape
 */
public abstract class ViewProjection<T> {
  private final ViewDefinition<T> view;
  private final Set<Class<?>> ignored;

  /**
   * @param ignored event types that never change the view, or whole families of them
   */
  protected ViewProjection(ViewDefinition<T> view, Set<Class<?>> ignored) {
    this.view = view;
    this.ignored = Set.copyOf(ignored);
  }

  public final ViewDefinition<T> view() {
    return view;
  }

  public final Set<Class<?>> ignored() {
    return ignored;
  }

  public final boolean ignores(Class<?> type) {
    return ignored.stream().anyMatch(family -> family.isAssignableFrom(type));
  }

  /**
   * The rows that handling the event will look at, as far as they follow from the event: they are
   * fetched for a whole batch at once.
   */
  public abstract List<String> keys(Object event);

  public final void handle(Object event, LogPosition position, ViewBuffer<T> rows) {
    switch (event) {
      case InteractionEvent interaction -> on(interaction, position, rows);
      case ImpressionEvent impression -> on(impression, position, rows);
      case CatalogEvent catalog -> on(catalog, position, rows);
      case ProfileEvent profile -> on(profile, position, rows);
      case PlacementEvent placement -> on(placement, position, rows);
      case ModelEvent model -> on(model, position, rows);
      case ServingEvent serving -> on(serving, position, rows);
      case QualityEvent quality -> on(quality, position, rows);
      case AuditEvent audit -> on(audit, position, rows);
      case ErasureEvent erasure -> on(erasure, position, rows);
      case ConsentEvent consent -> on(consent, position, rows);
      case RetentionEvent retention -> on(retention, position, rows);
      default -> throw new UnhandledEvent(view.name(), event.getClass());
    }
  }

  protected void on(InteractionEvent event, LogPosition position, ViewBuffer<T> rows) {
    ignore(event);
  }

  protected void on(ImpressionEvent event, LogPosition position, ViewBuffer<T> rows) {
    ignore(event);
  }

  protected void on(CatalogEvent event, LogPosition position, ViewBuffer<T> rows) {
    ignore(event);
  }

  protected void on(ProfileEvent event, LogPosition position, ViewBuffer<T> rows) {
    ignore(event);
  }

  protected void on(PlacementEvent event, LogPosition position, ViewBuffer<T> rows) {
    ignore(event);
  }

  protected void on(ModelEvent event, LogPosition position, ViewBuffer<T> rows) {
    ignore(event);
  }

  protected void on(ServingEvent event, LogPosition position, ViewBuffer<T> rows) {
    ignore(event);
  }

  protected void on(QualityEvent event, LogPosition position, ViewBuffer<T> rows) {
    ignore(event);
  }

  protected void on(AuditEvent event, LogPosition position, ViewBuffer<T> rows) {
    ignore(event);
  }

  protected void on(ErasureEvent event, LogPosition position, ViewBuffer<T> rows) {
    ignore(event);
  }

  protected void on(ConsentEvent event, LogPosition position, ViewBuffer<T> rows) {
    ignore(event);
  }

  protected void on(RetentionEvent event, LogPosition position, ViewBuffer<T> rows) {
    ignore(event);
  }

  private void ignore(Object event) {
    if (!ignores(event.getClass())) {
      throw new UnhandledEvent(view.name(), event.getClass());
    }
  }

  /** Neither handled nor named as ignored: the view stops rather than go on with a hole in it. */
  public static final class UnhandledEvent extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnhandledEvent(String view, Class<?> type) {
      super("view " + view + " neither handles nor ignores " + type.getSimpleName());
    }
  }
}
